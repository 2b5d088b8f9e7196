"""Cases on their way, event by event: whoever is due first is worked on first.

A case has a key of its own, and every visit to a stage numbers of its own: the same cases meet
every number of people.
"""

from collections.abc import Callable
from hashlib import sha256
from math import inf, log
from pathlib import Path
from typing import NamedTuple

import numpy as np

from anlauf.engine import simulate
from anlauf.engine.backlog.clock import finished
from anlauf.engine.backlog.flat import Flat
from anlauf.engine.backlog.heap import Heaps, pop, push
from anlauf.engine.compiled import compiled, entry
from anlauf.engine.simulate.dice import child, uniform
from anlauf.engine.simulate.draws import draw
from anlauf.engine.simulate.flat import Bits, Numbers, Whole

GAP, MINUTES, OTHERS, GOES = 1, 2, 3, 4
EVENTS = 0  # the heap of what happens when; behind it one for each team


class Cases(NamedTuple):
    """All cases of one replication by number, open ones first; `done` is infinite if it is not."""

    kind: Whole
    came: Numbers
    done: Numbers
    stopped: Numbers  # days in which the clock stood still
    due: Numbers
    stage: Whole
    visit: Whole
    working: Whole  # 0, else 1 more than the number of the team at work on it
    key: Bits


Machine = Callable[[Flat, float, np.uint64, Cases, Heaps, Whole], int]


@compiled
def gather(net: Flat, key: np.uint64, cases: Cases) -> int:
    """Write down open cases and all that will come; tell how many."""
    many = 0
    for number in range(len(net.open_class)):
        kind = net.open_class[number]
        _add(net, cases, many, kind, -net.open_age[number], child(key, number))
        cases.stage[many] = net.open_stage[number]
        many += 1
    for kind in range(len(net.begins)):
        own, day, used, number = child(key ^ net.key[kind], 0), 0, 0.0, 0
        while many < len(cases.kind):
            one = child(own, number)
            gap = -log(uniform(one, GAP))
            while day < net.arrivals.shape[1] and gap > net.arrivals[kind, day] - used:
                gap -= net.arrivals[kind, day] - used
                day, used = day + 1, 0.0
            if day == net.arrivals.shape[1]:
                break
            used += gap
            _add(net, cases, many, kind, day + used / net.arrivals[kind, day], one)
            many, number = many + 1, number + 1
    return many


@compiled
def _add(net: Flat, cases: Cases, one: int, kind: int, came: float, key: np.uint64) -> None:
    cases.kind[one] = kind
    cases.came[one] = came
    cases.done[one] = inf
    cases.stopped[one] = 0.0
    cases.due[one] = came + net.due[kind]
    cases.stage[one] = net.begins[kind]
    cases.visit[one] = 0
    cases.working[one] = 0
    cases.key[one] = key


@compiled
def run(net: Flat, horizon: float, cases: Cases, many: int, heaps: Heaps, free: Whole) -> None:
    """Let all cases go their way until the horizon."""
    for heap in range(len(heaps.size)):
        heaps.size[heap] = 0
    for team in range(len(free)):
        free[team] = net.people[team, 0]
    for one in range(many):
        push(heaps, EVENTS, max(0.0, cases.came[one]), one)
    today = 0
    while True:
        now = heaps.keys[EVENTS, 0] if heaps.size[EVENTS] > 0 else inf
        if today + 1 < net.people.shape[1] and now >= today + 1:
            today += 1
            _change(net, cases, heaps, free, today)
            continue
        if now > horizon:
            break
        one = pop(heaps, EVENTS)
        if cases.working[one]:
            team = cases.working[one] - 1
            free[team] += 1
            _leave(net, cases, heaps, one, now)
            _take_up(net, cases, heaps, free, team, now)
        else:
            queue = net.team[cases.stage[one]]
            push(heaps, 1 + queue, cases.due[one], one)
            _offer(net, cases, heaps, free, queue, now)


@compiled
def _change(net: Flat, cases: Cases, heaps: Heaps, free: Whole, today: int) -> None:
    """A new day: teams may have become larger or smaller."""
    for team in range(len(free)):
        more = net.people[team, today] - net.people[team, today - 1]
        if more != 0:
            free[team] += more
            _take_up(net, cases, heaps, free, team, float(today))


@compiled
def _offer(net: Flat, cases: Cases, heaps: Heaps, free: Whole, queue: int, now: float) -> None:
    """New work goes to whoever is free, first to those who may do least else."""
    for place in range(len(net.order)):
        team = net.order[place]
        if net.may[team, queue] == 1:
            _take_up(net, cases, heaps, free, team, now)


@compiled
def _take_up(net: Flat, cases: Cases, heaps: Heaps, free: Whole, team: int, now: float) -> None:
    """Whoever is free begins what is due first."""
    while free[team] > 0:
        queue = _due_first(net, heaps, team)
        if queue < 0:
            break
        free[team] -= 1
        _begin(net, cases, heaps, team, pop(heaps, 1 + queue), now)


@compiled
def _due_first(net: Flat, heaps: Heaps, team: int) -> int:
    """Of all work that a team may do, whose is due first; -1 where nothing waits."""
    found, due = -1, inf
    for queue in range(net.may.shape[1]):
        waits = net.may[team, queue] == 1 and heaps.size[1 + queue] > 0
        if waits and (found < 0 or heaps.keys[1 + queue, 0] < due):
            found, due = queue, heaps.keys[1 + queue, 0]
    return found


@compiled
def _begin(net: Flat, cases: Cases, heaps: Heaps, team: int, one: int, now: float) -> None:
    stage = cases.stage[one]
    own = child(cases.key[one], 8 + cases.visit[one])
    minutes = draw(net.laws, net.minutes[stage], own, MINUTES)
    cases.working[one] = 1 + team
    push(heaps, EVENTS, finished(net.duty[team], now, minutes), one)


@compiled
def _leave(net: Flat, cases: Cases, heaps: Heaps, one: int, now: float) -> None:
    """Work is done: others may have to answer, and then the case goes on or is done."""
    stage = cases.stage[one]
    own = child(cases.key[one], 8 + cases.visit[one])
    waits = draw(net.laws, net.others[stage], own, OTHERS) if net.others[stage] >= 0 else 0.0
    cases.working[one] = 0
    cases.visit[one] += 1
    cases.stopped[one] += waits
    cases.due[one] += waits
    luck, following = uniform(own, GOES), 0
    while following < net.goes.shape[1] and luck >= net.goes[stage, following]:
        following += 1
    if following == net.goes.shape[1]:
        cases.done[one] = now + waits
        return
    cases.stage[one] = following
    push(heaps, EVENTS, now + waits, one)


def _made_from(stamp: int) -> Machine:
    """The machine; numba finds an older one on disk by the stamp, and only if it is the same."""

    @entry
    def machine(
        net: Flat, horizon: float, key: np.uint64, cases: Cases, heaps: Heaps, free: Whole
    ) -> int:
        many = gather(net, key, cases) + 0 * stamp
        run(net, horizon, cases, many, heaps, free)
        return many

    return machine


def _stamp() -> int:
    folders = (Path(simulate.__file__).parent, Path(__file__).parent)
    files = [file for folder in folders for file in sorted(folder.glob("*.py"))]
    return int(sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12], 16)


machine = _made_from(_stamp())
