"""How many people wait, moment by moment until closing: a middle line and the band around it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from anlauf.engine.outlook.day import Day

_TAIL = 0.1


@dataclass(frozen=True)
class Moment:
    """Minutes from now, and how many people wait then; four days of five lie in the band."""

    minute: float
    low: float
    middle: float
    high: float


def picture(day: Day, minutes: Sequence[float]) -> tuple[Moment, ...]:
    """Count at each of these minutes who has come and has not been called."""
    found = []
    for minute in minutes:
        waits = ((day.came <= minute) & (day.called > minute)).sum(axis=1)
        low, middle, high = np.quantile(waits, (_TAIL, 0.5, 1 - _TAIL))
        found.append(Moment(minute, float(low), float(middle), float(high)))
    return tuple(found)
