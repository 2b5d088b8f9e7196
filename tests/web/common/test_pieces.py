"""Pieces: what depends on the same values is composed once."""

import pytest
from django.template import Context, Engine
from django.utils import translation
from django.utils.safestring import mark_safe

from anlauf.web.common.gallery import ExampleDay
from anlauf.web.common.pieces import PIECES, Pieces

WEEK = '{% load pieces %}{% piece "components/calendar_week.html" days=week %}'
ICON = '{% load pieces %}{% piece "components/icon.html" name=name %}'
NEXT = '{% load pieces %}{% piece "citizen/next_time.html" kilometres=far items=none %}'


def rendered(source: str, **context: object) -> str:
    return Engine.get_default().from_string(source).render(Context(context))


def test_a_piece_sees_its_values_and_nothing_else():
    assert "kern-icon--close" in rendered(ICON, name="close", size="large")
    assert "large" not in rendered(ICON, name="close", size="large")


def test_what_a_piece_is_given_is_written_safely():
    assert "kern-icon--&lt;b&gt;" in rendered(ICON, name="<b>")


def test_a_piece_is_kept_for_each_language():
    page = Engine.get_default().from_string(NEXT)
    with translation.override("en"):
        assert "1.5 km" in page.render(Context({"far": 1.5, "none": ()}))
    with translation.override("de"):
        assert "1,5 km" in page.render(Context({"far": 1.5, "none": ()}))


def test_a_value_that_may_change_is_no_value_of_a_piece():
    day = ExampleDay("Monday", "23", "#", 3, 3, today=False)
    assert "Monday" in rendered(WEEK, week=(day, None))
    with pytest.raises(TypeError):
        rendered(WEEK, week=[day, None])


def test_a_piece_is_composed_once():
    asked = []
    pieces = Pieces(100)

    def compose():
        asked.append("piece")
        return mark_safe("words")

    assert [pieces.words("a", compose) for _ in range(3)] == ["words"] * 3
    assert len(asked) == 1


def test_what_was_not_asked_for_longest_goes_when_there_are_too_many_letters():
    pieces = Pieces(10)
    composed = []

    def compose():
        composed.append(name)
        return mark_safe("1234")

    for name in ("a", "b", "a", "c", "a", "b"):
        pieces.words(name, compose)
    assert composed == ["a", "b", "c", "b"]


def test_a_piece_longer_than_all_that_is_kept_is_shown_all_the_same():
    assert Pieces(3).words("a", lambda: mark_safe("1234")) == "1234"


def test_the_process_keeps_a_few_megabytes():
    assert PIECES._most <= 5_000_000
