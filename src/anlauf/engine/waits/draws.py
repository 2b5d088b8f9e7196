"""Luck for all runs, from a stream of its own for each kind of use.

A desk or a visitor more therefore changes nobody else's luck.
"""

from dataclasses import dataclass
from math import erfc, log, sqrt

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.service_times import Law

Numbers = NDArray[np.float64]

_GRID = np.linspace(-8.0, 8.0, 3201)
_LOG_BEYOND = np.array([log(erfc(z / sqrt(2)) / 2) for z in _GRID])


@dataclass(frozen=True)
class Dice:
    """Normal and uniform numbers, a row for each thing and a column for each run."""

    seed: int
    runs: int

    def normal(self, use: str, count: int) -> Numbers:
        """Standard normal numbers."""
        return self.stream(use).standard_normal((count, self.runs))

    def uniform(self, use: str, count: int) -> Numbers:
        """Numbers over zero, up to one."""
        return 1.0 - self.stream(use).random((count, self.runs))

    def stream(self, use: str) -> np.random.Generator:
        """The stream of this use."""
        return np.random.default_rng([self.seed, *use.encode()])


def drawn(law: Law, normal: Numbers) -> Numbers:
    """Minutes by this law, one for each normal number."""
    minutes: Numbers = np.exp(law.mu + law.sigma * normal)
    return minutes


def left(law: Law, served: float, uniform: Numbers) -> Numbers:
    """Minutes left of a service that has taken so long already and is not over."""
    if served <= 0:
        return np.exp(law.mu + law.sigma * beyond(-_GRID[-1], uniform))
    reached = (log(served) - law.mu) / law.sigma
    whole = np.exp(law.mu + law.sigma * beyond(reached, uniform))
    rest: Numbers = np.maximum(0.0, whole - served)
    return rest


def beyond(reached: float, uniform: Numbers) -> Numbers:
    """Normal numbers beyond one that is known to be passed."""
    log_beyond = np.interp(reached, _GRID, _LOG_BEYOND)
    drawn: Numbers = np.interp(-(log_beyond + np.log(uniform)), -_LOG_BEYOND, _GRID)
    return drawn


def share_beyond(reached: float) -> float:
    """The share of normal numbers beyond this one."""
    return erfc(reached / sqrt(2)) / 2
