"""Who will be there later: the plan of the day, laid onto the clerks who are there now.

The plan knows groups, not people. As many more or fewer as it expects later than now come or go;
after its end whoever is there stays until nobody waits any more.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf

from anlauf.engine.waits.room import Desk

_LOOK_AHEAD = 90.0  # minutes in which somebody on a break comes back by the plan


@dataclass(frozen=True)
class Planned:
    """How many clerks with these skills are planned, tick by tick from the present one on.

    `edges` are the minutes from now at which each of these ticks begins; the first is not later.
    """

    skills: frozenset[str]
    counts: tuple[int, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True)
class Resting:
    """A desk that does not call now, and in how many minutes it probably will."""

    desk: Desk
    back_in: float


def on_duty(
    calling: Sequence[Desk], resting: Sequence[Resting], plan: Sequence[Planned]
) -> tuple[Desk, ...]:
    """All desks that call now or will later, each with its times of absence."""
    theirs = {
        group: [desk for desk in calling if group_of(desk.skills, plan) == group] for group in plan
    }
    away = [one for group, desks in theirs.items() for one in _by_plan(desks, group)]
    alone = [desk for desk in calling if group_of(desk.skills, plan) is None]
    back = []
    for one in resting:
        group = group_of(one.desk.skills, plan)
        if group is None or not _more_soon(group):
            back.append(replace(one.desk, away=((0.0, one.back_in),)))
    return (*away, *alone, *back)


def group_of(skills: frozenset[str], plan: Sequence[Planned]) -> Planned | None:
    """The planned group whose skills are most like these."""
    alike = [group for group in plan if group.skills & skills]
    return min(alike, key=lambda group: len(group.skills ^ skills), default=None)


def _by_plan(desks: Sequence[Desk], group: Planned) -> list[Desk]:
    there = _there(len(desks), group)
    extra = [
        Desk(key=_later(group, number), skills=group.skills)
        for number in range(len(desks), max(there, default=0))
    ]
    return [
        replace(desk, away=_stretches([number >= count for count in there], group.edges))
        for number, desk in enumerate([*desks, *extra])
    ]


def _there(now: int, group: Planned) -> list[int]:
    """How many will be there in each tick up to the last one in which anybody is planned."""
    last = max((tick for tick, count in enumerate(group.counts) if count), default=-1)
    planned = group.counts[: last + 1]
    return [max(0, now + count - group.counts[0]) for count in planned]


def _stretches(absent: Sequence[bool], edges: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The absences as stretches of minutes; one that lasts to the end of the plan has no end."""
    found = []
    for is_away, ticks in groupby(range(len(absent)), key=lambda tick: absent[tick]):
        first, *rest = ticks
        end = (rest[-1] if rest else first) + 1
        if is_away:
            ends = inf if end == len(absent) else edges[end]
            found.append((max(0.0, edges[first]), ends))
    return tuple(found)


def _more_soon(group: Planned) -> bool:
    soon = [
        count for count, edge in zip(group.counts, group.edges, strict=True) if edge <= _LOOK_AHEAD
    ]
    return max(soon, default=0) > group.counts[0]


def _later(group: Planned, number: int) -> Hashable:
    return ("later", *sorted(group.skills), number)
