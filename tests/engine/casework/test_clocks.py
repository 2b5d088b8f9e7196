"""Clocks count working days, and stand still while others have the next move."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.casework import Clock, Days, Stop, due, months_later, running, worked

MONDAY = date(2026, 11, 2)
PLAIN = Days()
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
holidays = st.frozensets(days, max_size=15)


@st.composite
def stops(draw):
    since = draw(days)
    open_ended = draw(st.booleans())
    return Stop(since, None if open_ended else since + timedelta(draw(st.integers(0, 40))))


clocks = st.builds(Clock, days, st.lists(stops(), max_size=4))


def test_a_week_has_five_working_days():
    assert PLAIN.between(MONDAY, MONDAY + timedelta(7)) == 5


def test_the_first_day_does_not_count():
    assert PLAIN.later(MONDAY, 5) == MONDAY + timedelta(7)


def test_a_deadline_on_a_holiday_ends_on_the_next_working_day():
    christmas = Days(frozenset({date(2026, 12, 25), date(2026, 12, 26)}))
    assert christmas.at_or_after(date(2026, 12, 25)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("began", "ends"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 15), date(2027, 1, 15)),
    ],
)
def test_three_months_end_on_the_day_of_the_same_number_or_the_months_last(began, ends):
    assert months_later(began, 3) == ends


def test_days_of_waiting_for_papers_do_not_count():
    asked, answered = MONDAY + timedelta(2), MONDAY + timedelta(9)
    clock = Clock(MONDAY, [Stop(asked, answered)])
    assert worked(clock, answered, PLAIN) == 2  # Tuesday, and the day the papers came


def test_a_case_that_waits_is_due_on_no_day():
    assert due(Clock(MONDAY, [Stop(MONDAY + timedelta(2))]), 5, PLAIN) is None


def test_two_who_were_asked_at_once_stop_the_clock_once():
    a, b = Stop(MONDAY, MONDAY + timedelta(7)), Stop(MONDAY, MONDAY + timedelta(4))
    assert worked(Clock(MONDAY, [a, b]), MONDAY + timedelta(7), PLAIN) == 1


def test_a_stop_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Stop(MONDAY, MONDAY - timedelta(1))


def test_a_target_of_no_days_is_a_mistake():
    with pytest.raises(ValueError, match="0 working days"):
        due(Clock(MONDAY), 0, PLAIN)


@given(days, st.integers(0, 60), holidays)
def test_so_many_working_days_later_lie_so_many_working_days_between(day, number, off):
    calendar = Days(off)
    assert calendar.between(day, calendar.later(day, number)) == number


@given(clocks, days, holidays)
def test_no_clock_counts_more_than_the_working_days_there_are(clock, today, off):
    calendar = Days(off)
    assert 0 <= worked(clock, today, calendar) <= calendar.between(clock.began, today)


@given(clocks, stops(), days, holidays)
def test_one_more_stop_never_makes_a_clock_count_more(clock, stop, today, off):
    more = Clock(clock.began, [*clock.stops, stop])
    assert worked(more, today, Days(off)) <= worked(clock, today, Days(off))


@given(clocks, st.integers(1, 40), holidays)
def test_on_the_day_it_is_due_a_clock_has_counted_its_target(clock, target, off):
    calendar = Days(off)
    day = due(clock, target, calendar)
    if day is None:
        assert any(stop.until is None for stop in clock.stops)
    else:
        assert worked(clock, day, calendar) == target
        assert worked(clock, day - timedelta(1), calendar) == target - 1


@given(clocks, days)
def test_a_clock_stands_still_exactly_on_the_days_of_its_stops(clock, day):
    assert running(clock, day) is not any(stop.covers(day) for stop in clock.stops)
