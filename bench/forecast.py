"""How well half-hours of a bank's calls are foreseen the evening before, on 36 days in a row.

`bank_wape` is the sum of errors over the sum of calls, `coverage_80` the share of half-hours inside
the middle four fifths of the paths. Beside it, in the same run: last week's same day repeated, and
MSTL and AutoTheta of statsforecast with the seconds they take, where that is installed.
"""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast import (
    Forecast,
    History,
    Horizon,
    Seen,
    coverage,
    forecast,
    updated,
    wape,
)
from bench import bank
from bench.row import Row

HALF_PAST_NINE = 5  # half-hours after seven

Numbers = NDArray[np.float64]


def measure() -> list[Row]:
    """Foresee, and let others foresee."""
    known = bank.history()
    if known is None:
        print("bank_calls.csv is not there and left out. Maybe set ANLAUF_DATA.")
        return []
    days = bank.days_asked(known)
    came = np.array([bank.counts_of(known, day) for day in days])
    began = time.process_time()
    told = [forecast(known.until(day), bank.CALENDAR, Horizon(1), seed=1) for day in days]
    said = np.array([one.expected_half_hours(one.days[0])[0] for one in told])
    paths = np.stack([one.half_hours(one.days[0])[:, 0] for one in told], axis=1)
    took = time.process_time() - began
    errors = {"seasonal_naive": 100 * wape([_week_before(known, day) for day in days], came)}
    seconds = {}
    for name, (others, spent) in _peers(known, days).items():
        errors[name], seconds[name] = 100 * wape(others, came), spent
    inside = 100 * coverage(paths, came)
    return [
        Row("bank_wape", 100 * wape(said, came), "%", "lower", 1, 5.8, errors),
        Row("coverage_80", inside, "%", "lower", 1, 82.0),
        Row("coverage_80_off", abs(inside - 80), "%", "lower", 1, 2.0),
        Row("coverage_95", 100 * coverage(paths, came, 0.95), "%", "higher", 1),
        _after_the_morning(told, said, came),
        Row("seconds", took, "s", "lower", 1, 30.0, seconds),
    ]


def _peers(known: History, days: Sequence[date]) -> dict[str, tuple[Numbers, float]]:
    if find_spec("statsforecast") is None:
        print("statsforecast is not installed and left out. Maybe install the extra “peers”.")
        return {}
    found: dict[str, tuple[Numbers, float]] = import_module("bench.peers.bank_statsforecast").play(
        known, days
    )
    return found


def _after_the_morning(told: list[Forecast], said: Numbers, came: Numbers) -> Row:
    """The rest of each day, when its first half-hours are known."""
    rest = came[:, HALF_PAST_NINE:]
    later = []
    for one, calls in zip(told, came, strict=True):
        day = one.days[0]
        new = updated(one, Seen(day, calls[None, :HALF_PAST_NINE]))
        later.append(new.expected_half_hours(day)[0, HALF_PAST_NINE:])
    before = {"evening_before": 100 * wape(said[:, HALF_PAST_NINE:], rest)}
    return Row("wape_after_morning", 100 * wape(later, rest), "%", "lower", 1, None, before)


def _week_before(known: History, day: date) -> Numbers:
    """The same weekday's calls, a week before or the last time there were any."""
    before = day - timedelta(7)
    while not np.isfinite(bank.counts_of(known, before)).all():
        before -= timedelta(7)
    return bank.counts_of(known, before)
