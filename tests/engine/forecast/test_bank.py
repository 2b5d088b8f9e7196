"""T13: half-hours of a bank's call centre, foreseen the evening before, on 36 days in a row."""

import numpy as np
import pytest

from anlauf.engine.forecast import Horizon, coverage, forecast, wape
from bench.bank import CALENDAR, counts_of, days_asked, history

pytestmark = pytest.mark.slow


def test_bank_calls_are_foreseen_within_six_per_cent():
    known = history()
    if known is None:
        pytest.skip("bank_calls.csv is not there: set ANLAUF_DATA to see it foreseen.")
    said, drawn, came = [], [], []
    for day in days_asked(known):
        told = forecast(known.until(day), CALENDAR, Horizon(1), seed=1, paths=500)
        said.append(told.expected_half_hours(day)[0])
        drawn.append(told.half_hours(day)[:, 0])
        came.append(counts_of(known, day))
    assert wape(said, came) <= 0.059
    assert abs(coverage(np.swapaxes(drawn, 0, 1), came) - 0.8) <= 0.03
