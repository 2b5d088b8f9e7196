"""What becomes of the cases: when they are done, which deadlines hold, who is needed for more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from math import inf, nan, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.backlog.flat import flat
from anlauf.engine.backlog.fluid import loads
from anlauf.engine.backlog.heap import heaps
from anlauf.engine.backlog.kernel import Cases, machine
from anlauf.engine.backlog.network import Backlog
from anlauf.engine.intervals import Interval, interval
from anlauf.engine.roster.stop import Stop
from anlauf.engine.simulate.dice import child
from anlauf.engine.simulate.run import key_of

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Range:
    """Days or cases: eight in ten lie between `low` and `high`; infinite if it is not done."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, eq=False)
class Outlook:
    """All cases of all futures: flat arrays, a row for each case of each future."""

    backlog: Backlog
    days: int
    futures: int
    future: Whole
    number: Whole  # within the future; open cases come first, in their order
    kind: Whole
    came: Numbers
    done: Numbers
    stopped: Numbers

    @property
    def clock(self) -> Numbers:
        """Days on the clock until done: what others took does not count."""
        found: Numbers = self.done - self.came - self.stopped
        return found

    def open_at(self, day: float) -> Interval:
        """How many cases are open at that moment."""
        return interval(self.counts_at(day), np.ones(self.futures), 0.95)

    def band_at(self, day: float) -> Range:
        """How many cases are open at that moment: eight futures in ten lie between."""
        return _range(self.counts_at(day))

    def counts_at(self, day: float) -> Numbers:
        """How many cases are open at that moment in each future."""
        there = (self.came <= day) & (self.done > day)
        return np.bincount(self.future[there], minlength=self.futures).astype(np.float64)

    def completion(self, case: int) -> Range:
        """In how many days from today this open case is done, others' answers included."""
        if not 0 <= case < len(self.backlog.open):
            raise ValueError(
                f"There is no open case {case}, only {len(self.backlog.open)} of them."
            )
        return _range(self.done[self.number == case])

    def by_class(self, name: str, ages: tuple[float, float] = (-inf, inf)) -> Range:
        """Days until cases of a class are done that are today from one age to below the other.

        Those still to come have ages below 0, and count from when they come.
        """
        chosen = self._of(name) & (-self.came >= ages[0]) & (-self.came < ages[1])
        return _range((self.done - np.maximum(self.came, 0.0))[chosen])

    def in_time(self, name: str, came: tuple[float, float], within: float) -> Interval:
        """The share of cases that come in these days and are done within so many on the clock."""
        chosen = self._of(name) & (self.came >= came[0]) & (self.came < came[1])
        return self._share(chosen, self.clock <= within)

    def deadline(self, case: int) -> float:
        """The chance that this open case is done when it is due."""
        due = {one.name: one.due for one in self.backlog.classes}
        clock = self.clock[self.number == case]
        return float((clock <= due[self.backlog.open[case].of]).mean())

    def _of(self, name: str) -> NDArray[np.bool_]:
        names = [one.name for one in self.backlog.classes]
        if name not in names:
            raise ValueError(f"There is no class {name!r}. Known are: {', '.join(names)}.")
        found: NDArray[np.bool_] = self.kind == names.index(name)
        return found

    def _share(self, chosen: NDArray[np.bool_], kept: NDArray[np.bool_]) -> Interval:
        below = np.bincount(self.future[chosen], minlength=self.futures).astype(np.float64)
        above = np.bincount(self.future[chosen & kept], minlength=self.futures)
        return interval(above.astype(np.float64), below, 0.95)


def foresee(
    backlog: Backlog,
    days: int,
    *,
    seed: int,
    stop: Stop,
    futures: int = 100,
    progress: Progress | None = None,
) -> Outlook:
    """Play the office's casework through so many times, for so many days from today.

    Stopped early there are fewer futures, but always two.
    """
    if days < 1 or futures < 2:
        raise ValueError(f"{futures} futures of {days} days say nothing. Maybe take 100 of 365.")
    found = []
    for number, columns in enumerate(_played(backlog, days, seed)):
        found.append((np.full(len(columns[0]), number), *columns))
        if progress is not None:
            progress(number + 1, futures)
        if number + 1 == futures or (number >= 1 and stop.now):
            break
    return Outlook(backlog, days, len(found), *map(np.concatenate, zip(*found, strict=True)))


def one_future(backlog: Backlog, days: int, *, seed: int, number: int) -> Outlook:
    """The future of this number alone: the same cases, whatever is decided about people."""
    columns = next(_played(backlog, days, seed, number))
    return Outlook(backlog, days, 1, np.zeros(len(columns[0]), np.int64), *columns)


def _played(
    backlog: Backlog, days: int, seed: int, first: int = 0
) -> Iterator[tuple[NDArray[Any], ...]]:
    """One future after the other, without end."""
    loads(backlog)  # refuses networks in which cases go round for ever
    net = flat(backlog, days)
    expected = float(net.arrivals.sum())
    room = int(expected + 12 * sqrt(expected)) + 100 + len(backlog.open)
    cases, free = _room_for(room), np.zeros(len(backlog.teams), np.int64)
    queues = heaps(1 + len(backlog.teams), room)
    for number in count(first):
        key = np.uint64(child(key_of(seed), number))
        yield _taken(cases, machine(net, float(days), key, cases, queues, free))


def _room_for(room: int) -> Cases:
    numbers = [np.empty(room) for _ in range(4)]
    whole = [np.empty(room, np.int64) for _ in range(4)]
    return Cases(
        kind=whole[0],
        came=numbers[0],
        done=numbers[1],
        stopped=numbers[2],
        due=numbers[3],
        stage=whole[1],
        visit=whole[2],
        working=whole[3],
        key=np.empty(room, np.uint64),
    )


def _taken(cases: Cases, many: int) -> tuple[NDArray[Any], ...]:
    return (
        np.arange(many),
        cases.kind[:many].copy(),
        cases.came[:many].copy(),
        cases.done[:many].copy(),
        cases.stopped[:many].copy(),
    )


def _range(values: Numbers) -> Range:
    """The middle eight tenths."""
    if not len(values):
        return Range(nan, nan, nan)
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9], method="nearest")
    return Range(float(low), float(middle), float(high))


def with_people(backlog: Backlog, team: str, people: int) -> Backlog:
    """The same with so many people in one team."""
    if team not in [one.name for one in backlog.teams]:
        names = ", ".join(one.name for one in backlog.teams)
        raise ValueError(f"There is no team {team!r}. Known are: {names}.")
    return replace(
        backlog,
        teams=tuple(
            replace(one, people=people) if one.name == team else one for one in backlog.teams
        ),
    )
