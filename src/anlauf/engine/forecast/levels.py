"""Levels that move: a discounted gamma law for each part of the network, day by day.

A level is relative to what lies above it. Each day's people say something new, what was learnt
before counts a little less, and a part that says little stays near its parent. One strange day is
cut off at a few standard deviations; several in a row on the same side are a new level, and what
was learnt before is forgotten.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.history import Flags, Numbers

FAR = 3.0
IN_A_ROW = 3
FORGOTTEN = 0.01


@dataclass(frozen=True, eq=False)
class Level:
    """A level's mean, the variance of its logarithm, and what a day adds to that."""

    mean: Numbers
    variance: Numbers
    growth: Numbers


class Filter:
    """The levels of one tier of the network, learnt day by day."""

    def __init__(self, parts: int, discount: float | Numbers, pull: float, extra: float) -> None:
        self.discount = discount
        self.pull = pull
        self.extra = extra
        self.people = np.full(parts, pull)
        self.expected = np.full(parts, pull)
        self.side = np.zeros(parts)
        self.gain = np.zeros(parts)
        self.errors = np.zeros(parts)
        self.squares = np.zeros(parts)

    @property
    def level(self) -> Numbers:
        """The mean of each level."""
        mean: Numbers = self.people / self.expected
        return mean

    def learn(self, people: Numbers, expected: Numbers) -> Numbers:
        """Take in a day; return how many standard deviations it was off."""
        counted = expected > 0
        due = np.where(counted, self.level * expected, 1.0)
        wide = 1 + self.extra * due
        spread = np.sqrt(due * wide)
        off = np.where(counted, (people - due) / spread, 0.0)
        self._watch(off, counted)
        usual = np.clip(people, due - FAR * spread, due + FAR * spread)
        taken = np.where(self.side >= IN_A_ROW, people, usual)
        taken = np.where(self.side <= -IN_A_ROW, people, taken)
        keep = np.where(counted, self.discount, 1.0)
        keep = np.where(np.abs(self.side) == IN_A_ROW, FORGOTTEN, keep)
        self.people = keep * self.people + (1 - keep) * self.pull
        self.expected = keep * self.expected + (1 - keep) * self.pull
        self.people += np.where(counted, taken / wide, 0.0)
        self.expected += np.where(counted, expected / wide, 0.0)
        self.gain = np.where(counted, expected / wide / self.expected, self.gain)
        self.errors += np.where(counted, (usual - due) ** 2, 0.0)
        self.squares += np.where(counted, due**2, 0.0)
        return off

    def _watch(self, off: Numbers, counted: Flags) -> None:
        """Count the days in a row that are far off on the same side."""
        side = np.where(np.abs(off) > FAR, np.sign(off), 0.0)
        grown = np.where(side * self.side > 0, self.side + side, side)
        self.side = np.where(counted, grown, self.side)

    def now(self) -> Level:
        """What is known after the last day: as sure as a day's error and its weight allow."""
        error = self.errors / np.maximum(self.squares, 1e-9)
        unseen = 1 / np.maximum(self.people, 1.0)
        variance = np.where(self.squares > 0, self.gain * error, unseen)
        return Level(self.level, variance, variance * (1 - self.discount) / self.discount)
