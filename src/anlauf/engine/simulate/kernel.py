"""One day, event by event.

At one and the same moment the plan changes first, then clerks finish or come, then people arrive.
After each event whoever may be called is called.
"""

from math import inf
from typing import NamedTuple

import numpy as np

from anlauf.engine.compiled import allocating, compiled
from anlauf.engine.simulate import dice
from anlauf.engine.simulate.crowd import ABANDONED, MISSED, SERVED, TURNED_AWAY, Crowd
from anlauf.engine.simulate.draws import draw
from anlauf.engine.simulate.flat import Bits, Flat, Numbers, Team, Whole
from anlauf.engine.simulate.queues import NOBODY, Queues, bit, empty, first, join, leave, rank

AWAY, FREE, BUSY = range(3)

_ZERO, _ONE = np.uint64(0), np.uint64(1)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_58 = np.uint64(58)
_PLACES = np.zeros(64, np.int64)
for _place in range(64):
    _PLACES[((0x03F79D71B4CB0A89 << _place) & (2**64 - 1)) >> 58] = _place


class Floor(NamedTuple):
    """What is going on: for each clerk until when, since when, what, in which stretch of duty."""

    until: Numbers
    since: Numbers
    doing: Whole
    stretch: Whole
    free: Bits
    busy: Whole  # how many are in service
    minutes: Numbers  # overtime, in service, for back-office work
    queues: Queues


OVERTIME, IN_SERVICE, BACK_OFFICE = range(3)


@allocating
def play(day: Flat, crowd: Crowd, many: int) -> Floor:
    """Let everybody come and be served; what happened stands in the crowd."""
    team = day.team
    floor = _morning(day)
    change, limit, arrived, last = 0, 0, 0, 0.0
    arrival = _next_arrival(crowd, 0, many)
    clerk, moment = _next_clerk(floor.until)
    while True:
        coming = crowd.arrive[crowd.order[arrival]] if arrival < many else inf
        at = min(moment, coming)
        moved = False  # a clerk's next moment; who joins a line moves none
        if change < len(team.limit_at) and team.limit_at[change] <= at:
            at = team.limit_at[change]
            limit = team.limit[change]
            change += 1
            last = at
        elif at == inf:
            break
        elif moment <= coming:
            _turn(team, floor, clerk, at)
            moved = True
            last = at
        else:
            _enter(day, floor, crowd, crowd.order[arrival])
            arrived += 1
            arrival = _next_arrival(crowd, arrival + 1, many)
        if floor.free[0] != _ZERO and floor.queues.filled[0] != _ZERO:
            moved |= _call(day, floor, crowd, at, limit)
        if moved:
            clerk, moment = _next_clerk(floor.until)
    _go_home(floor.queues, crowd, last)
    return floor


@compiled
def lowest(bits: np.uint64) -> int:
    """The number of the lowest bit that is set."""
    return int(_PLACES[((bits & (~bits + _ONE)) * _DE_BRUIJN) >> _58])


@allocating
def _morning(day: Flat) -> Floor:
    clerks = len(day.team.begins)
    return Floor(
        day.team.begins[:, 0].copy(),
        np.zeros(clerks),
        np.zeros(clerks, np.int64),
        np.zeros(clerks, np.int64),
        np.zeros(1, np.uint64),
        np.zeros(1, np.int64),
        np.zeros(3),
        empty(len(day.lines.level), len(day.team.able)),
    )


@compiled
def _next_arrival(crowd: Crowd, place: int, many: int) -> int:
    """The place of the next who really comes."""
    while place < many and crowd.outcome[crowd.order[place]] == MISSED:
        place += 1
    return place


@compiled
def _next_clerk(until: Numbers) -> tuple[int, float]:
    best, moment = -1, inf
    for clerk in range(len(until)):
        if until[clerk] < moment:
            best, moment = clerk, until[clerk]
    return best, moment


@compiled
def _enter(day: Flat, floor: Floor, crowd: Crowd, one: int) -> None:
    """Somebody takes a number."""
    line = crowd.line[one]
    law = day.lines.patience[line]
    crowd.deadline[one] = inf
    if law >= 0:
        patience = draw(day.laws, law, crowd.key[one], dice.PATIENCE)
        crowd.deadline[one] = max(crowd.arrive[one], crowd.since[one]) + patience
    queue = line * floor.queues.skills + day.people.skill[crowd.service[one]]
    join(floor.queues, queue, one, crowd)


@compiled
def _turn(team: Team, floor: Floor, clerk: int, at: float) -> None:
    """A clerk comes, finishes a service, or goes."""
    if floor.doing[clerk] == BUSY:
        floor.busy[0] -= 1
    elif floor.doing[clerk] == FREE:
        _count_idle(team, floor, clerk, at)
        floor.free[0] &= ~bit(clerk)
    end = team.ends[clerk, floor.stretch[clerk]]
    if at >= end:
        _pause(team, floor, clerk, at)
        return
    floor.doing[clerk] = FREE
    floor.since[clerk] = at
    floor.until[clerk] = end
    floor.free[0] |= bit(clerk)


@compiled
def _pause(team: Team, floor: Floor, clerk: int, at: float) -> None:
    """A break begins late after a long service, and is as long as planned; or it is time to go."""
    stretch = floor.stretch[clerk]
    following = team.begins[clerk, stretch + 1]
    if following == inf:
        if floor.doing[clerk] == BUSY:
            floor.minutes[OVERTIME] += at - team.ends[clerk, stretch]
    else:
        following = max(following, at + following - team.ends[clerk, stretch])
    floor.doing[clerk] = AWAY
    floor.stretch[clerk] = stretch + 1
    floor.until[clerk] = following


@compiled
def _count_idle(team: Team, floor: Floor, clerk: int, at: float) -> None:
    """A spell without anybody is back-office work, once the clerk has settled."""
    floor.minutes[BACK_OFFICE] += max(0.0, at - floor.since[clerk] - team.settling)


@compiled
def _call(day: Flat, floor: Floor, crowd: Crowd, at: float, limit: int) -> bool:
    """Call people until nobody who waits may have a clerk; tell whether anybody was called."""
    called = False
    while floor.busy[0] < limit and floor.free[0] != _ZERO:
        queue = _best(day, floor, crowd, at)
        if queue == NOBODY:
            break
        one = floor.queues.head[queue]
        clerk = lowest(floor.free[0] & day.team.able[queue % floor.queues.skills])
        leave(floor.queues, queue, crowd)
        _start(day.team, floor, crowd, one, clerk, at)
        called = True
    return called


@compiled
def _best(day: Flat, floor: Floor, crowd: Crowd, at: float) -> int:
    """The queue whose first is called next, if anybody free is able."""
    best, best_score, best_since = NOBODY, -inf, inf
    left = floor.queues.filled[0]
    while left != _ZERO:
        queue = lowest(left)
        left &= left - _ONE
        able = floor.free[0] & day.team.able[queue % floor.queues.skills]
        if able == _ZERO:
            continue
        one = first(floor.queues, queue, at, crowd)
        if one == NOBODY:
            continue
        line = queue // floor.queues.skills
        level, score, since = rank(day.lines, line, crowd.since[one], at)
        if _kept_back(day.team, floor.free[0], able, level):
            continue
        if score > best_score or (score == best_score and since < best_since):
            best, best_score, best_since = queue, score, since
    return best


@compiled
def _kept_back(team: Team, free: np.uint64, able: np.uint64, level: float) -> bool:
    """Tell whether the last free generalists are kept for others."""
    if team.reserve == 0 or level >= team.reserve_below:
        return False
    if (able & ~team.generalists[0]) != _ZERO:
        return False
    left, count = free & team.generalists[0], 0
    while left != _ZERO:
        left &= left - _ONE
        count += 1
    return count <= team.reserve


@compiled
def _start(team: Team, floor: Floor, crowd: Crowd, one: int, clerk: int, at: float) -> None:
    _count_idle(team, floor, clerk, at)
    floor.free[0] &= ~bit(clerk)
    floor.doing[clerk] = BUSY
    floor.until[clerk] = at + crowd.minutes[one]
    floor.busy[0] += 1
    floor.minutes[IN_SERVICE] += crowd.minutes[one]
    crowd.begin[one] = at
    crowd.end[one] = at + crowd.minutes[one]
    crowd.clerk[one] = clerk
    crowd.outcome[one] = SERVED


@compiled
def _go_home(queues: Queues, crowd: Crowd, at: float) -> None:
    """When the last clerk has gone, whoever is left is turned away."""
    for queue in range(len(queues.head)):
        one = queues.head[queue]
        while one != NOBODY:
            gone = max(at, crowd.arrive[one])
            patient = crowd.deadline[one] >= gone
            crowd.outcome[one] = TURNED_AWAY if patient else ABANDONED
            crowd.end[one] = gone if patient else crowd.deadline[one]
            one = crowd.after[one]
