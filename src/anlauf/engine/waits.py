"""How long someone will probably wait: the rest of the queue played through many times at once.

Each run draws its own service times. Whoever is ahead goes, in order, to the clerk with the skills
who is free first; appointments still to come step in once their time has come. What is announced
is the range that holds four runs out of five.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.dispatch import DispatchPolicy, Waiting, order

RUNS = 200
ROUNDED_TO = 5

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Indexes = NDArray[np.intp]


@dataclass(frozen=True)
class Server:
    """A clerk at an open desk, and in how many minutes the present visit will probably be over."""

    skills: frozenset[str]
    free_at: float = 0.0


@dataclass(frozen=True)
class Visitor:
    """The skills and minutes someone will take.

    `due` tells in how many minutes their time has come, by the rule of dispatch: for appointments
    shortly before the start, for walk-ins once they have waited too long, or never.
    """

    skills: frozenset[str]
    minutes: float
    due: float = inf

    def servable_by(self, clerks: Iterable[Server]) -> bool:
        """Tell whether any of these clerks has the skills."""
        return any(self.skills <= clerk.skills for clerk in clerks)


@dataclass(frozen=True)
class Queue:
    """All that decides how long the next one waits; `ahead` stands in the order of dispatch.

    `spread` is the coefficient of variation of service times.
    """

    clerks: Sequence[Server]
    ahead: Sequence[Visitor] = ()
    upcoming: Sequence[Visitor] = ()
    spread: float = 0.5


@dataclass(frozen=True)
class WaitRange:
    """Minutes until the call: four waits of five lie between `low` and `high`."""

    low: int
    high: int
    median: int


def estimate(queue: Queue, me: Visitor, *, seed: int, runs: int = RUNS) -> WaitRange | None:
    """The range of minutes until `me` is called, or nothing if no clerk here can help."""
    if not me.servable_by(queue.clerks):
        return None
    waits = _Play(queue, me, seed, runs).waits()
    low, median, high = np.quantile(waits, (0.1, 0.5, 0.9))
    lowest = ROUNDED_TO * floor(low / ROUNDED_TO)
    return WaitRange(
        low=lowest,
        high=max(lowest + ROUNDED_TO, ROUNDED_TO * ceil(high / ROUNDED_TO)),
        median=ROUNDED_TO * round(median / ROUNDED_TO),
    )


def people_ahead(
    waiting: Iterable[Waiting], key: Hashable, now: datetime, policy: DispatchPolicy
) -> int:
    """How many stand before this one in the published order."""
    keys = [one.key for one in order(waiting, now, policy)]
    return keys.index(key)


@dataclass(frozen=True)
class _Line:
    """People as arrays: who may not serve them, and how long it takes."""

    people: Sequence[Visitor]
    barred: Mask  # person by clerk
    service: Numbers  # person by run


def _line(people: Sequence[Visitor], clerks: Sequence[Server], factors: Numbers) -> _Line:
    return _Line(
        people=people,
        barred=np.array([[not one.skills <= c.skills for c in clerks] for one in people]),
        service=np.array([one.minutes for one in people])[:, None] * factors,
    )


class _Play:
    """All runs side by side: a row for each run, a column for each clerk."""

    def __init__(self, queue: Queue, me: Visitor, seed: int, runs: int) -> None:
        ahead = [*(one for one in queue.ahead if one.servable_by(queue.clerks)), me]
        coming = [one for one in queue.upcoming if one.servable_by(queue.clerks)]
        coming += [me] if me.due < inf else []
        coming.sort(key=lambda one: one.due)
        dice = _Dice(seed, runs, queue.spread)

        self.me = me
        self.ahead = _line(ahead, queue.clerks, dice.factors("ahead", len(ahead)))
        self.coming = _line(coming, queue.clerks, dice.factors("coming", len(coming)))
        expected = np.array([max(0.0, clerk.free_at) for clerk in queue.clerks])
        self.free = expected * dice.factors("clerks", len(queue.clerks)).T
        self.runs = np.arange(runs)
        self.pending = np.ones((len(coming), runs), dtype=np.bool_)
        self.my_start = np.full(runs, inf)

    def waits(self) -> Numbers:
        """The minute at which I am called, run by run."""
        start = self.my_start
        for index, one in enumerate(self.ahead.people):
            self._let_in_before(one, self.ahead.barred[index])
            start = self._call(self.runs, self.ahead.barred[index], self.ahead.service[index])
        waits: Numbers = np.where(self.my_start < inf, self.my_start, start)
        return waits

    def _let_in_before(self, one: Visitor, barred: Mask) -> None:
        """Serve appointments that want the same clerk before this one could have them."""
        start, clerk = self._first_free(barred)
        for index, other in enumerate(self.coming.people):
            if other.due >= one.due or other.due > start.max():
                return
            rows = np.flatnonzero(self.pending[index] & (other.due <= start))
            if rows.size:
                wanted = self._first_free(self.coming.barred[index])[1]
                self._call_in(index, rows[wanted[rows] == clerk[rows]])
                start, clerk = self._first_free(barred)

    def _call_in(self, index: int, rows: Indexes) -> None:
        """Send one who comes with an appointment to a clerk."""
        service = self.coming.service[index, rows]
        start = self._call(rows, self.coming.barred[index], service)
        self.pending[index, rows] = False
        if self.coming.people[index] is self.me:
            self.my_start[rows] = start

    def _call(self, rows: Indexes, barred: Mask, service: Numbers) -> Numbers:
        """Send somebody to the first clerk who is free, in these runs; return when that is."""
        start, clerk = self._first_free(barred)
        self.free[rows, clerk[rows]] = start[rows] + service
        return start[rows]

    def _first_free(self, barred: Mask) -> tuple[Numbers, Indexes]:
        """When a clerk who may serve is free first, and which one, run by run."""
        free = np.where(barred, inf, self.free)
        clerk = free.argmin(axis=1)
        return free[self.runs, clerk], clerk


class _Dice:
    """Factors around one for service times, from a stream of its own for each kind of use.

    A clerk or a visitor more therefore changes nobody else's service time.
    """

    def __init__(self, seed: int, runs: int, spread: float) -> None:
        self.seed = seed
        self.runs = runs
        self.variance = log(1 + spread**2)

    def factors(self, use: str, count: int) -> Numbers:
        """A row of factors for each of `count` service times."""
        stream = np.random.default_rng([self.seed, *use.encode()])
        normal = stream.standard_normal((count, self.runs))
        factors: Numbers = np.exp(normal * sqrt(self.variance) - self.variance / 2)
        return factors
