"""Days are told apart: holidays, bridges, ends of months."""

from datetime import date

import holidays
import pytest

from anlauf.engine.forecast import Calendar, Span, easter, public_holidays

CALENDAR = Calendar(public_holidays(2026), weekdays=frozenset(range(5)))


@pytest.mark.parametrize("year", range(1991, 2060))
def test_hamburgs_holidays_are_those_of_a_known_table(year):
    assert public_holidays(year) == set(holidays.country_holidays("DE", subdiv="HH", years=year))


def test_easter_is_found():
    assert easter(2026) == date(2026, 4, 5)
    assert easter(2038) == date(2038, 4, 25)


def test_the_friday_after_ascension_is_a_bridge():
    friday = date(2026, 5, 15)
    assert CALENDAR.bridge(friday)
    assert CALENDAR.after_holiday(friday)
    assert CALENDAR.before_holiday(date(2026, 5, 13))


def test_ends_of_months_are_counted_in_working_days():
    assert CALENDAR.month_end(date(2026, 5, 27))
    assert not CALENDAR.month_end(date(2026, 5, 26))
    assert CALENDAR.month_start(date(2026, 5, 6))
    assert not CALENDAR.month_start(date(2026, 5, 7))


def test_spans_and_weekdays_are_checked():
    with pytest.raises(ValueError, match="exchanged"):
        Span(date(2026, 7, 9), date(2026, 7, 1))
    with pytest.raises(ValueError, match="it is 0"):
        Calendar(weekdays=frozenset({7}))
    with pytest.raises(ValueError, match="digit"):
        public_holidays(226)
