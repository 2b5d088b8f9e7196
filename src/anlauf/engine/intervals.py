"""How sure a figure is, and how sure the difference of two: means of people who stay together."""

from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Numbers = NDArray[np.float64]
Parts = tuple[Numbers, Numbers]
"""Numerator and denominator of a figure, replication by replication."""


@dataclass(frozen=True)
class Interval:
    """A figure and the range that holds the true one with probability `level`."""

    value: float
    low: float
    high: float
    level: float

    @property
    def half_width(self) -> float:
        """Half of the range."""
        return (self.high - self.low) / 2


def interval(above: Numbers, below: Numbers, level: float) -> Interval:
    """A ratio of means with its interval by the delta method, Student's t for few replications."""
    if not 0 < level < 1:
        raise ValueError(f"The level is {level}. Maybe it is in per cent: it lies between 0 and 1.")
    if below.sum() == 0:
        return Interval(nan, nan, nan, level)
    value = float(above.sum() / below.sum())
    if len(above) < 2:
        return Interval(value, -inf, inf, level)
    rest = above - value * below
    error = float(rest.std(ddof=1)) / (float(below.mean()) * sqrt(len(above)))
    reach = float(student.ppf((1 + level) / 2, len(above) - 1)) * error
    return Interval(value, value - reach, value + reach, level)


def relative(before: Parts, after: Parts, level: float) -> Interval:
    """By what part a figure changes, replication by replication with the same luck."""
    old, new = before[0] / before[1], after[0] / after[1]
    return interval(new / old - 1, np.ones_like(old), level)


def difference(before: Parts, after: Parts, level: float) -> Interval:
    """What changes from one to the other, replication by replication with the same luck."""
    if len(before[0]) != len(after[0]):
        raise ValueError(
            f"{len(before[0])} and {len(after[0])} replications cannot be paired. Maybe one "
            "was stopped early."
        )
    (above, below), (other_above, other_below) = before, after
    if below.sum() == 0 or other_below.sum() == 0:
        return Interval(nan, nan, nan, level)
    old, new = above.sum() / below.sum(), other_above.sum() / other_below.sum()
    change = (other_above - new * other_below) / other_below.mean()
    change -= (above - old * below) / below.mean()
    return interval(change + (new - old), np.ones_like(change), level)
