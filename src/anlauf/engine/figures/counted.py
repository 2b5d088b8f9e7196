"""Values kept as counts: how many people waited so many whole minutes, day by day.

Counts can be added up over days and offices, and every percentile of the sum is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Days:
    """One row per day, one column per whole unit: how many had that value on that day."""

    counts: Counts

    @staticmethod
    def of(rows: Sequence[bytes], width: int) -> "Days":
        """Read days as they are stored, one after the other."""
        lengths = [len(row) // 4 for row in rows]
        places = np.repeat(np.arange(len(rows)), lengths)
        return Days.read(b"".join(rows), places, (len(rows), width))

    @staticmethod
    def read(octets: bytes, places: NDArray[np.int64], shape: tuple[int, int]) -> "Days":
        """Read pairs of value and number, two octets each, big-endian; of which day is `places`.

        Values beyond the last column count there.
        """
        days, width = shape
        pairs = np.frombuffer(octets, dtype=">u2").reshape(-1, 2).astype(np.int64)
        flat = places * width + np.minimum(pairs[:, 0], width - 1)
        counts = np.bincount(flat, weights=pairs[:, 1], minlength=days * width)
        return Days(counts.astype(np.float64).reshape(days, width))

    @property
    def totals(self) -> Counts:
        """How many there were, day by day."""
        return np.asarray(self.counts.sum(axis=1))

    @property
    def sums(self) -> Counts:
        """All values of a day together, day by day."""
        return np.asarray(self.counts @ np.arange(self.counts.shape[1]))

    def within(self, most: int) -> Counts:
        """How many had at most that value, day by day."""
        return np.asarray(self.counts[:, : most + 1].sum(axis=1))


def percentile(counts: Counts, share: float) -> NDArray[np.int64]:
    """The smallest value that at least this share does not exceed; along the last axis."""
    below = counts.cumsum(axis=-1)
    wanted = np.ceil(share * below[..., -1:] - 1e-9)
    return np.asarray((below < np.maximum(wanted, 1)).sum(axis=-1))


def rank_interval(counts: Counts, share: float, sure: float = 0.95) -> tuple[int, int]:
    """Between which values the percentile of the whole lies, if everybody is an own draw.

    Exact: the ranks come from the binomial distribution, whatever the values' own looks like.
    """
    number = int(counts.sum())
    if number == 0:
        raise ValueError("There is nothing counted. Maybe the office was closed?")
    chances = _binomial(number, share).cumsum()
    low = int(np.searchsorted(chances, (1 - sure) / 2))
    high = int(np.searchsorted(chances, (1 + sure) / 2)) + 1
    below = counts.cumsum()
    return _at_rank(below, max(low, 1)), _at_rank(below, min(high, number))


def _binomial(number: int, share: float) -> Counts:
    """How likely so many of that number are; SciPy is no part of a web process."""
    k = np.arange(1, number + 1)
    ways = np.concatenate([[0.0], np.log((number - k + 1) / k).cumsum()])
    several = np.arange(number + 1)
    return np.asarray(np.exp(ways + several * log(share) + (number - several) * log1p(-share)))


def _at_rank(below: Counts, rank: int) -> int:
    return int(np.searchsorted(below, rank))
