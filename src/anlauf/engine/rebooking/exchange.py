"""Lets people change places in rings, as long as that helps.

Somebody takes the place of another, who takes the place of a third, and so on, until the last one
takes the first one's place or one that is free. Such a ring helps exactly when the ways together
become shorter, so it is a cycle of negative weight in the graph of who could take whose place.
First nobody shall be left over, then the longest way shall shrink, then all ways together.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.capacity import Page
from anlauf.engine.rebooking.people import Displaced, NewPlace, Rebooking
from anlauf.engine.rebooking.table import Table

RINGS = 400  # tried at most; for many people fewer, so that an answer comes in some seconds
_EFFORT = 12_000
_TOO_FAR = 10**7
_NO_PLACE = 10**12
_NEVER = 10**15

Numbers = NDArray[np.int64]
Ring = list[int]


def improve(table: Table) -> Rebooking:
    """The best state on the way of changing places, which ends when no ring helps any more."""
    best = table.rebooking()
    rings = iter(range(min(RINGS, max(10, _EFFORT // max(1, len(table.people))))))
    limit = _NO_PLACE
    while True:
        finished = _settle(table, limit, rings)
        best = min(best, table.rebooking(), key=lambda answer: answer.objective)
        worst = table.rebooking().objective[1]
        if not finished or worst == 0:
            return best
        if worst > limit:  # it cannot be brought under the limit: now as little as possible
            _settle(table, worst, rings)
            return min(best, table.rebooking(), key=lambda answer: answer.objective)
        limit = worst - 1


def _settle(table: Table, limit: int, rings: Iterator[int]) -> bool:
    """Turn rings until none helps; ways beyond the limit count as far too long."""
    forbidden: set[tuple[int, int]] = set()
    graph = _Graph(table)
    while True:
        ring = _negative_ring(graph.weights(limit, forbidden))
        if ring is None:
            return True
        if next(rings, None) is None:
            return False
        if not graph.turn(ring):
            forbidden.update(pairwise([*ring, ring[0]]))


class _Graph:
    """Who could take whose place: a row for each person, a column for each place they leave.

    The last column is the nearest place that is free already; whoever takes it closes the ring.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._people = table.people
        size = len(self._people)
        self._free: list[NewPlace | None] = [None] * size
        self._ways = np.full((size, size + 1), _NEVER, np.int64)
        self._seen: dict[int, tuple[Page | None, NewPlace | None]] = {}
        self._look()

    def weights(self, limit: int, forbidden: set[tuple[int, int]]) -> Numbers:
        """How much longer the ways become along each edge."""
        ways = _felt(self._ways, limit)
        now = _felt(np.array([self._way(each) for each in self._people], np.int64), limit)
        count = len(self._people)
        weights = np.zeros((count + 1, count + 1), np.int64)
        weights[:count] = ways - now[:, None]
        np.fill_diagonal(weights, _NEVER)
        for edge in forbidden:
            weights[edge] = _NEVER
        return weights

    def turn(self, ring: Ring) -> bool:
        """Let everybody of the ring take the next one's place, or leave all as it was."""
        count = len(self._people)
        steps = [(a, b) for a, b in pairwise([*ring, ring[0]]) if a < count]
        before = {a: self._table.lift(self._people[a]) for a, _b in steps}
        for a, b in steps:
            place = self._free[a] if b == count else self._left(a, b, before[b])
            person = self._people[a]
            if place and not self._table.fits(person, place):
                self._restore(before)
                return False
            if place:
                self._table.lay(person, place)
        self._look()
        return True

    def _restore(self, before: dict[int, NewPlace | None]) -> None:
        for a in before:
            self._table.lift(self._people[a])
        for a, place in before.items():
            if place:
                self._table.lay(self._people[a], place)

    def _look(self) -> None:
        """Ask the table again for every place whose page has changed, and for what is free."""
        for index, other in enumerate(self._people):
            now = self._table.page_of(other), self._table.places.get(other.key)
            before = self._seen.get(index)
            if before is None or before[0] is not now[0] or before[1] != now[1]:
                self._column(index, other)
                self._seen[index] = now
        for index, person in enumerate(self._people):
            free = next(iter(self._table.best(person)), None)
            self._free[index] = free
            self._ways[index, -1] = free.displacement if free else _NEVER

    def _column(self, index: int, other: Displaced) -> None:
        if other.key not in self._table.places:
            self._ways[:, index] = _NO_PLACE
            return
        ways = self._table.ways_to(other, self._table.if_left(other))
        self._ways[:, index] = [_NEVER if way is None else way for way in ways]

    def _left(self, row: int, column: int, place: NewPlace | None) -> NewPlace | None:
        """The place that somebody leaves, as far as it is for the one who takes it."""
        return place and replace(place, displacement=int(self._ways[row, column]))

    def _way(self, person: Displaced) -> int:
        place = self._table.places.get(person.key)
        return place.displacement if place else _NO_PLACE


def _felt(ways: Numbers, limit: int) -> Numbers:
    """The ways with those beyond the limit made far too long."""
    beyond = (ways > limit) & (ways < _NO_PLACE)
    return np.where(beyond, ways + _TOO_FAR, ways)


def _negative_ring(weights: Numbers) -> Ring | None:
    """A ring along which the weights add up to less than nothing (Bellman and Ford's way)."""
    count = len(weights)
    reached = np.zeros(count, np.int64)
    came_from = np.full(count, -1)
    for _round in range(count):
        along = reached[:, None] + weights
        nearer = along.min(axis=0)
        better = nearer < reached
        if not better.any():
            return None
        came_from[better] = along.argmin(axis=0)[better]
        reached[better] = nearer[better]
        ring = _closed(came_from)
        if ring:
            return ring
    return None


def _closed(came_from: NDArray[np.intp]) -> Ring | None:
    """A ring among these steps, in the direction of its edges."""
    done: set[int] = set()
    for start in range(len(came_from)):
        path: Ring = []
        node = start
        while node >= 0 and node not in done:
            done.add(node)
            path.append(node)
            node = int(came_from[node])
        if node in path:
            return path[path.index(node) :][::-1]
    return None
