"""How moments, days and wordings are said."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import timezone, translation

from tests import make

DAY = date(2026, 11, 23)


def said(text: str, **values: object) -> str:
    template = engines["django"].from_string("{% load anlauf %}" + text)
    with timezone.override(make.ZONE):
        return template.render(values)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Montag, 23. November 2026"), ("en", "Monday, 23 November 2026")]
)
def test_a_day_is_said_in_the_language_of_the_page(language, words):
    with translation.override(language):
        assert said("{{ day|long_date }}", day=DAY) == words


def test_a_moment_is_shown_by_the_citys_clocks():
    assert said("{{ at|local_time }}", at=datetime(2026, 11, 23, 7, 15, tzinfo=UTC)) == "08:15"
    assert said("{{ at|local_time }}", at=datetime(2026, 7, 23, 7, 15, tzinfo=UTC)) == "09:15"


def test_a_moment_belongs_to_the_day_it_has_in_the_city():
    assert (
        said("{{ at|local_date|date:'j' }}", at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == "24"
    )


def test_a_tick_is_a_time_on_the_clock():
    assert said("{{ tick|clock }}", tick=99) == "08:15"


def test_a_wording_falls_back_to_what_there_is():
    with translation.override("en"):
        assert said("{{ name|say }}", name={"de": "Altona"}) == "Altona"
