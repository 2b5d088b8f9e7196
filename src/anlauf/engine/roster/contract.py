"""What a contract means for the search: which days cost what, and what has to be counted.

People with the same contract, leave and wishes are one contract held by several.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf, isinf

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.problem import Days, Person, Problem

Costs = NDArray[np.float64]
Plan = NDArray[np.int16]  # for each day the number of a duty, or OFF

OFF = -1


@dataclass(frozen=True)
class Counter:
    """Duties that are counted: up to `room` of them are free, each further one costs `beyond`."""

    duties: frozenset[int]
    days: frozenset[int]
    room: int
    beyond: float

    @property
    def hard(self) -> bool:
        """Tell whether more than `room` is forbidden."""
        return isinf(self.beyond)

    def count(self, plan: Plan) -> int:
        """How many of them a plan has."""
        numbers = enumerate(plan.tolist())
        return sum(day in self.days for day, duty in numbers if duty in self.duties)


@dataclass(frozen=True)
class Contract:
    """One way to be employed, and the people who are.

    `own` holds what a duty costs on a day by wishes alone, infinite where it is not allowed;
    `rest` the same for a day off. `base` is what all ignored wishes cost together.
    """

    person: Person
    people: tuple[int, ...]
    duties: NDArray[np.int16]
    own: Costs
    rest: Costs
    base: float
    counters: tuple[Counter, ...]

    def cost(self, plan: Plan) -> float:
        """What a plan costs by itself, infinite where it has a duty that may not be."""
        worked = plan != OFF
        columns = np.minimum(np.searchsorted(self.duties, plan[worked]), len(self.duties) - 1)
        if (self.duties[columns] != plan[worked]).any():
            return inf
        total = self.base + self.rest[~worked].sum() + self.own[worked, columns].sum()
        for counter in self.counters:
            excess = counter.count(plan) - counter.room
            if excess > 0:
                total += counter.beyond * excess
        return float(total)


def contracts(problem: Problem) -> tuple[Contract, ...]:
    """The different contracts of a problem, in the order of their first holders."""
    alike: dict[object, list[int]] = {}
    for number, person in enumerate(problem.people):
        alike.setdefault(_key(person), []).append(number)
    return tuple(_contract(problem, tuple(people)) for people in alike.values())


def plan_of(problem: Problem, days: Days) -> Plan:
    """One person's days as numbers."""
    return np.array([problem.numbers[duty] if duty else OFF for duty in days], dtype=np.int16)


def days_of(problem: Problem, plan: Plan) -> Days:
    """One person's days by their duties' keys."""
    return tuple(None if duty == OFF else problem.duties[duty].key for duty in plan)


def _key(person: Person) -> object:
    """The same for people who may be exchanged for each other."""
    return (
        *(frozenset(person.most.items()), frozenset(person.fixed.items())),
        *(frozenset(person.requests), frozenset(person.shares)),
        repr(replace(person, key="", most={}, requests=(), fixed={}, shares=(), off=frozenset())),
        person.off,
    )


def _contract(problem: Problem, people: tuple[int, ...]) -> Contract:
    person = problem.people[people[0]]
    numbers = problem.numbers
    duties = sorted(numbers[key] for key, most in person.most.items() if most > 0)
    own, rest = _allowed(problem, person, duties)
    place = {problem.duties[duty].key: column for column, duty in enumerate(duties)}
    base = 0.0
    for request in person.requests:
        base += request.weight if request.wanted else 0
        if request.duty in place:
            sign = -1 if request.wanted else 1
            own[request.day, place[request.duty]] += sign * request.weight
    return Contract(
        person=person,
        people=people,
        duties=np.array(duties, dtype=np.int16),
        own=own,
        rest=rest,
        base=base,
        counters=tuple(_counters(problem, person, numbers)),
    )


def _allowed(problem: Problem, person: Person, duties: list[int]) -> tuple[Costs, Costs]:
    """Nothing where something is allowed, infinite where leave or a settled day forbids it."""
    own = np.zeros((problem.days, len(duties)))
    rest = np.zeros(problem.days)
    own[sorted(person.off), :] = inf
    for column, duty in enumerate(duties):
        open_days = problem.duties[duty].days
        if open_days is not None:
            own[[day for day in range(problem.days) if day not in open_days], column] = inf
    for day, settled in person.fixed.items():
        for column, duty in enumerate(duties):
            if problem.duties[duty].key != settled:
                own[day, column] = inf
        if settled is not None:
            rest[day] = inf
    return own, rest


def _counters(problem: Problem, person: Person, numbers: dict[str, int]) -> Iterator[Counter]:
    """What has to be counted, and nothing twice."""
    every = frozenset(range(problem.days))
    beyond: dict[tuple[frozenset[int], frozenset[int], int], float] = {}
    for key, most in person.most.items():
        if 0 < most < problem.days:
            beyond[frozenset({numbers[key]}), every, most] = inf
    for share in person.shares:
        counted = frozenset(numbers[key] for key in share.duties if person.most.get(key, 0) > 0)
        days = every if share.days is None else share.days & every
        if counted and share.weight and share.share < len(days):
            known = beyond.get((counted, days, share.share), 0.0)
            beyond[counted, days, share.share] = known + share.weight
    for (counted, days, room), cost in beyond.items():
        yield Counter(counted, days, room, cost)
