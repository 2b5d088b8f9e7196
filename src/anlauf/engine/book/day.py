"""What a day of appointments is like, exactly.

The model of Kaandorp and Koole (Optimal outpatient appointment scheduling, Health Care Management
Science 10, 2007) with several counters: whoever shows up does so at the start of a slot, service
times are exponential, and everybody is served however late it gets. The number of people in the
room is then a Markov chain from slot to slot, so that waits, idle time and overtime are sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm
from scipy.stats import binom

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Day:
    """A day of equal slots; times in minutes.

    `shows` holds the probability that somebody asked to come at the start of a slot does, slot by
    slot: it falls with the time between booking and appointment.
    """

    slot: float
    service: float
    shows: tuple[float, ...]
    counters: int = 1

    def __post_init__(self) -> None:
        for name, value in (("slot", self.slot), ("service", self.service)):
            if not (isfinite(value) and value > 0):
                raise ValueError(
                    f"{name} takes {value} minutes. Maybe a positive number was meant?"
                )
        if self.counters < 1:
            raise ValueError(f"A day needs a counter, not {self.counters}.")
        if not self.shows:
            raise ValueError("A day needs at least one slot.")
        for probability in self.shows:
            if not 0 < probability <= 1:
                raise ValueError(
                    f"{probability} is no probability to show up. Maybe a percentage was given?"
                )

    @property
    def slots(self) -> int:
        """How many slots the day has."""
        return len(self.shows)

    @cached_property
    def shown(self) -> Numbers:
        """The probabilities to show up as an array, by slot."""
        return np.array(self.shows)

    def leaving(self, most: int) -> Numbers:
        """From how many in the room at the start of a slot to how many at its end."""
        busy = np.minimum(np.arange(most + 1), self.counters) / self.service
        rates = np.diag(-busy) + np.diag(busy[1:], -1)
        moves: Numbers = expm(rates * self.slot)
        return moves


@dataclass(frozen=True)
class Figures:
    """What is expected of a day, in minutes.

    `wait` is the mean of those who show up, `idle` the time of all counters without anybody before
    the last slot that somebody is asked for, `overtime` how long after the end the last one leaves.
    """

    wait: float
    idle: float
    overtime: float


@dataclass(frozen=True)
class Weights:
    """What a minute of each figure costs."""

    wait: float = 1.0
    idle: float = 1.0
    overtime: float = 1.0

    def __post_init__(self) -> None:
        if min(self.wait, self.idle, self.overtime) < 0:
            raise ValueError(f"Weights cannot be negative: {self}.")

    def cost(self, figures: Figures) -> float:
        """The weighted sum."""
        return (
            self.wait * figures.wait + self.idle * figures.idle + self.overtime * figures.overtime
        )


def figures(day: Day, pattern: Sequence[int]) -> Figures:
    """What is expected when so many people are asked to come at the start of each slot."""
    return Chain(day, sum(pattern)).figures(pattern)


class Chain:
    """The day's Markov chain for a number of people, built once for many patterns."""

    def __init__(self, day: Day, people: int) -> None:
        if people < 1:
            raise ValueError("A pattern needs at least one person.")
        self.day = day
        self.people = people
        self.leaving = day.leaving(people)
        room = np.arange(people + 1)
        counters, service = day.counters, day.service
        self.mean_wait = np.maximum(room - counters + 1, 0) * service / counters
        alone = service / np.minimum(np.maximum(room, 1), counters)
        alone[0] = 0.0
        self.until_empty = np.cumsum(alone)
        self.room = room
        self.steps: dict[tuple[int, float], tuple[Numbers, Numbers]] = {}

    def figures(self, pattern: Sequence[int]) -> Figures:
        """What is expected of a pattern of as many people."""
        self._check(pattern)
        last = max(slot for slot, asked in enumerate(pattern) if asked)
        state = np.zeros(self.people + 1)
        state[0] = 1.0
        waited = idle = come = 0.0
        for slot, asked in enumerate(pattern):
            shows = self.day.shows[slot]
            if slot == last:
                idle = self._idle(slot, come, state)
            passing, waits = self._step(asked, shows)
            waited += float(state @ waits)
            come += asked * shows
            state = state @ passing
        return Figures(waited / come, idle, float(state @ self.until_empty))

    def _idle(self, slot: int, come: float, state: Numbers) -> float:
        """Counter minutes that have passed by then without anybody to serve."""
        done = come - float(state @ self.room)
        return slot * self.day.slot * self.day.counters - done * self.day.service

    def _step(self, asked: int, shows: float) -> tuple[Numbers, Numbers]:
        """How a slot changes the room, and how long those who come then will wait altogether."""
        known = self.steps.get((asked, shows))
        if known is None:
            size = self.people + 1
            joining, waits = np.zeros((size, size)), np.zeros(size)
            for come, probability in enumerate(binom.pmf(np.arange(asked + 1), asked, shows)):
                joining += probability * np.eye(size, k=come)
                for before in range(come):
                    waits[: size - before] += probability * self.mean_wait[before:]
            known = self.steps[(asked, shows)] = (joining @ self.leaving, waits)
        return known

    def _check(self, pattern: Sequence[int]) -> None:
        if len(pattern) != self.day.slots:
            raise ValueError(
                f"The day has {self.day.slots} slots, the pattern {len(pattern)} numbers."
            )
        if min(pattern) < 0:
            raise ValueError("Nobody can be asked a negative number of times.")
        if sum(pattern) != self.people:
            raise ValueError(f"The pattern asks {sum(pattern)} people, not {self.people}.")
