"""Somebody may come only at some times of the week, and is not shown every five minutes."""

import pytest

from anlauf.booking import queries
from anlauf.booking.values import Line, Question
from anlauf.engine.grid import Span
from tests import make

pytestmark = pytest.mark.django_db

SATURDAY = make.later(5)


def asking(office, service, **wishes) -> Question:
    return Question((Line(service.pk),), (office.pk,), **wishes)


def open_office():
    """Open on Monday and Saturday from 8:00 to 16:00."""
    office = make.office()
    offering = make.offering(office)
    for on in (make.DAY, SATURDAY):
        make.office_day(office, on=on, supply=[1] * 96)
    return office, offering.service


def test_the_afternoon_begins_at_noon():
    office, service = open_office()
    question = asking(office, service, between=Span(make.tick("12:00"), 288))
    first = queries.times_on_offer(question, at=make.AT, most=1)[0]
    assert (first.date, first.tick) == (make.DAY, make.tick("12:00"))


def test_the_morning_ends_with_the_last_start_before_noon():
    office, service = open_office()
    question = asking(office, service, between=Span(0, make.tick("12:00")))
    last = queries.starts_of_day(question, make.DAY, at=make.AT)[-1]
    assert last.tick == make.tick("12:00") - 1


def test_only_on_saturdays():
    office, service = open_office()
    question = asking(office, service, weekdays=frozenset({5}))
    assert list(queries.days_on_offer(question, at=make.AT)) == [SATURDAY]
    first = queries.earliest_per_office(question, at=make.AT)[office.pk]
    assert first is not None
    assert first.date == SATURDAY
    assert queries.starts_of_day(question, make.DAY, at=make.AT) == []


def test_of_each_quarter_of_an_hour_the_first_start_is_shown():
    office, service = open_office()
    question = asking(office, service, every=3)
    shown = [start.tick for start in queries.starts_of_day(question, make.DAY, at=make.AT)]
    assert shown == list(range(make.tick("08:00"), make.tick("15:45") + 1, 3))
    assert queries.days_on_offer(question, at=make.AT)[make.DAY] == len(shown)


def test_what_has_passed_does_not_hide_what_is_still_to_come():
    office, service = open_office()
    question = asking(office, service, every=3)
    shown = queries.times_on_offer(question, at=make.moment("09:02"), most=2)
    assert [start.tick for start in shown] == [make.tick("09:15"), make.tick("09:30")]
