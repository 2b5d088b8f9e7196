"""Everybody who comes on one day: who, when, for what, and for how long."""

from math import inf, log
from typing import NamedTuple

import numpy as np

from anlauf.engine.compiled import compiled
from anlauf.engine.simulate import dice
from anlauf.engine.simulate.dice import child, uniform
from anlauf.engine.simulate.draws import draw
from anlauf.engine.simulate.flat import Bits, Flat, Numbers, People, Whole

WAITING, SERVED, ABANDONED, TURNED_AWAY, MISSED = range(5)


class Crowd(NamedTuple):
    """People by number; `order` is the order of arrival, `after` who follows in a queue."""

    arrive: Numbers
    due: Numbers
    since: Numbers
    minutes: Numbers
    begin: Numbers
    end: Numbers
    deadline: Numbers
    service: Whole
    line: Whole
    persons: Whole
    clerk: Whole
    outcome: Whole
    order: Whole
    after: Whole
    bucket: Whole
    key: Bits


def room_for(most: int) -> Crowd:
    """Empty arrays for so many people."""
    arrive, due, since, minutes, begin, end, deadline = (_numbers(most) for _ in range(7))
    service, line, persons, clerk, outcome, order, after = (_whole(most) for _ in range(7))
    return Crowd(
        arrive=arrive,
        due=due,
        since=since,
        minutes=minutes,
        begin=begin,
        end=end,
        deadline=deadline,
        service=service,
        line=line,
        persons=persons,
        clerk=clerk,
        outcome=outcome,
        order=order,
        after=after,
        bucket=_whole(most + 1),
        key=np.empty(most, np.uint64),
    )


def _numbers(most: int) -> Numbers:
    return np.empty(most, np.float64)


def _whole(most: int) -> Whole:
    return np.empty(most, np.int64)


@compiled
def gather(day: Flat, expected: Numbers, key: np.uint64, crowd: Crowd) -> int:
    """Write down everybody of one replication; tell how many."""
    many = 0
    for flow in range(len(day.people.flow_key)):
        many = _walk_in(
            day, flow, expected[flow], child(key ^ day.people.flow_key[flow], 0), crowd, many
        )
    for number in range(len(day.people.due)):
        _come_booked(day, number, child(key ^ day.people.key[number], 0), crowd, many + number)
    many += len(day.people.due)
    _sort(crowd, many)
    return many


@compiled
def _walk_in(
    day: Flat, flow: int, expected: Numbers, key: np.uint64, crowd: Crowd, many: int
) -> int:
    """Walk-ins of one flow: the same people for every rate, only sooner or later."""
    slot, used = 0, 0.0
    first = many
    while many < len(crowd.arrive):
        own = child(key, many - first)
        gap = -log(uniform(own, dice.GAP))
        while slot < len(expected) and gap > expected[slot] - used:
            gap -= expected[slot] - used
            slot, used = slot + 1, 0.0
        if slot == len(expected):
            break
        used += gap
        crowd.arrive[many] = day.people.slot * (slot + used / expected[slot])
        crowd.due[many] = inf
        crowd.since[many] = crowd.arrive[many]
        crowd.line[many] = day.people.flow_line[flow]
        _concern(day, many, day.people.flow_service[flow], own, crowd)
        many += 1
    return many


@compiled
def _come_booked(day: Flat, number: int, key: np.uint64, crowd: Crowd, at: int) -> None:
    """Somebody with an appointment: early, punctual, late or not at all."""
    people = day.people
    due = people.due[number]
    crowd.due[at] = due
    crowd.arrive[at] = max(0.0, due + draw(day.laws, people.punctuality, key, dice.PUNCTUALITY))
    crowd.since[at] = due
    crowd.line[at] = people.line[number]
    if people.late_line >= 0 and crowd.arrive[at] > due + people.tolerance:
        crowd.line[at] = people.late_line
        crowd.since[at] = crowd.arrive[at]
    _concern(day, at, people.service[number], key, crowd)
    if people.group[number] > 0:
        _resize(people, at, people.group[number], crowd)
    crowd.minutes[at] += people.adds[number]
    if uniform(key, dice.SHOWS) < people.no_show[number]:
        crowd.outcome[at] = MISSED


@compiled
def _concern(day: Flat, at: int, service: int, key: np.uint64, crowd: Crowd) -> None:
    """What they come for, with how many, and how long that takes."""
    people = day.people
    crowd.key[at] = key
    crowd.service[at] = service
    crowd.outcome[at] = WAITING
    crowd.clerk[at] = -1
    crowd.begin[at] = inf
    crowd.end[at] = inf
    crowd.persons[at] = 1
    crowd.minutes[at] = draw(day.laws, people.minutes[service], key, dice.MINUTES)
    if people.persons[service, 0] < 1:
        _resize(people, at, _persons(people.persons[service], uniform(key, dice.PERSONS)), crowd)


@compiled
def _persons(chances: Numbers, u: float) -> int:
    count = 0
    while count < len(chances) - 1 and u >= chances[count]:
        count += 1
    return count + 1


@compiled
def _resize(people: People, at: int, persons: int, crowd: Crowd) -> None:
    """Each further person adds a share of the first one's minutes."""
    further = people.further[crowd.service[at]]
    crowd.minutes[at] *= (1 + further * (persons - 1)) / (1 + further * (crowd.persons[at] - 1))
    crowd.persons[at] = persons


@compiled
def _sort(crowd: Crowd, many: int) -> None:
    """Order by arrival: first roughly into buckets, then neighbours change places."""
    if many == 0:
        return
    widest = 0.0
    for one in range(many):
        widest = max(widest, crowd.arrive[one])
    scale = (many - 1) / widest if widest > 0 else 0.0
    bucket = crowd.bucket
    for place in range(many + 1):
        bucket[place] = 0
    for one in range(many):
        bucket[int(crowd.arrive[one] * scale) + 1] += 1
    for place in range(many):
        bucket[place + 1] += bucket[place]
    for one in range(many):
        place = int(crowd.arrive[one] * scale)
        crowd.order[bucket[place]] = one
        bucket[place] += 1
    _tidy(crowd, many)


@compiled
def _tidy(crowd: Crowd, many: int) -> None:
    for place in range(1, many):
        one = crowd.order[place]
        hole = place
        while hole > 0 and crowd.arrive[crowd.order[hole - 1]] > crowd.arrive[one]:
            crowd.order[hole] = crowd.order[hole - 1]
            hole -= 1
        crowd.order[hole] = one
