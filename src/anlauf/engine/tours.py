"""A team's day on the road: which stops there are, and whether they can be driven and kept.

A stop is open to people during its doors. Before them the team sets up, after them it packs; the
way to a stop is driven before it sets up there. Minutes that do not fill a tick take all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from anlauf.engine.grid import TICK_MINUTES, TICKS, Span, ticks_for

MOST_STOPS = 4


@dataclass(frozen=True)
class Stop:
    """A place on the way: open to people from tick to tick, after so many minutes of driving."""

    place: int
    doors: Span
    way: int = 0


@dataclass(frozen=True)
class Tour:
    """The stops of one team on one day, in the order in which they are driven to."""

    team: int
    stops: tuple[Stop, ...]
    setup: int = 0
    packing: int = 0

    def arrives(self, stop: Stop) -> int:
        """The tick at which the team must be there to set up; below zero, the evening before."""
        return stop.doors.start - ticks_for(self.setup)

    def leaves_for(self, stop: Stop) -> int:
        """The tick at which the team must set off to this stop."""
        return self.arrives(stop) - ticks_for(stop.way)

    def leaves(self, stop: Stop) -> int:
        """The tick at which everything is packed."""
        return stop.doors.end + ticks_for(self.packing)


class Trouble(StrEnum):
    """What can stand in the way of a tour."""

    NO_STOP = "no_stop"
    TOO_MANY = "too_many"
    TOO_EARLY = "too_early"  # the team would set off the evening before
    TOO_LATE = "too_late"  # it would pack after midnight
    ORDER = "order"  # a stop opens before the one ahead of it closes
    TOO_CLOSE = "too_close"  # packing, way and setting up do not fit between two stops
    TAKEN = "taken"  # another team is there at that time


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way: at which stop, with which other, by how many minutes."""

    trouble: Trouble
    stop: Stop | None = None
    other: Stop | None = None
    minutes: int = 0
    team: int = 0  # the other team, where one is in the way


def problems(tour: Tour, others: Iterable[Tour] = ()) -> list[Problem]:
    """All that stands in the way of this tour; `others` are the other teams' of the same day."""
    found = [*_in_number(tour), *_at_the_ends(tour)]
    for before, after in pairwise(tour.stops):
        found += _between(tour, before, after)
    for other in others:
        if other.team != tour.team:
            found += _taken(tour, other)
    return found


def _earliest(tour: Tour, before: Stop, after: Stop) -> int:
    return tour.leaves(before) + ticks_for(after.way) + ticks_for(tour.setup)


def _in_number(tour: Tour) -> Iterator[Problem]:
    if not tour.stops:
        yield Problem(Trouble.NO_STOP)
    if len(tour.stops) > MOST_STOPS:
        yield Problem(Trouble.TOO_MANY, tour.stops[MOST_STOPS])


def _at_the_ends(tour: Tour) -> Iterator[Problem]:
    if not tour.stops:
        return
    first, last = tour.stops[0], tour.stops[-1]
    if (early := -tour.leaves_for(first)) > 0:
        yield Problem(Trouble.TOO_EARLY, first, minutes=early * TICK_MINUTES)
    if (late := tour.leaves(last) - TICKS) > 0:
        yield Problem(Trouble.TOO_LATE, last, minutes=late * TICK_MINUTES)


def _between(tour: Tour, before: Stop, after: Stop) -> Iterator[Problem]:
    missing = (_earliest(tour, before, after) - after.doors.start) * TICK_MINUTES
    if after.doors.start < before.doors.end:
        yield Problem(Trouble.ORDER, after, before, missing)
    elif missing > 0:
        yield Problem(Trouble.TOO_CLOSE, after, before, missing)


def _taken(tour: Tour, other: Tour) -> Iterator[Problem]:
    """Places are taken from the moment a team sets up until it has packed."""
    for stop in tour.stops:
        for there in other.stops:
            together = _together(tour, stop, other, there)
            if stop.place == there.place and together > 0:
                minutes = together * TICK_MINUTES
                yield Problem(Trouble.TAKEN, stop, there, minutes, other.team)


def _together(tour: Tour, stop: Stop, other: Tour, there: Stop) -> int:
    """For so many ticks both would be at their stops."""
    begin = max(tour.arrives(stop), other.arrives(there))
    return min(tour.leaves(stop), other.leaves(there)) - begin
