"""The figures of an appointment day are exact, and the best pattern is the best."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.book import Day, Weights, best_pattern, evenly, figures

# the optima of all 792, 5,005 and 12,870 patterns, by enumeration
EXACT = [
    (Day(7.5, 10, (1.0,) * 8), 5, Weights(1, 1, 1), (2, 1, 1, 1, 0, 0, 0, 0), 18.544593),
    (Day(6, 10, (0.9,) * 10), 6, Weights(1.5, 0.5, 1), (2, 0, 1, 1, 0, 1, 1, 0, 0, 0), 25.619925),
    (Day(10, 9, (0.8,) * 9), 8, Weights(0.4, 0.2, 0.4), (2, 2, 1, 1, 2, 0, 0, 0, 0), 6.589416),
]


@pytest.mark.parametrize(("day", "people", "weights", "pattern", "cost"), EXACT)
def test_the_best_pattern_is_the_best_of_all(day, people, weights, pattern, cost):
    found = best_pattern(day, people, weights)
    assert (found.pattern, found.proven) == (pattern, True)
    assert found.cost == pytest.approx(cost, abs=1e-6)


def test_enumeration_agrees():
    day, people, weights, _pattern, cost = EXACT[0]
    slots = range(day.slots)
    everything = [
        tuple(chosen.count(slot) for slot in slots)
        for chosen in combinations_with_replacement(slots, people)
    ]
    assert len(everything) == 792
    least = min(weights.cost(figures(day, pattern)) for pattern in everything)
    assert least == pytest.approx(cost, abs=1e-6)


def test_published_rules_of_thumb_cost_what_they_cost():
    day, weights = Day(5, 9, (1.0,) * 48), Weights(0.4, 0.2, 0.4)
    bailey_welch = (2, 0, *([1, 0] * 22), 0, 0)
    assert weights.cost(figures(day, evenly(24, 48))) == pytest.approx(22.12, abs=0.01)
    assert weights.cost(figures(day, bailey_welch)) == pytest.approx(18.70, abs=0.01)


def test_nobody_waits_with_a_counter_for_everybody():
    day = Day(10, 15, (0.9,) * 6, counters=5)
    assert figures(day, (5, 0, 0, 0, 0, 0)).wait == 0


def test_one_who_comes_alone_waits_for_nobody_and_may_stay_too_long():
    told = figures(Day(10, 10, (1.0,)), (1,))
    assert (told.wait, told.idle) == (0, 0)
    assert told.overtime == pytest.approx(10 * np.exp(-1))


def test_a_day_played_many_times_agrees_at_several_counters():
    day = Day(5, 12, (0.95, 0.9, 0.85, 0.8, 0.75, 0.7), counters=2)
    pattern = (3, 1, 0, 2, 1, 1)
    waits, overtime = _played(day, pattern, days=40_000)
    told = figures(day, pattern)
    assert told.wait == pytest.approx(waits, rel=0.02)
    assert told.overtime == pytest.approx(overtime, rel=0.02)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=8).filter(any), st.integers(1, 3))
def test_another_counter_never_makes_anybody_wait_longer(pattern, counters):
    shows = (0.9,) * len(pattern)
    few = figures(Day(8, 12, shows, counters), pattern)
    more = figures(Day(8, 12, shows, counters + 1), pattern)
    assert more.wait <= few.wait + 1e-9
    assert more.overtime <= few.overtime + 1e-9
    assert more.idle >= few.idle - 1e-9


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 6), st.integers(3, 8))
def test_no_single_move_betters_what_was_found(people, slots):
    day, weights = Day(7, 10, tuple(np.linspace(0.7, 1, slots))), Weights(1, 0.5, 1)
    found = best_pattern(day, people, weights)
    assert not found.proven  # people show up with different probabilities
    for source in range(slots):
        for target in range(slots):
            if found.pattern[source] and source != target:
                other = list(found.pattern)
                other[source] -= 1
                other[target] += 1
                assert weights.cost(figures(day, other)) >= found.cost - 1e-9


def test_a_search_stops_when_told():
    day = Day(5, 9, (1.0,) * 48)
    found = best_pattern(day, 24, Weights(), stop=lambda: True)
    assert (found.pattern, found.proven) == (evenly(24, 48), False)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Day(5, 9, (95.0,)), "percentage"),
        (lambda: Day(0, 9, (1.0,)), "positive"),
        (lambda: Day(5, float("nan"), (1.0,)), "positive"),
        (lambda: Day(5, 9, (1.0,), counters=0), "counter"),
        (lambda: Day(5, 9, ()), "slot"),
        (lambda: Weights(wait=-1), "negative"),
        (lambda: figures(Day(5, 9, (1.0,)), (1, 1)), "pattern 2"),
        (lambda: figures(Day(5, 9, (1.0, 1.0)), (2, -1)), "negative"),
        (lambda: figures(Day(5, 9, (1.0,)), (0,)), "at least one"),
        (lambda: evenly(0, 5), "cannot be spread"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_the_value(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


def _played(day: Day, pattern: tuple[int, ...], days: int) -> tuple[float, float]:
    """Mean wait and overtime over that many days, person by person."""
    dice = np.random.default_rng(7)
    waited, served, late = 0.0, 0, 0.0
    for _ in range(days):
        free = [0.0] * day.counters
        for slot, asked in enumerate(pattern):
            for _person in range(asked):
                if dice.random() >= day.shows[slot]:
                    continue
                counter = free.index(min(free))
                start = max(free[counter], slot * day.slot)
                waited += start - slot * day.slot
                served += 1
                free[counter] = start + dice.exponential(day.service)
        late += max(0.0, max(free) - day.slots * day.slot)
    return waited / served, late / days
