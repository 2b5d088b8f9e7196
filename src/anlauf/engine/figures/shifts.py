"""Where a daily series moves to another level and stays there.

The series is cut where the levels before and after differ most; the cut counts if the same days in
another order hardly ever part so clearly. Each half is looked at again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]

FEWEST = 10  # days that make a level
_ORDERS = 199
_DOUBT = 0.01


@dataclass(frozen=True)
class Shift:
    """From this day on the level was another one."""

    index: int
    before: float
    after: float


def shifts(values: Sequence[float], *, seed: int = 1) -> list[Shift]:
    """Every shift of the series, in their order."""
    series = np.asarray(values, dtype=np.float64)
    luck = np.random.default_rng(seed)
    cuts = sorted(_cuts(series, 0, luck))
    ends = [0, *cuts, len(series)]
    levels = [float(series[a:b].mean()) for a, b in pairwise(ends) if b > a]
    return [Shift(cut, levels[i], levels[i + 1]) for i, cut in enumerate(cuts)]


def without_weekdays(values: Sequence[float], weekdays: Sequence[int]) -> Series:
    """The series without what its weekdays always do: a Monday is compared with Mondays."""
    series, days = np.asarray(values, dtype=np.float64), np.asarray(weekdays)
    overall = float(np.median(series)) if len(series) else 0.0
    usual = {day: float(np.median(series[days == day])) for day in set(weekdays)}
    return np.asarray(series - np.array([usual[day] for day in weekdays]) + overall)


def _cuts(series: Series, offset: int, luck: np.random.Generator) -> Iterator[int]:
    if len(series) < 2 * FEWEST:
        return
    found, gap = _clearest(series[None, :])
    others = luck.permuted(np.tile(series, (_ORDERS, 1)), axis=1)
    _places, gaps = _clearest(others)
    if (1 + (gaps >= gap[0]).sum()) / (1 + _ORDERS) > _DOUBT:
        return
    cut = int(found[0])
    yield from _cuts(series[:cut], offset, luck)
    yield offset + cut
    yield from _cuts(series[cut:], offset + cut, luck)


def _clearest(rows: Series) -> tuple[NDArray[np.int64], Series]:
    """By row: before which day to cut, and how far the levels then are apart."""
    days = rows.shape[1]
    before = np.arange(FEWEST, days - FEWEST + 1)
    centred = rows - rows.mean(axis=1, keepdims=True)
    sums = centred.cumsum(axis=1)[:, before - 1]
    apart = np.abs(sums) / np.sqrt(before * (days - before) / days)
    best = apart.argmax(axis=1)
    return before[best], apart[np.arange(len(rows)), best]
