"""The cheapest plan keeps the target, no plan is cheaper than its bound, and theory agrees."""

from itertools import product
from math import cos, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.exact import changing_queue, erlang_c
from anlauf.engine.staffing import Day, Stop, Target, judge, modified_load, requirement, stationary
from anlauf.engine.staffing.chain import Judge

FIFTH = Target(0.2)


def curved(mean: float = 20, service: float = 30, slots: int = 16) -> Day:
    """A day with its peak in the middle: `mean` people at desks on average."""
    shape = (1 - 0.4 * cos(2 * pi * (slot + 0.5) / slots) for slot in range(slots))
    return Day(tuple(mean / service * each for each in shape), 30, service)


def test_a_long_steady_day_needs_what_erlang_says():
    day = Day((0.2,) * 40, slot=30, service=20)
    found = requirement(day, FIFTH)
    steady = stationary(day, FIFTH)
    assert found.clerks[-1] == steady[-1]
    assert judge(day, steady)[-1] == pytest.approx(erlang_c(steady[-1], 4.0), abs=1e-6)


def test_the_judge_agrees_with_equations_solved_step_by_step():
    rates, clerks = (0.1, 0.3, 0.5), (2, 5, 9)
    exact = judge(Day(rates, slot=1, service=6), clerks)
    stepped = changing_queue(rates, clerks, mean_service=6, steps=400)
    assert exact == pytest.approx(tuple(stepped), abs=1e-6)


def test_a_day_played_person_by_person_agrees():
    day, clerks = Day((0.4, 0.1, 0.4), slot=30, service=15), (7, 3, 8)
    shares = _played(day, clerks, days=4000)
    assert judge(day, clerks) == pytest.approx(tuple(shares), abs=0.012)


@pytest.mark.parametrize("target", [0.1, 0.2, 0.4])
def test_no_plan_of_a_small_day_is_cheaper(target):
    day = Day((0.02, 0.12, 0.2, 0.06), slot=30, service=20)
    found = requirement(day, Target(target))
    most = max(found.clerks) + 2
    exact = Judge(day, most)
    keeping = (
        plan
        for plan in product(range(most + 1), repeat=4)
        if sum(plan) < found.total and max(exact.delayed(plan)) <= target
    )
    assert next(keeping, None) is None
    assert max(found.delayed) <= target


def test_the_rule_of_calculators_breaks_the_promise_where_service_takes_long():
    day = curved(service=60)
    assert max(judge(day, stationary(day, FIFTH))) > 0.5
    assert max(judge(day, modified_load(day, FIFTH))) <= 0.2


def test_the_search_saves_clerks_against_the_rule_of_thumb_and_knows_how_many_are_left():
    day = curved()
    found = requirement(day, FIFTH)
    assert max(found.delayed) <= 0.2
    assert found.total <= 0.95 * sum(modified_load(day, FIFTH))
    assert found.bound <= found.total
    assert found.gap == 0


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0, 0.4), min_size=1, max_size=5).filter(any),
    st.floats(5, 40),
    st.integers(0, 4),
)
def test_a_clerk_more_never_makes_a_later_slot_worse(rates, service, slot):
    day = Day(tuple(rates), 30, service)
    plan = list(modified_load(day, FIFTH))
    more = list(plan)
    more[slot % len(plan)] += 1
    for before, after in zip(judge(day, plan), judge(day, more), strict=True):
        assert after <= before + 1e-9


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0, 0.4), min_size=1, max_size=6), st.floats(5, 40))
def test_what_is_found_keeps_the_target_and_lies_above_its_bound(rates, service):
    day = Day(tuple(rates), 30, service)
    found = requirement(day, FIFTH)
    pairs = zip(day.rates, found.delayed, strict=True)
    assert all(share <= 0.2 for rate, share in pairs if rate > 0)
    assert found.bound <= found.total


def test_a_search_that_is_stopped_still_keeps_the_target_and_its_bound_holds():
    found = requirement(curved(), FIFTH, stop=Stop(when=lambda: True))
    assert max(found.delayed) <= 0.2
    assert 0 < found.bound <= requirement(curved(), FIFTH).total
    assert found.gap > 0


def test_progress_tells_of_ever_fewer_clerks_and_then_of_the_bound():
    heard: list[tuple[str, float]] = []
    found = requirement(curved(), FIFTH, progress=lambda step, cost: heard.append((step, cost)))
    assert heard[0][0] == "start"
    assert heard[-1] == ("bound", found.bound)
    costs = [cost for _step, cost in heard[:-1]]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == found.total


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Day((), 30, 10), "hours"),
        (lambda: Day((-1.0,), 30, 10), "slot 0"),
        (lambda: Day((float("nan"),), 30, 10), "Maybe 0"),
        (lambda: Day((1.0,), 0, 10), "more than 0"),
        (lambda: Day((1.0,), 30, -3), "more than 0"),
        (lambda: Target(20), "percentage"),
        (lambda: judge(Day((1.0,), 30, 10), (1, 2)), "the plan 2"),
        (lambda: judge(Day((1.0,), 30, 10), (-1,)), "Maybe 0"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_the_value(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


def _played(day: Day, clerks: tuple[int, ...], days: int) -> list[float]:
    """The share delayed in each slot, by jumping from event to event; whoever is cut off waits."""
    dice = np.random.default_rng(5)
    late = np.zeros(len(clerks))
    come = np.zeros(len(clerks))
    for _ in range(days):
        people, now = 0, 0.0
        for slot, there in enumerate(clerks):
            ends = (slot + 1) * day.slot
            while True:
                leaving = min(people, there) / day.service
                now += dice.exponential(1 / (day.rates[slot] + leaving))
                if now >= ends:
                    now = ends
                    break
                if dice.random() * (day.rates[slot] + leaving) < leaving:
                    people -= 1
                else:
                    come[slot] += 1
                    late[slot] += people >= there
                    people += 1
    return list(late / come)
