"""A model that no longer fits is found; one that fits is not accused."""

import random

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.drift import LIMIT, ranks, watched


def _errors(seed: int, many: int, shift_after: int = 10**9, by: float = 0.0) -> list[float]:
    dice = random.Random(seed)
    return [dice.gauss(by if day >= shift_after else 0.0, 1.0) for day in range(many)]


def test_a_change_is_found_within_weeks():
    found = watched(_errors(1, 160, shift_after=100, by=1.5))
    assert max(found.evidence[:80]) < LIMIT
    assert found.drifts


def test_a_wider_spread_is_found_too():
    errors = _errors(3, 100) + [4 * one for one in _errors(4, 60)]
    assert watched(errors).drifts


def test_models_that_fit_are_seldom_accused():
    """Four hundred days of two hundred models: at most as many alarms as the limit allows."""
    alarms = sum(max(watched(_errors(seed, 160)).evidence) >= LIMIT for seed in range(200))
    assert alarms <= 200 * 160 / LIMIT + 12


def test_too_few_days_say_nothing():
    assert watched(_errors(1, 9)).now == 0.0
    assert watched([]).evidence == ()


@given(st.lists(st.floats(-1e6, 1e6), max_size=60))
def test_ranks_lie_between_nothing_and_all(errors: list[float]):
    assert all(0 < place < 1 for place in ranks(errors))


@given(st.lists(st.integers(-100, 100), min_size=12, max_size=40))
def test_only_the_order_counts(errors: list[int]):
    """Whatever the unit of the errors, the evidence is the same."""
    assert ranks(errors) == ranks([8.0 * one + 3 for one in errors])
