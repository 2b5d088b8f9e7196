"""A range lies within what was seen, never moves forward by waiting, and needs experience."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.casework import Days
from anlauf.engine.casework.expect import ENOUGH, of_experience, of_targets

TODAY = date(2026, 11, 23)
took = st.lists(st.integers(0, 900), min_size=ENOUGH, max_size=200).map(sorted)


@given(took, st.integers(0, 1000))
def test_a_range_lies_within_what_was_seen_and_ahead(days, age):
    found = of_experience(days, age)
    if found is None:
        assert sum(each > age for each in days) < ENOUGH
    else:
        assert 0 < found.least <= found.most <= days[-1] - age


@given(took, st.integers(0, 900), st.integers(0, 100))
def test_who_waited_longer_is_never_told_an_earlier_day(days, age, more):
    before, after = of_experience(days, age), of_experience(days, age + more)
    if before and after:
        assert age + before.least <= age + more + after.least
        assert age + before.most <= age + more + after.most


def test_too_few_are_no_experience():
    assert of_experience([10] * (ENOUGH - 1), 0) is None
    assert of_experience([10] * ENOUGH, 10) is None


@given(st.integers(1, 200))
def test_targets_become_days_of_the_calendar(left):
    found = of_targets(left, TODAY, Days())
    assert 1 <= found.least <= found.most
    assert Days().between(TODAY, TODAY + timedelta(days=found.most)) == left
