"""How many places to keep for the urgent: what theory says when all that is left is a number.

People with less value ask first, everybody at once; places kept for those who come later may stay
empty. Littlewood (1972) for two classes, Belobaba's EMSR-b (1992) for more, and the exact optimum
by dynamic programming (Brumelle and McGill 1993). Values are what serving somebody is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, poisson

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Wanted:
    """People of one class for one date: what serving one is worth, how many ask on average."""

    value: float
    expected: float

    def __post_init__(self) -> None:
        if not (self.value > 0 and self.expected >= 0):
            raise ValueError(
                f"{self.expected} people worth {self.value} each: both must be positive. Maybe "
                "the class can be left out."
            )


def littlewood(urgent: Wanted, others: Wanted, places: int) -> int:
    """Places to keep: as long as the last one kept is worth more than giving it away."""
    if urgent.value <= others.value:
        return 0
    kept = int(poisson.isf(others.value / urgent.value, urgent.expected))
    return min(kept, places)


def emsr_b(classes: Sequence[Wanted], places: int) -> tuple[int, ...]:
    """Places to keep for each class and all above it from those below; the highest value first."""
    _ordered(classes)
    kept = []
    for number, below in enumerate(classes[1:], start=1):
        above = classes[:number]
        mean = sum(one.expected for one in above)
        worth = sum(one.value * one.expected for one in above) / mean if mean else 0.0
        share = below.value / worth if worth > below.value else 1.0
        if number == 1:
            kept.append(littlewood(classes[0], below, places))
            continue
        most = mean + float(norm.isf(share)) * sqrt(mean) if share < 1 else 0.0
        kept.append(min(max(round(most), kept[-1]), places))
    return tuple(kept)


def best(classes: Sequence[Wanted], places: int) -> tuple[int, ...]:
    """The levels that earn most of all, exactly."""
    _ordered(classes)
    values, kept = _served(classes[0], places, 0, np.zeros(places + 1)), []
    for below in classes[1:]:
        gain = np.diff(values)
        keep = int(np.argmax(gain < below.value)) if (gain < below.value).any() else places
        kept.append(keep)
        values = _served(below, places, keep, values)
    return tuple(kept)


def worth(classes: Sequence[Wanted], places: int, kept: Sequence[int]) -> float:
    """What levels earn on average."""
    _ordered(classes)
    if len(kept) != len(classes) - 1:
        raise ValueError(f"{len(classes)} classes need {len(classes) - 1} levels, not {len(kept)}.")
    values = _served(classes[0], places, 0, np.zeros(places + 1))
    for below, keep in zip(classes[1:], kept, strict=True):
        values = _served(below, places, keep, values)
    return float(values[places])


def _served(one: Wanted, places: int, keep: int, after: Numbers) -> Numbers:
    """What is earned from each number of places on, when this class asks and `keep` are kept."""
    found = np.empty(places + 1)
    for left in range(places + 1):
        given = np.arange(max(0, left - keep) + 1)
        chances = poisson.pmf(given, one.expected)
        chances[-1] = poisson.sf(given[-1] - 1, one.expected)
        found[left] = float(chances @ (one.value * given + after[left - given]))
    return found


def _ordered(classes: Sequence[Wanted]) -> None:
    values = [one.value for one in classes]
    if not values or values != sorted(values, reverse=True):
        raise ValueError(f"Classes stand from the highest value to the lowest, not {values}.")
