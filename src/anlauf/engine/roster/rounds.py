"""Round after round: each part anew with some of those who roam, then each day of everybody.

What nobody gains in a part may be gained on a day, and the other way about. When a round brings
little, parts and days are taken up by two.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from anlauf.engine.roster.contract import OFF
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.parts import Part, Parts
from anlauf.engine.roster.patch import Patch, patched, patched_days
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

CORES = os.cpu_count() or 1
GUESTS = 8  # who roams and may come to a part
SECONDS = 15.0  # for one part or day
LITTLE = 5e-4  # of the cost: a round that brings less is followed by a wider one
WIDEST = 2
NOBODY: Counts = np.array([], dtype=np.int64)

Task = tuple[Callable[[], Patch | None], Counts]  # and those who roam and are asked


@dataclass
class Rounds:
    """What is taken up at the same time, and how wide."""

    search: Search
    found: Parts
    running: dict[Future[Patch | None], Counts] = field(default_factory=dict)
    width: int = 1

    def tasks(self) -> Iterator[Task]:
        """One after the other, for ever."""
        search = self.search
        while True:
            before = search.cost
            for parts in self._some(np.arange(len(self.found.parts))):
                yield self._part([self.found.parts[one] for one in parts])
            for days in self._some(np.unique(search.cover.cells // search.cover.duties)):
                yield partial(self._days, days), NOBODY
            if before - search.cost < LITTLE * before:
                self.width = min(self.width + 1, WIDEST)

    def _some(self, things: Counts) -> list[Counts]:
        """All of them in a new order, so many at a time."""
        things = self.search.dice.permutation(things)
        return [things[at : at + self.width] for at in range(0, len(things), self.width)]

    def _part(self, parts: list[Part]) -> Task:
        whole = Part(
            np.concatenate([part.people for part in parts]),
            np.concatenate([part.needs for part in parts]),
        )
        guests = self._guests(whole)
        return partial(self._patched, whole, guests), guests

    def _patched(self, part: Part, guests: Counts) -> Patch | None:
        plans = self.search.plans
        return None if plans is None else patched(self.search, plans, part, guests, SECONDS)

    def _days(self, days: Counts) -> Patch | None:
        plans = self.search.plans
        return None if plans is None else patched_days(self.search, plans, days, SECONDS)

    def _guests(self, part: Part) -> Counts:
        """Those who come to a part now, and some more who are not asked just now."""
        busy = np.concatenate([NOBODY, *self.running.values()])
        free = np.setdiff1d(self.found.roaming, busy)
        plans, here = self.search.plans, self.search.cover.where(part.needs)
        if plans is None:
            return NOBODY
        days = np.arange(plans.shape[1])
        there = (here[days, plans[free]] & (plans[free] != OFF)).sum(axis=1)
        order = np.argsort(-there - self.search.dice.random(len(free)))
        return free[order[:GUESTS]]


def improve_in_rounds(search: Search, found: Parts, workers: Executor, stop: Stop) -> None:
    """Take everything up again until it is time."""
    rounds = Rounds(search, found)
    tasks = rounds.tasks()
    while not search.over and not stop.now and search.plans is not None:
        while len(rounds.running) < CORES:
            task, guests = next(tasks)
            rounds.running[workers.submit(task)] = guests
        done, _others = wait(rounds.running, return_when=FIRST_COMPLETED)
        for future in done:
            del rounds.running[future]
            patch = future.result()
            if patch is not None:
                search.offer(patch.on(search.plans), "neighbourhood")
    for future in rounds.running:
        future.cancel()
