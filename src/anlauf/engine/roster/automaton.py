"""A contract as an automaton: where somebody stands after a day, and where each next day leads.

A state holds what the coming days must know: how long somebody has worked or rested in a row, and
which duties may not follow. Weekends, minutes and counted duties are kept beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.contract import Contract, Costs, Counter
from anlauf.engine.roster.problem import Person, Problem

Ints = NDArray[np.int32]

FREE, COUNTS, COUNTS_UNLESS_BEFORE = 0, 1, 2  # what working on a day does to the weekends


class Walk(NamedTuple):
    """The automaton in flat arrays. Kind 0 is a day off; each other kind is duties alike."""

    start: int
    after: Ints  # state × kind → state, or -1
    worked: Ints  # state → 1 where the day before was worked
    weekend: Ints  # day → FREE, COUNTS, COUNTS_UNLESS_BEFORE
    weekends: int
    units: Ints  # kind → units of time
    least: int
    most: int
    kinds: Ints  # column of the contract's duties → kind
    bump: Ints  # day × kind → what is counted up, 0 for nothing
    counted: Ints  # bump × count → next count
    beyond: Costs  # bump × count → what that costs, infinite where forbidden


@dataclass(frozen=True)
class State:
    """Days in a row so far; `open` while it may have begun earlier than anybody knows."""

    worked: bool
    length: int
    open: bool
    never: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Kind:
    """Duties that differ in nothing but what they cost on a day."""

    units: int
    never: frozenset[int]  # what may not follow them
    after: frozenset[int]  # what they may not follow
    counters: frozenset[int]


def walk(problem: Problem, contract: Contract, counters: Sequence[Counter]) -> Walk:
    """The automaton of a contract that watches these of its counters."""
    person = contract.person
    step = _unit(problem, contract)
    kinds = [_kind(problem, contract, counters, int(duty)) for duty in contract.duties]
    known = list(dict.fromkeys(kinds))
    after, worked = _states(problem, person, known, [kinds.index(kind) for kind in known])
    units = np.array([0, *(kind.units // step for kind in known)], dtype=np.int32)
    least, most = -(-person.least_minutes // step), person.most_minutes // step
    biggest = int(units.max()) * problem.days
    bounded = least > 0 or most < biggest
    limited = person.most_weekends < len(problem.weekends)
    bump, counted, beyond = _counting(problem.days, known, counters)
    return Walk(
        start=0,
        after=after,
        worked=worked,
        weekend=_weekend(problem, limited=limited),
        weekends=max(0, person.most_weekends) if limited else 0,
        units=units if bounded else units * 0,
        least=least if bounded else 0,
        most=min(most, biggest) if bounded else 0,
        kinds=np.array([known.index(kind) + 1 for kind in kinds], dtype=np.int32),
        bump=bump,
        counted=counted,
        beyond=beyond,
    )


def _unit(problem: Problem, contract: Contract) -> int:
    """The minutes that all of somebody's duties are multiples of."""
    return reduce(gcd, (problem.duties[duty].minutes for duty in contract.duties), 0) or 1


def _kind(problem: Problem, contract: Contract, counters: Sequence[Counter], duty: int) -> Kind:
    allowed = [problem.duties[number].key for number in contract.duties]
    key = problem.duties[duty].key
    nothing: frozenset[str] = frozenset()
    never = problem.never_after
    return Kind(
        units=problem.duties[duty].minutes,
        never=frozenset(
            column for column, one in enumerate(allowed) if one in never.get(key, nothing)
        ),
        after=frozenset(
            column for column, one in enumerate(allowed) if key in never.get(one, nothing)
        ),
        counters=frozenset(n for n, counter in enumerate(counters) if duty in counter.duties),
    )


def _states(
    problem: Problem, person: Person, kinds: Sequence[Kind], samples: Sequence[int]
) -> tuple[Ints, Ints]:
    """Where each state leads; the first state stands before the first day."""
    first = _first(problem, person)
    numbers = {first: 0}
    waiting = [first]
    rows = []
    for state in waiting:  # grows meanwhile
        following = [_rested(state, person)]
        for kind, sample in zip(kinds, samples, strict=True):
            forbidden = sample in state.never
            following.append(None if forbidden else _working(problem, state, person, kind))
        for other in following:
            if other is not None and other not in numbers:
                numbers[other] = len(numbers)
                waiting.append(other)
        rows.append([-1 if other is None else numbers[other] for other in following])
    worked = [int(state.worked) for state in waiting]
    return np.array(rows, dtype=np.int32), np.array(worked, dtype=np.int32)


def _first(problem: Problem, person: Person) -> State:
    """Where somebody stands before the first day.

    With nothing known of the days before, both a run and a rest may have begun long ago; what
    was known to be too short by then is not the new roster's doing unless it ends it.
    """
    if not person.before:
        return State(worked=False, length=0, open=True)
    last = person.before[-1]
    length = 0
    for duty in reversed(person.before):
        if bool(duty) != bool(last):
            break
        length += 1
    never = problem.never_after.get(last, frozenset()) if last else frozenset()
    allowed = sorted(person.most, key=[duty.key for duty in problem.duties].index)
    columns = (key for key in allowed if person.most[key] > 0)
    return State(
        worked=bool(last),
        length=length,
        open=length == len(person.before),
        never=frozenset(column for column, key in enumerate(columns) if key in never),
    )


def _rested(state: State, person: Person) -> State | None:
    """A day off, or None where a run would be too short."""
    if state.worked:
        if state.length < person.shortest_run and not state.open:
            return None
        return _settled(State(worked=False, length=1, open=False), person)
    return _settled(State(worked=False, length=state.length + 1, open=state.open), person)


def _working(problem: Problem, state: State, person: Person, kind: Kind) -> State | None:
    """A day of work, or None where a rest would be too short or a run too long."""
    unknown = state.open and state.length == 0
    if state.worked:
        if state.length >= person.longest_run:
            return None
        return _settled(State(True, state.length + 1, state.open, kind.never), person, problem)
    if state.length < person.shortest_rest and not state.open:
        return None
    return _settled(State(True, 1, unknown, kind.never), person, problem)


def _settled(state: State, person: Person, problem: Problem | None = None) -> State:
    """The same state without what no longer matters."""
    shortest = person.shortest_run if state.worked else person.shortest_rest
    enough = shortest
    if state.worked and problem and person.longest_run < problem.days + len(person.before):
        enough = person.longest_run
    return State(
        worked=state.worked,
        length=min(state.length, enough),
        open=state.open and state.length < shortest,
        never=state.never,
    )


def _weekend(problem: Problem, *, limited: bool) -> Ints:
    """What working on each day does to the count of weekends."""
    days = np.full(problem.days, FREE, dtype=np.int32)
    if limited:
        for pair in problem.weekends:
            days[pair[0]] = COUNTS
            days[list(pair[1:])] = COUNTS_UNLESS_BEFORE
    return days


def _counting(
    days: int, kinds: Sequence[Kind], counters: Sequence[Counter]
) -> tuple[Ints, Ints, Costs]:
    """How duties move the counters, all counters together written as one number."""
    sizes = [counter.room + 1 for counter in counters]
    bumps: dict[frozenset[int], int] = {frozenset(): 0}
    bump = np.zeros((days, len(kinds) + 1), dtype=np.int32)
    for day in range(days):
        for number, kind in enumerate(kinds, 1):
            moved = frozenset(n for n in kind.counters if day in counters[n].days)
            bump[day, number] = bumps.setdefault(moved, len(bumps))
    total = prod(sizes)
    counted = np.tile(np.arange(total, dtype=np.int32), (len(bumps), 1))
    beyond = np.zeros((len(bumps), total))
    for moved, row in bumps.items():
        for n in moved:
            weight = prod(sizes[:n])
            full = (np.arange(total) // weight) % sizes[n] == counters[n].room
            counted[row] += np.where(full, 0, weight).astype(np.int32)
            beyond[row] += np.where(full, counters[n].beyond, 0.0)
    return bump, counted, beyond
