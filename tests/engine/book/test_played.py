"""Days that are played agree with days that are computed, and exact assignments bound the lanes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from anlauf.engine.book import Day, Times, figures, most_kept, play
from anlauf.engine.book.played import compare
from anlauf.engine.capacity import Page, Promise, level, settle
from anlauf.engine.grid import Span
from anlauf.engine.simulate.laws import Empirical, Fixed, Gamma, Law, LogNormal
from tests.engine.capacity_examples import can_be_worked, day, need, pages, wishes

SMALL = [
    (Day(7.5, 10, (1.0,) * 8), (2, 1, 1, 1, 0, 0, 0, 0)),
    (Day(6, 10, (0.9,) * 10), (2, 0, 1, 1, 0, 1, 1, 0, 0, 0)),
    (Day(5, 12, (0.95, 0.9, 0.85, 0.8, 0.75, 0.7), counters=2), (3, 1, 0, 2, 1, 1)),
    (Day(10, 25, (0.97, 0.8, 0.7, 0.7), counters=4), (6, 3, 4, 2)),
]


@pytest.mark.parametrize(("day", "pattern"), SMALL)
@pytest.mark.parametrize("name", ["wait", "idle", "overtime"])
def test_small_days_are_played_as_they_are_computed(day, pattern, name):
    told = play(day, pattern, Times(20_000, seed=3)).ci(name, 0.95)
    error = told.half_width / 1.96
    assert abs(told.value - getattr(figures(day, pattern), name)) < 3 * error + 1e-9


def test_a_large_day_is_played_as_it_is_computed():
    day = Day(5, 14, tuple(np.linspace(0.95, 0.8, 60)), counters=12)
    pattern = (12, *([4] * 59))
    told = play(day, pattern, Times(300, seed=1))
    exact = figures(day, pattern)
    for name in ("wait", "idle", "overtime"):
        each = told.ci(name)
        assert abs(each.value - getattr(exact, name)) < 3 * each.half_width / 1.96


def test_pieces_of_replications_are_the_whole():
    day, pattern = SMALL[2]
    whole = play(day, pattern, Times(30, seed=2))
    parts = [play(day, pattern, Times(10, seed=2, first=first)) for first in (0, 10, 20)]
    assert whole.waited.tobytes() == np.concatenate([each.waited for each in parts]).tobytes()


def test_patterns_are_compared_with_the_same_people():
    day, pattern = SMALL[0]
    even = (1, 1, 0, 1, 1, 0, 1, 0)
    one, other = (play(day, each, Times(2000, seed=5)) for each in (pattern, even))
    paired = compare(one, other, "overtime")
    assert paired.half_width < np.hypot(
        one.ci("overtime").half_width, other.ci("overtime").half_width
    )


def test_steadier_minutes_make_shorter_waits():
    day, pattern = SMALL[0]
    laws: list[Law] = [LogNormal(10, 1.5), Gamma(10, 0.5), Fixed(10)]
    waits = [play(day, pattern, Times(4000, 1), minutes=law).ci("wait").value for law in laws]
    assert waits == sorted(waits, reverse=True)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Times(0, 1), "Maybe take 2,000"),
        (lambda: play(SMALL[0][0], (1, 1), Times(5, 1)), "the pattern 2"),
        (lambda: play(SMALL[0][0], (0,) * 8, Times(5, 1)), "at least one"),
        (lambda: play(*SMALL[0], Times(5, 1)).ci("weight"), "Known are: wait"),
        (
            lambda: compare(play(*SMALL[0], Times(5, 1)), play(*SMALL[0], Times(5, 2)), "wait"),
            "seed",
        ),
        (lambda: play(*SMALL[0], Times(5, 1), minutes=Empirical.of([1, 2])), "LogNormal"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_a_hint(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


@settings(max_examples=40, deadline=None)
@given(pages, wishes)
def test_no_assignment_keeps_more_than_the_bound_and_settling_comes_near(page, wanted):
    promises = [Promise(key, wish, start) for key, (wish, start) in enumerate(wanted)]
    settled = settle(page, promises)
    kept = [
        replace(one, group=settled.lanes[one.key]) for one in promises if one.key in settled.lanes
    ]
    bound = most_kept(page, promises)
    assert can_be_worked(settled.page, kept)
    assert len(kept) <= bound
    assert len(kept) >= 0.7 * bound


def test_the_bound_counts_desks_and_changes_of_supply():
    page = day(("ids", 96, 110), ("ids", 100, 120), desks=9)
    two = [Promise(n, need("ids", 12), 100) for n in range(2)]
    assert most_kept(page, two) == 1
    assert most_kept(Page(page.groups, level([Span(0, 99)], 9)), two) == 0
    assert most_kept(page, []) == 0
    with pytest.raises(ValueError, match="Maybe take one office"):
        most_kept(page, two * 300)
