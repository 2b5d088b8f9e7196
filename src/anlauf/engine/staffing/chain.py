"""The exact judge: Kolmogorov's equations of Mt/M/st, slot by slot.

Within a slot rate and clerks stay the same, so one exponential of a matrix carries the state to
its end and sums up on the way how likely all clerks are busy.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from anlauf.engine.staffing.day import Day

Numbers = NDArray[np.float64]


def judge(day: Day, clerks: Sequence[int]) -> tuple[float, ...]:
    """The share of those coming in each slot who have to wait, with so many clerks in each."""
    return Judge(day, max(clerks, default=0)).delayed(clerks)


class Judge:
    """The day's chain, for plans of up to so many clerks in a slot."""

    def __init__(self, day: Day, most: int) -> None:
        self.day = day
        load = max(day.rates) * day.service
        # beyond that many nobody is ever in the room, or the plan is hopeless anyway
        self.size = int(most + load + 12 * sqrt(load + 1) + 40)
        self.slot = lru_cache(maxsize=None)(self._slot)

    def empty(self) -> Numbers:
        """Nobody in the room."""
        state = np.zeros(self.size)
        state[0] = 1.0
        return state

    def delayed(self, clerks: Sequence[int]) -> tuple[float, ...]:
        """The share of each slot who have to wait."""
        if len(clerks) != len(self.day.rates):
            raise ValueError(f"The day has {len(self.day.rates)} slots, the plan {len(clerks)}.")
        if min(clerks) < 0:
            raise ValueError(f"A plan has {min(clerks)} clerks. Maybe 0 was meant?")
        state, shares = self.empty(), []
        for rate, there in zip(self.day.rates, clerks, strict=True):
            state, share = self.passed(state, rate, there)
            shares.append(share)
        return tuple(shares)

    def passed(self, state: Numbers, rate: float, clerks: int) -> tuple[Numbers, float]:
        """The state after a slot, and the share of the time in which all clerks were busy."""
        moves, busy = self.slot(rate, clerks)
        return state @ moves, float(state @ busy)

    def _slot(self, rate: float, clerks: int) -> tuple[Numbers, Numbers]:
        size, length = self.size, self.day.slot
        room = np.arange(size)
        leaving = np.minimum(room, clerks) / self.day.service
        coming = np.full(size, rate)
        coming[-1] = 0.0
        rates = np.diag(coming[:-1], 1) + np.diag(leaving[1:], -1) - np.diag(coming + leaving)
        # one column more adds up the time spent with all busy (Van Loan 1978)
        whole = np.zeros((size + 1, size + 1))
        whole[:size, :size] = rates
        whole[:size, size] = room >= clerks
        passed = expm(whole * length)
        return passed[:size, :size], passed[:size, size] / length
