"""A plan played to the end, run by run: who came when, and when everybody was called.

The same seed gives the same people, services and walk-ins to every plan of one office, so two
plans differ by what was changed and not by luck (common random numbers).
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.outlook.plan import Plan
from anlauf.engine.waits.crowd import Crowd, gather
from anlauf.engine.waits.draws import Dice
from anlauf.engine.waits.play import Play
from anlauf.engine.waits.room import Person, Room
from anlauf.engine.waits.team import Team, team

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

_MOST_RUNS, _LEAST_RUNS = 120, 40
_WORK = 18_000  # people times runs that a process plays in a few hundredths of a second
_USUAL_MINUTES = 15.0


@dataclass(frozen=True)
class Day:
    """All runs: a row for each run, a column for each person; whoever never comes has infinity.

    `since` is when the wait begins: at arrival, or at the appointed time if that is later.
    `tickets` is how many people without an appointment the rest of the day has room for.
    """

    keys: tuple[Hashable, ...]
    came: Numbers
    since: Numbers
    called: Numbers
    turned_away: NDArray[np.int_]  # by run
    tickets: NDArray[np.int_]  # by run
    closes: float


def runs_for(people: int) -> int:
    """How many runs a room with so many people can pay for."""
    return max(_LEAST_RUNS, min(_MOST_RUNS, _WORK // max(1, people)))


def live(plan: Plan, *, seed: int, runs: int) -> Day:
    """Play the plan until everybody who comes before closing has been called."""
    room, dice = plan.room, Dice(seed, runs)
    everybody = gather(room, dice, runs)
    walk_ins = np.arange(everybody.came.shape[1]) >= len(room.people)
    refused = walk_ins & (everybody.came < plan.closes) & (everybody.came >= plan.tickets_until)
    comes = (everybody.came < plan.closes) & ~refused
    came = np.where(comes, everybody.came, np.inf)
    crowd = replace(everybody, came=came, waiting=came.shape[1])
    called, free = _called(room, crowd, dice, runs, plan)
    due = _due(room, came.shape[1])
    return Day(
        keys=_keys(room, came.shape[1]),
        came=came,
        since=np.maximum(came, due),
        called=called,
        turned_away=refused.sum(axis=1),
        tickets=(walk_ins & (called < plan.closes)).sum(axis=1) + free,
        closes=plan.closes,
    )


def _called(
    room: Room, crowd: Crowd, dice: Dice, runs: int, plan: Plan
) -> tuple[Numbers, NDArray[np.int_]]:
    """When everybody is called, and for how many walk-ins more there is time."""
    if not room.desks:
        return np.full(crowd.came.shape, np.inf), np.zeros(runs, dtype=np.int_)
    desks = team(room, dice, runs)
    begins = desks.free.copy()
    play = Play(room, desks, crowd, runs)
    play.run()
    if plan.tickets_until < inf:
        return play.called, np.zeros(runs, dtype=np.int_)
    return play.called, _room_for_more(play, desks, begins, plan)


def _room_for_more(play: Play, desks: Team, begins: Numbers, plan: Plan) -> NDArray[np.int_]:
    """The walk-ins for whom desks that can help them are idle for long enough before closing."""
    wanted = [flow.skills for flow in plan.room.flows]
    usual = _usual_minutes(play, plan.room)
    more = np.zeros(len(begins), dtype=np.int_)
    in_time = play.called < plan.closes
    takes = np.minimum(play.everybody.minutes, plan.closes - np.minimum(play.called, plan.closes))
    for number, desk in enumerate(plan.room.desks):
        if wanted and not any(skills <= desk.skills for skills in wanted):
            continue
        used = np.where(in_time & (play.desk == number), takes, 0.0).sum(axis=1)
        idle = _there(desks, number, begins[:, number], plan.closes) - used
        more += np.maximum(0.0, idle // usual).astype(np.int_)
    return more


def _there(desks: Team, number: int, begins: Numbers, closes: float) -> Numbers:
    """Minutes from `begins` to closing in which this desk is not away."""
    there = np.maximum(0.0, closes - begins)
    for starts, ends in zip(desks.away_from[number], desks.away_to[number], strict=True):
        from_then = np.clip(begins, starts, closes)
        there = there - np.maximum(0.0, min(ends, closes) - from_then)
    return np.maximum(0.0, there)


def _usual_minutes(play: Play, room: Room) -> float:
    """What a walk-in takes on the average, or anybody where no walk-in is known."""
    walk_ins = play.everybody.minutes[:, len(room.people) :]
    known = walk_ins if walk_ins.size else play.everybody.minutes
    return float(known.mean()) if known.size else _USUAL_MINUTES


def _keys(room: Room, columns: int) -> tuple[Hashable, ...]:
    people = _in_order(room)
    return (*(one.key for one in people), *(("walk-in", n) for n in range(columns - len(people))))


def _due(room: Room, columns: int) -> Numbers:
    due = np.full(columns, -np.inf)
    for number, one in enumerate(_in_order(room)):
        if one.due is not None:
            due[number] = one.due
    return due


def _in_order(room: Room) -> list[Person]:
    """As the crowd stands: who is here, then who is expected."""
    return sorted(room.people, key=lambda one: one.came is None)
