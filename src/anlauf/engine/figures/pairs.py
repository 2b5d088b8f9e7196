"""Two series compared day by day: a rainy Monday is one on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_TAILS = (0.025, 0.975)
_KEPT = 4  # numbers of days whose draws are remembered; offices mostly have the same
FEWEST = 5  # pairs, below which nothing is said


@dataclass(frozen=True)
class Effect:
    """The mean difference of one day, its interval, and of how many days it is."""

    value: float
    low: float
    high: float
    days: int

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves no doubt about the direction."""
        return self.low > 0 or self.high < 0


def compare(
    ours: Sequence[float], theirs: Sequence[float], *, seed: int = 1, draws: int = 500
) -> Effect | None:
    """How much more ours is than theirs, day by day; None for too few days."""
    pairs = np.asarray(ours, dtype=np.float64) - np.asarray(theirs, dtype=np.float64)
    if len(pairs) < FEWEST:
        return None
    means = pairs[_drawn(len(pairs), seed, draws)].mean(axis=1)
    low, high = np.quantile(means, _TAILS)
    value = float(pairs.mean())
    return Effect(value, float(low), float(high), len(pairs))


@lru_cache(maxsize=_KEPT)
def _drawn(days: int, seed: int, draws: int) -> NDArray[np.int32]:
    return np.random.default_rng(seed).integers(days, size=(draws, days), dtype=np.int32)
