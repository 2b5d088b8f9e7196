"""Contracts that cannot be fulfilled: which of their rules collide.

Everything between people is a matter of costs, so a roster exists unless one contract alone has no
plan. Rules are dropped one after the other; what cannot be dropped is a smallest conflicting set.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from anlauf.engine.roster.contract import contracts
from anlauf.engine.roster.pricing import NoPlan, Pricer
from anlauf.engine.roster.problem import Person, Problem

ENDLESS = 10**9


@dataclass(frozen=True)
class Conflict:
    """Rules that somebody's days cannot fulfil together; without any one of them they could."""

    person: str
    rules: tuple[str, ...]
    says: str


Case = tuple[Problem, Person]


@dataclass(frozen=True)
class _Rule:
    """A rule that can be dropped, and how it is told."""

    without: Callable[[Problem, Person], Case]
    says: Callable[[Person], str]


def conflicts(problem: Problem) -> Iterator[Conflict]:
    """A smallest conflicting set for everybody whose contract no plan fulfils."""
    for contract in contracts(problem):
        if not _can(problem, contract.person):
            for number in contract.people:
                yield _conflict(problem, problem.people[number])


def _conflict(problem: Problem, person: Person) -> Conflict:
    """What remains when every rule that does not matter is dropped."""
    kept = []
    smaller, less = problem, person
    for name, rule in RULES.items():
        easier = rule.without(smaller, less)
        if _can(*easier):
            kept.append(name)
        else:
            smaller, less = easier
    together = ", ".join(RULES[name].says(person) for name in kept)
    return Conflict(person.key, tuple(kept), f"{person.key!r} cannot keep together: {together}.")


def _can(problem: Problem, person: Person) -> bool:
    """Tell whether any plan fulfils a contract."""
    alone = replace(problem, people=(person,), needs=())
    try:
        Pricer(alone, contracts(alone)[0]).price(np.zeros((alone.days, len(alone.duties))))
    except NoPlan:
        return False
    return True


def _any_duty(problem: Problem, person: Person) -> Case:
    free = dict.fromkeys(problem.by_key, problem.days)
    return problem, replace(person, most=free)


def _any_order(problem: Problem, person: Person) -> Case:
    return replace(problem, never_after={}), person


def _days(days: frozenset[int]) -> str:
    return ", ".join(str(day) for day in sorted(days))


RULES: dict[str, _Rule] = {
    "allowed": _Rule(
        _any_duty,
        lambda one: "only " + ", ".join(f"{most} × {duty!r}" for duty, most in one.most.items()),
    ),
    "order": _Rule(_any_order, lambda _one: "which duties may follow which"),
    "weekends": _Rule(
        lambda problem, one: (problem, replace(one, most_weekends=ENDLESS)),
        lambda one: f"at most {one.most_weekends} weekends",
    ),
    "longest run": _Rule(
        lambda problem, one: (problem, replace(one, longest_run=ENDLESS)),
        lambda one: f"at most {one.longest_run} days in a row",
    ),
    "shortest run": _Rule(
        lambda problem, one: (problem, replace(one, shortest_run=1)),
        lambda one: f"at least {one.shortest_run} days in a row",
    ),
    "shortest rest": _Rule(
        lambda problem, one: (problem, replace(one, shortest_rest=1)),
        lambda one: f"at least {one.shortest_rest} days off in a row",
    ),
    "off": _Rule(
        lambda problem, one: (problem, replace(one, off=frozenset())),
        lambda one: f"days off {_days(one.off)}",
    ),
    "fixed": _Rule(
        lambda problem, one: (problem, replace(one, fixed={})),
        lambda one: f"what is settled on {_days(frozenset(one.fixed))}",
    ),
    "most minutes": _Rule(
        lambda problem, one: (problem, replace(one, most_minutes=ENDLESS)),
        lambda one: f"at most {one.most_minutes} minutes",
    ),
    "least minutes": _Rule(
        lambda problem, one: (problem, replace(one, least_minutes=0)),
        lambda one: f"at least {one.least_minutes} minutes",
    ),
}
