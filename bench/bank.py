"""Calls of a bank by half-hour, 164 weekdays of 2003: public research data, kept outside."""

import csv
import os
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast import Calendar, History, Series

DATA = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "forecast" / "bank_calls.csv"
CALENDAR = Calendar(weekdays=frozenset(range(5)))
ASKED = 36
FIRST_HOUR, HALF_HOURS = 7, 28


def history() -> History | None:
    """All that was counted, or nothing where the file is missing."""
    if not DATA.exists():
        return None
    with DATA.open(newline="") as file:
        calls = [
            (datetime.fromtimestamp(float(row["DateTime"]), UTC), float(row["Calls"]))
            for row in csv.DictReader(file)
        ]
    first = min(at for at, _ in calls).date()
    last = max(at for at, _ in calls).date()
    counts = np.full(((last - first).days + 1, 1, HALF_HOURS), np.nan)
    for at, number in calls:
        slot = (at.hour - FIRST_HOUR) * 2 + at.minute // 30
        if slot < HALF_HOURS:
            cell = (at.date() - first).days, 0, slot
            counts[cell] = number + np.nan_to_num(counts[cell])
    return History((Series("bank", "calls"),), first, counts)


def days_asked(known: History) -> list[date]:
    """The last days, each to be foreseen from the day before."""
    days = [day for day in known.days if np.isfinite(counts_of(known, day)).all()]
    return days[-ASKED:]


def counts_of(known: History, day: date) -> NDArray[np.float64]:
    """What came on a day, by half-hour."""
    number = (day - known.first).days
    counts: NDArray[np.float64] = known.counts[number, 0]
    return counts
