"""Published reasons: from a day to a day, and for dates that are near enough."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.urgency import Rule, holds, in_force, latest

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
RULES = st.builds(Rule, st.none() | st.integers(1, 400), st.none() | DAYS, st.none() | DAYS)


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_journey_within_fourteen_days_is_urgent(days, expected):
    assert holds(Rule(14), TODAY + timedelta(days=days), TODAY) is expected


def test_a_rule_that_asks_for_a_date_does_not_hold_without_one():
    assert not holds(Rule(14), None, TODAY)


def test_a_rule_that_asks_for_no_date_holds_without_one_only():
    assert holds(Rule(), None, TODAY)
    assert not holds(Rule(), TODAY, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, TODAY, True),
        (None, TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(first, last, expected):
    rule = Rule(14, first, last)
    assert in_force(rule, TODAY) is expected
    assert holds(rule, TODAY, TODAY) is expected


@given(RULES, st.none() | DAYS, DAYS)
def test_what_holds_is_in_force_and_near_enough(rule, stated, today):
    if holds(rule, stated, today):
        assert in_force(rule, today)
        assert (stated is None) == (latest(rule, today) is None)
        assert stated is None or today <= stated <= latest(rule, today)


@given(RULES, DAYS, DAYS)
def test_a_nearer_date_is_no_less_urgent(rule, stated, today):
    nearer = stated - timedelta(days=1)
    if holds(rule, stated, today) and nearer >= today:
        assert holds(rule, nearer, today)
