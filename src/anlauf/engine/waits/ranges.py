"""From many plays to what is announced: a range that holds four times out of five.

Plays never know everything, so their ranges are widened or narrowed by what earlier ones were
worth: each end by the share of the half-width that would have held nine times out of ten
(conformal prediction, normalised), the middle by the share that would have been missed as often
above as below. Only what is over teaches, and few cases teach little.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

_TAIL = 0.1
_BORROWED = 30  # cases that say the plays are right, before anything was seen
_LEAST_HALF = 1.0  # minutes; a wait of nothing still has a range
_WIDEST = 4.0
_EXACT_TO = 10
_FIFTH_ABOVE = (
    0.66  # nobody waits less than nothing: all that may be missed lies above (normal law)
)
ROUNDED_TO = 5


@dataclass(frozen=True)
class WaitRange:
    """Minutes until the call as they are announced: four waits of five lie between low and high."""

    low: int
    high: int
    median: int


@dataclass(frozen=True)
class Forecast:
    """Minutes until the call, before calibration and rounding."""

    low: float
    median: float
    high: float

    @property
    def below(self) -> float:
        """The width under the median."""
        return max(_LEAST_HALF, self.median - self.low)

    @property
    def above(self) -> float:
        """The width over it."""
        return max(_LEAST_HALF, self.high - self.median)

    def moved(self, share: float) -> float:
        """The median moved by a share of the half on that side."""
        return max(0.0, self.median + share * (self.above if share > 0 else self.below))


@dataclass(frozen=True)
class Outcome:
    """What was forecast, and the minutes it took until the call."""

    forecast: Forecast
    took: float


@dataclass(frozen=True)
class Calibration:
    """How wide the lower and the upper half must be, as multiples of what the plays say.

    `middle` is by how much of its half the median must move, upwards if more than nothing.
    """

    below: float = 1.0
    above: float = 1.0
    cases: int = 0
    middle: float = 0.0

    def announced(self, said: Forecast) -> WaitRange:
        """The range as people read it: whole minutes when it is soon, steps of five otherwise."""
        low = max(0.0, said.median - self.below * said.below)
        high = said.median + self.above * said.above
        if _rounded(low, _step(high)) == 0:
            high = said.median + _FIFTH_ABOVE * self.above * said.above
        step = _step(high)
        lower, upper = _rounded(low, step), _rounded(high, step)
        upper = max(upper, lower + step)
        median = _rounded(said.moved(self.middle), step)
        return WaitRange(lower, upper, max(lower, min(median, upper)))


PLAIN = Calibration()


def forecast(waits: NDArray[np.float64]) -> Forecast | None:
    """What many plays of one wait say; nothing if most of them never end."""
    low, median, high = np.quantile(waits, (_TAIL, 0.5, 1 - _TAIL), method="lower")
    if median == inf:
        return None
    last = float(waits[waits < inf].max())
    return Forecast(float(low), float(median), min(float(high), last))


def calibrate(outcomes: Iterable[Outcome]) -> Calibration:
    """What earlier forecasts teach."""
    known = list(outcomes)
    return Calibration(
        below=_share([(one.forecast.median - one.took) / one.forecast.below for one in known]),
        above=_share([(one.took - one.forecast.median) / one.forecast.above for one in known]),
        cases=len(known),
        middle=_middle(known),
    )


def _share(overshoots: Sequence[float]) -> float:
    """The multiple that holds nine times out of ten, leaning on one while little was seen."""
    if not overshoots:
        return 1.0
    found = float(np.quantile(overshoots, 1 - _TAIL, method="higher"))
    count = len(overshoots)
    leaning = (_BORROWED + count * found) / (_BORROWED + count)
    return min(max(leaning, 0.0), _WIDEST)


def _middle(known: Sequence[Outcome]) -> float:
    """The share of a half that is missed as often above as below, leaning on none."""
    if not known:
        return 0.0
    found = float(np.quantile([_missed(one) for one in known], 0.5))
    return len(known) * found / (_BORROWED + len(known))


def _missed(one: Outcome) -> float:
    """How far from the median it was, in halves of that side."""
    by = one.took - one.forecast.median
    return by / (one.forecast.above if by > 0 else one.forecast.below)


def _step(high: float) -> int:
    return 1 if high < _EXACT_TO else ROUNDED_TO


def _rounded(minutes: float, step: int) -> int:
    return step * int(minutes / step + 0.5)
