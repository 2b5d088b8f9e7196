"""How sure a figure is: the same figure on days drawn anew from the days there were.

Whoever comes on the same day meets the same queue, so a day counts as one draw and not its
visitors; an interval that took each visitor for a draw of their own would be too narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from anlauf.engine.figures.counted import Counts, Days

DRAWS = 200
_TAILS = (0.025, 0.975)


@dataclass(frozen=True)
class Estimate:
    """A figure, the interval that holds it in nineteen cases of twenty, and of how many it is."""

    value: float
    low: float
    high: float
    number: int


Estimates = list[Estimate | None]
"""One per office or group of them; None of nobody."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Counts of many offices added up from the lowest value on: as they were, and drawn anew."""

    whole: Counts  # office, value
    drawn: Counts  # office, draw, value

    def percentile(self, share: float) -> Estimates:
        """A percentile of everybody, office by office."""
        sizes = self.drawn[..., -1]
        return _estimates(
            _rank(self.whole, share), _rank(self.drawn, share), sizes, self.whole[..., -1]
        )


class Redraw:
    """One luck for all figures of a view: the same days, seed and draws give the same intervals."""

    def __init__(self, days: int, *, seed: int = 1, draws: int = DRAWS) -> None:
        self._weights: Counts = np.zeros((draws, 0))
        if days:
            luck = np.random.default_rng(seed)
            drawn = luck.multinomial(days, np.full(days, 1 / days), size=draws)
            self._weights = drawn.astype(np.float64)

    def counts(self, tables: Sequence[Days]) -> Drawn:
        """The counts of many offices, drawn anew at one go."""
        stacked = np.stack([days.counts for days in tables])
        highest = int(np.flatnonzero(stacked.any(axis=(0, 1)))[-1:].sum())
        stacked = stacked[..., : highest + 1]  # nobody waited longer
        return Drawn(stacked.sum(axis=1).cumsum(axis=-1), self._again(stacked).cumsum(axis=-1))

    def ratios(self, above: Sequence[Counts], below: Sequence[Counts]) -> Estimates:
        """Means or shares: all of one by all of the other, office by office."""
        both = np.stack([np.stack(above), np.stack(below)], axis=-1)
        whole, drawn = both.sum(axis=1), self._again(both)
        return _estimates(_by(whole), _by(drawn), drawn[..., 1], whole[..., 1])

    def percentile(self, days: Days, share: float) -> Estimate | None:
        """A percentile of everybody in one office."""
        return self.counts([days]).percentile(share)[0]

    def ratio(self, above: Counts, below: Counts) -> Estimate | None:
        """A mean or a share of one office."""
        return self.ratios([above], [below])[0]

    def _again(self, stacked: Counts) -> Counts:
        """By office, draw and column; all offices share the days of a draw."""
        offices, days, width = stacked.shape
        flat = stacked.transpose(1, 0, 2).reshape(days, offices * width)
        return (self._weights @ flat).reshape(-1, offices, width).transpose(1, 0, 2)


def _rank(below: Counts, share: float) -> Counts:
    """The smallest value that at least this share does not exceed."""
    wanted = np.maximum(np.ceil(share * below[..., -1:] - 1e-9), 1)
    return np.asarray((below < wanted).sum(axis=-1), dtype=np.float64)


def _by(both: Counts) -> Counts:
    nothing = np.full(both.shape[:-1], np.nan)
    return np.asarray(np.divide(both[..., 0], both[..., 1], out=nothing, where=both[..., 1] > 0))


def _estimates(values: Counts, drawn: Counts, sizes: Counts, numbers: Counts) -> Estimates:
    """Intervals from the draws in which there was anybody."""
    in_order = np.sort(np.where(sizes > 0, drawn, np.nan), axis=1)
    draws = (sizes > 0).sum(axis=1)
    low, high = (_at(in_order, draws, tail) for tail in _TAILS)
    return [
        _estimate(float(value), float(down), float(up), int(number)) if number else None
        for value, down, up, number in zip(values, low, high, numbers, strict=True)
    ]


def _at(in_order: Counts, draws: Counts, tail: float) -> Counts:
    """The draw nearest to this share of them."""
    places = np.rint(tail * np.maximum(draws - 1, 0)).astype(np.int64)
    found = np.take_along_axis(in_order, places[:, None], axis=1)[:, 0]
    return np.asarray(np.where(draws > 0, found, 0.0))


def _estimate(value: float, low: float, high: float, number: int) -> Estimate:
    return Estimate(value, min(low, value), max(high, value), number)
