"""Luck as it was: how days of the past differed from what was expected, to draw from.

A path's day is like one of the past: it takes that day's luck and the way its shape was off, which
belong together and are seldom normal. Where few days were seen, normal ones are added.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.forecast.days import Days
from anlauf.engine.forecast.history import Numbers
from anlauf.engine.forecast.shape import Shape

ADDED = 8  # normal days
FIXED = 5  # they are the same for everybody

Picks = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Past:
    """Days to be like: the luck of all, and the turns of each office's shape, in deviations."""

    luck: Numbers
    turns: Numbers  # day, office, direction

    def picked(self, paths: int, days: int, dice: np.random.Generator) -> Picks:
        """A day of the past for each path and day."""
        return dice.integers(len(self.luck), size=(paths, days), dtype=np.int32)


def past(days: Days, form: Shape) -> Past:
    """The days of a history."""
    total = days.track.luck.total
    normal = np.random.default_rng(FIXED)
    luck = np.concatenate([_scaled(total.fresh[:, None])[:, 0], _normal(normal, (ADDED, 1))[:, 0]])
    offices, count = form.last.shape
    turns = np.zeros((len(total.days), offices, count))
    for office in range(offices):
        went = form.fresh[office, total.days]
        there = np.isfinite(went).all(-1)
        turns[:, office] = np.where(
            there[:, None], np.nan_to_num(went), normal.normal(size=went.shape) * form.spread**0.5
        )
    flat = _scaled(turns.reshape(len(turns) * offices, count)).reshape(turns.shape)
    added = normal.normal(size=(ADDED, offices, count))
    return Past(luck, np.concatenate([flat, added]))


def _scaled(values: Numbers) -> Numbers:
    """Mean zero and variance one."""
    if not len(values):
        return values
    off = values - values.mean(0)
    scaled: Numbers = off / np.maximum(off.std(0), 1e-12)
    return scaled


def _normal(dice: np.random.Generator, size: tuple[int, int]) -> Numbers:
    return _scaled(dice.normal(size=size))
