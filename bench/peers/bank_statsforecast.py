"""Nixtla's statsforecast on the bank's calls: what its methods for several seasons foresee.

Each origin sees the last `WEEKS` weeks before it: with all history AutoTheta takes minutes.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from statsforecast.models import MSTL, AutoTheta, SeasonalNaive

from anlauf.engine.forecast import History
from bench import bank

DAY, WEEK = bank.HALF_HOURS, 5 * bank.HALF_HOURS
WEEKS = 10

Numbers = NDArray[np.float64]


def play(known: History, days: Sequence[date]) -> dict[str, tuple[Numbers, float]]:
    """By method what it said of these days, and the seconds it took."""
    methods: dict[str, Callable[[], Any]] = {
        "mstl": lambda: MSTL(season_length=[DAY, WEEK]),
        "auto_theta": lambda: AutoTheta(season_length=WEEK),
        "statsforecast_naive": lambda: SeasonalNaive(season_length=WEEK),
    }
    answers = {}
    for name, method in methods.items():
        began = time.process_time()
        said = [method().forecast(y=_before(known, day), h=DAY)["mean"] for day in days]
        answers[name] = np.maximum(np.array(said), 0.0), time.process_time() - began
    return answers


def _before(known: History, day: date) -> Numbers:
    """Half-hours of the days that were counted, one after the other."""
    counted = [
        one for one in known.until(day).days if np.isfinite(bank.counts_of(known, one)).all()
    ]
    return np.concatenate([bank.counts_of(known, one) for one in counted[-5 * WEEKS :]])
