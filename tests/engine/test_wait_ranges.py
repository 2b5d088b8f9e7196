"""From plays to what people are told, and how earlier ranges make the next ones honest."""

from math import inf
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.waits import (
    PLAIN,
    Calibration,
    Forecast,
    Outcome,
    WaitRange,
    calibrate,
    forecast,
)

forecasts = st.builds(
    lambda low, more, most: Forecast(low, low + more, low + more + most),
    st.floats(0, 120),
    st.floats(0, 60),
    st.floats(0, 60),
)


def test_soon_is_told_in_minutes_and_later_in_steps_of_five():
    assert PLAIN.announced(Forecast(1.2, 3.0, 6.4)) == WaitRange(1, 6, 3)
    assert PLAIN.announced(Forecast(18.0, 26.0, 36.0)) == WaitRange(20, 35, 25)


def test_where_nobody_can_wait_less_the_range_ends_sooner():
    """Four of five: below nothing there is nobody to be missed, so a fifth may lie above."""
    assert PLAIN.announced(Forecast(0.0, 10.0, 30.0)) == WaitRange(0, 25, 10)
    assert PLAIN.announced(Forecast(5.0, 10.0, 30.0)) == WaitRange(5, 30, 10)


def test_no_wait_is_told_as_up_to_a_minute():
    assert PLAIN.announced(Forecast(0.0, 0.0, 0.0)) == WaitRange(0, 1, 0)


@given(forecasts, st.floats(0, 4), st.floats(0, 4))
def test_a_range_has_a_width_and_holds_its_median(said, below, above):
    told = Calibration(below, above).announced(said)
    assert 0 <= told.low < told.high
    assert told.low <= told.median


def test_a_wait_that_never_ends_in_most_runs_is_not_told():
    assert forecast(np.array([1.0] * 40 + [inf] * 60)) is None
    told = forecast(np.array([1.0] * 80 + [9.0] * 5 + [inf] * 15))
    assert told is not None
    assert told.high == 9.0


def outcomes(count, *, wider=1.0, shift=0.0, seed=1):
    """Forecasts of a normal wait about 30 with a deviation of 8, and what happened."""
    dice = Random(seed)
    said = Forecast(30 - 1.2816 * 8, 30.0, 30 + 1.2816 * 8)
    return [Outcome(said, dice.gauss(30 + shift, 8 * wider)) for _ in range(count)]


def held(found, later):
    inside = [
        one.forecast.median - found.below * one.forecast.below
        <= one.took
        <= one.forecast.median + found.above * one.forecast.above
        for one in later
    ]
    return sum(inside) / len(inside)


@pytest.mark.parametrize(("wider", "shift"), [(1.0, 0.0), (2.0, 0.0), (0.5, 0.0), (1.2, 8.0)])
def test_what_earlier_ranges_missed_makes_later_ones_hold(wider, shift):
    found = calibrate(outcomes(2000, wider=wider, shift=shift))
    later = outcomes(2000, wider=wider, shift=shift, seed=2)
    assert 0.76 <= held(found, later) <= 0.84


@pytest.mark.parametrize(("wider", "shift"), [(1.0, 0.0), (1.2, 8.0), (1.0, -8.0)])
def test_what_earlier_medians_missed_moves_later_ones_to_the_middle(wider, shift):
    found = calibrate(outcomes(2000, wider=wider, shift=shift))
    later = outcomes(2000, wider=wider, shift=shift, seed=2)
    below = sum(one.took <= one.forecast.moved(found.middle) for one in later)
    assert 0.46 <= below / len(later) <= 0.54


def test_a_median_is_moved_within_the_range_that_is_told():
    far = Calibration(below=0.1, above=0.2, middle=3.0)
    told = far.announced(Forecast(20.0, 30.0, 40.0))
    assert told.low <= told.median <= told.high


def test_few_cases_move_the_median_little():
    assert abs(calibrate(outcomes(3, shift=30.0)).middle) < 0.5


def test_few_cases_change_little():
    found = calibrate(outcomes(3, wider=4.0))
    assert found.above < 1.5
    assert calibrate([]) == PLAIN
