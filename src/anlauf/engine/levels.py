"""Percentages of people who cannot be cut in pieces: how many of a tick belong to each part.

Three clerks and a fifth of them: at each tick the parts get whole clerks that add up exactly, and
over the day each part gets its percentage. Which part is rounded up wanders through the day, so a
fifth of one clerk is a fifth of the day in one piece, or in a few pieces of half an hour or more.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.grid import TICKS

USABLE = 6
"""Ticks of the shortest piece for whose sake a round is not divided: half an hour."""


@lru_cache(maxsize=1024)
def levels(supply: bytes, percents: tuple[int, ...]) -> NDArray[np.int16]:
    """How many of each tick's clerks belong to each part: a row for each of the percentages.

    A part gets the whole numbers between its two bounds on a line from nothing to all clerks; the
    line is shifted a little further at each tick, so fractions even out over the day.
    """
    clerks = np.frombuffer(supply, dtype=np.uint8).astype(np.int64)
    bounds = np.cumsum((0, *percents))
    length, shifts = _shifts(clerks, min(percents))
    laid = (bounds[:, None] * clerks * length + 100 * shifts) // (100 * length)
    return np.diff(laid, axis=0).astype(np.int16)


def _shifts(clerks: NDArray[np.int64], smallest: int) -> tuple[int, NDArray[np.int64]]:
    """The length of the line's unit and how far it is shifted at each tick.

    The first part comes first in each round; there are as many rounds as leave the smallest part
    of a single clerk a usable piece of time in each.
    """
    staffed = np.flatnonzero(clerks)
    if not staffed.size:
        return 1, np.zeros(TICKS, dtype=np.int64)
    first, ticks = int(staffed[0]), int(staffed[-1] - staffed[0]) + 1
    rounds = max(1, ticks * smallest // (100 * USABLE))
    length = 2 * ticks
    passed = ((np.arange(TICKS) - first) * 2 + 1) * rounds % length
    return length, length - passed
