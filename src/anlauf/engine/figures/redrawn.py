"""How sure a figure is: the same figure on days drawn anew from the days there were.

Whoever comes on the same day meets the same queue, so a day counts as one draw and not its
visitors; an interval that took each visitor for a draw of their own would be too narrow.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from anlauf.engine.figures.counted import Counts, Days, percentile

DRAWS = 200
_TAILS = (0.025, 0.975)


@dataclass(frozen=True)
class Estimate:
    """A figure, the interval that holds it in nineteen cases of twenty, and of how many it is."""

    value: float
    low: float
    high: float
    number: int


class Redraw:
    """One luck for all figures of a view: the same days, seed and draws give the same intervals."""

    def __init__(self, days: int, *, seed: int = 1, draws: int = DRAWS) -> None:
        self._weights: Counts = np.zeros((draws, 0))
        if days:
            luck = np.random.default_rng(seed)
            drawn = luck.multinomial(days, np.full(days, 1 / days), size=draws)
            self._weights = drawn.astype(np.float64)

    def percentile(self, days: Days, share: float) -> Estimate | None:
        """A percentile of everybody; None of nobody."""
        return self._estimate(days.counts, lambda counts: percentile(counts, share).astype(float))

    def ratio(self, above: Counts, below: Counts) -> Estimate | None:
        """A mean or a share: all of one by all of the other; None of nobody."""
        both = np.column_stack([above, below])
        return self._estimate(both, lambda sums: sums[..., 0] / sums[..., 1], column=1)

    def _estimate(
        self, table: Counts, figure: Callable[[Counts], Counts], column: int | None = None
    ) -> Estimate | None:
        whole = table.sum(axis=0)
        number = int(whole.sum() if column is None else whole[column])
        if number == 0:
            return None
        drawn = self._weights @ table
        size = drawn.sum(axis=1) if column is None else drawn[:, column]
        found = figure(drawn[size > 0])
        low, high = np.quantile(found, _TAILS, method="nearest") if len(found) else (0.0, 0.0)
        value = float(figure(whole))
        return Estimate(value, min(float(low), value), max(float(high), value), number)
