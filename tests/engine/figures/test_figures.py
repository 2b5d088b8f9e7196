"""Statistics of figures: counted by hand, held against textbooks, attacked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest

from anlauf.engine.figures import (
    MINIMUM,
    Days,
    Redraw,
    compare,
    percentile,
    published,
    rank_interval,
    share_interval,
    shifts,
    withheld,
    without_weekdays,
)

values = st.lists(st.integers(0, 60), min_size=1, max_size=80)
SHARES = st.sampled_from([0.1, 0.5, 0.9, 0.95, 1.0])


def counted(numbers):
    return np.bincount(numbers, minlength=61).astype(float)


def stored(numbers):
    counts = np.bincount(numbers, minlength=1)
    pairs = [(value, counts[value]) for value in np.flatnonzero(counts)]
    return np.array(pairs, dtype=">u2").tobytes()


@given(values, SHARES)
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(numbers, share):
    found = int(percentile(counted(numbers), share))
    assert sum(one <= found for one in numbers) >= share * len(numbers) - 1e-9
    assert sum(one < found for one in numbers) < share * len(numbers)


@given(st.lists(values, min_size=1, max_size=5))
def test_days_are_read_as_they_were_stored(days):
    found = Days.of([stored(day) for day in days], 61)
    assert found.totals.tolist() == [len(day) for day in days]
    assert found.sums.tolist() == [sum(day) for day in days]
    assert found.within(15).tolist() == [sum(one <= 15 for one in day) for day in days]


def test_days_without_anybody_have_empty_rows():
    found = Days.of([b"", stored([3, 3]), b""], 5)
    assert found.totals.tolist() == [0, 2, 0]


@given(values)
def test_the_interval_of_ranks_holds_the_percentile_of_the_sample(numbers):
    low, high = rank_interval(counted(numbers), 0.5)
    assert low <= percentile(counted(numbers), 0.5) <= high


def test_the_interval_of_ranks_of_a_textbook():
    """Of 20 values the 6th and the 15th enclose the median in 95.9 cases of 100."""
    assert rank_interval(counted(range(1, 21)), 0.5) == (6, 15)


@pytest.mark.parametrize(("some", "of"), [(0, 10), (3, 10), (10, 10), (81, 263)])
def test_a_share_has_wilsons_interval(some, of):
    expected = binomtest(some, of).proportion_ci(method="wilson")
    assert share_interval(some, of) == pytest.approx((expected.low, expected.high))


@given(st.lists(values, min_size=1, max_size=20))
def test_a_redrawn_interval_holds_its_figure_and_is_the_same_twice(days):
    table = Days(np.array([counted(day) for day in days]))
    once = Redraw(len(days)).percentile(table, 0.9)
    assert once is not None
    assert once.low <= once.value <= once.high
    assert once == Redraw(len(days)).percentile(table, 0.9)


def test_redrawn_intervals_hold_the_truth_in_about_nineteen_cases_of_twenty():
    luck, held = np.random.default_rng(5), 0
    for seed in range(200):
        busy = luck.gamma(4, 5, size=40)  # a day's mood, the same for all its people
        people = luck.poisson(busy[:, None], size=(40, 30))
        ratio = Redraw(40, seed=seed).ratio(people.sum(axis=1), np.full(40, 30.0))
        held += ratio is not None and ratio.low <= 20 <= ratio.high
    assert 0.88 <= held / 200 <= 0.99


def test_nothing_is_said_of_nobody():
    empty = Days(np.zeros((3, 61)))
    assert Redraw(3).percentile(empty, 0.5) is None
    assert Redraw(0).ratio(np.zeros(0), np.zeros(0)) is None


def test_pairs_take_out_what_both_sides_share():
    weather = np.random.default_rng(3).normal(0, 50, size=40)
    effect = compare(list(weather + 4), list(weather))
    assert effect is not None
    assert effect.value == pytest.approx(4)
    assert effect.days == 40
    assert effect.clear
    assert compare([1.0] * 4, [2.0] * 4) is None


def test_a_shift_is_found_where_it_is_and_none_where_none_is():
    luck = np.random.default_rng(8)
    calm = luck.normal(12, 2, size=120)
    assert shifts(list(calm)) == []
    moved = calm + np.where(np.arange(120) >= 70, 5, 0)
    (only,) = shifts(list(moved))
    assert abs(only.index - 70) <= 2
    assert only.after - only.before == pytest.approx(5, abs=1)


def test_weekdays_alone_are_no_shift():
    weekdays = [day % 5 for day in range(60)]
    values = [10.0 + 20 * (day == 0) for day in weekdays]
    assert shifts(list(without_weekdays(values, weekdays))) == []


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 30), max_size=8))
def test_what_is_unsaid_cannot_be_subtracted_from_the_sum(cells):
    hidden = withheld(cells)
    shown = [count for key, count in cells.items() if key not in hidden]
    assert all(count == 0 or count >= MINIMUM for count in shown)
    rest = sum(cells.values()) - sum(shown)
    assert rest == 0 or rest >= MINIMUM or not any(shown)  # then the sum is itself too small


boxes = st.tuples(
    st.sets(st.integers(0, 3)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 1))
)


@given(arrays(np.float64, (4, 7, 2), elements=st.integers(0, 12).map(float)), boxes, boxes)
def test_the_difference_of_two_tables_reveals_no_small_group(people, wide, narrow):
    """Offices, days and kinds chosen at will, one table inside the other."""
    said = np.where(published(people), people, 0)

    def total(*chosen):
        return said[np.ix_(*(sorted(axis) for axis in chosen))].sum()

    inner = [a & b for a, b in zip(wide, narrow, strict=True)]
    difference = total(*wide) - total(*inner)
    assert difference == 0 or difference >= MINIMUM


def test_control_without_the_rule_a_difference_reveals_one_person():
    people = np.full((1, 2, 1), 8.0)
    people[0, 1, 0] = 1
    assert people.sum() - people[:, :1].sum() < MINIMUM
