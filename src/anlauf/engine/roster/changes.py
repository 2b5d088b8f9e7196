"""A published roster after something happened: valid again, with the fewest changes.

Whoever is struck gets new days. Others may change only where that helps, and each changed day
costs as much as `keep` says, so that nobody's plans are turned over for small gains.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from anlauf.engine.roster.contract import OFF, Contract, Plan, plan_of
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.problem import Days, Person, Problem, Roster
from anlauf.engine.roster.referee import judge
from anlauf.engine.roster.respond import polished, settled
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

NOTHING: Counts = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Change:
    """Somebody cannot come on some days, or has to come: what is settled for them from now on."""

    person: str
    settled: Mapping[int, str | None]


@dataclass(frozen=True)
class Moved:
    """A day that is no longer as it was published."""

    person: str
    day: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Amended:
    """The problem as it is now, a roster for it, and every day that differs from the old one."""

    problem: Problem
    roster: Roster
    cost: float
    moved: tuple[Moved, ...]


def resolve(
    problem: Problem,
    roster: Roster,
    changes: Sequence[Change],
    *,
    stop: Stop,
    seed: int,
    keep: int = 10,
) -> Amended:
    """The roster after these changes; raises NoPlan where somebody's contract now has no plan."""
    now = replace(problem, people=tuple(_amended(problem, roster, changes)))
    search = Search(now, stop, np.random.default_rng(seed))
    old = np.array([plan_of(now, roster[person.key]) for person in now.people])
    search.employ(tuple(_keeping(search.contracts, old, keep)))
    struck = [n for n, person in enumerate(now.people) if _struck(person, roster[person.key])]
    plans = settled(search, old, struck)
    plans = polished(search, plans, people=_near(search, old, plans, struck))
    amended = search.roster_of(plans)
    return Amended(now, amended, float(judge(now, amended).cost), tuple(moved(roster, amended)))


def _near(search: Search, old: Plan, new: Plan, struck: Sequence[int]) -> Counts:
    """Who could do anything about the needs that whoever is struck has left or come to."""
    cover = search.cover
    cells = [cover.cells_of(plans[person]) for plans in (old, new) for person in struck]
    needs = np.unique(cover.rows[np.isin(cover.cells, np.concatenate([NOTHING, *cells]))])
    there = cover.where(needs)
    near = [bool((there[:, one.duties] & np.isfinite(one.own)).any()) for one in search.contracts]
    return np.flatnonzero(np.array(near)[search.contract_of])


def moved(before: Roster, after: Roster) -> Iterator[Moved]:
    """Every day that differs between two rosters."""
    for person, days in before.items():
        for day, (old, new) in enumerate(zip(days, after[person], strict=True)):
            if old != new:
                yield Moved(person, day, old, new)


def _amended(problem: Problem, roster: Roster, changes: Sequence[Change]) -> Iterator[Person]:
    """Everybody with what is settled now; hours that fall out count as if they were worked."""
    settled: dict[str, dict[int, str | None]] = {}
    for change in changes:
        settled.setdefault(change.person, {}).update(change.settled)
    if strangers := settled.keys() - roster.keys():
        raise ValueError(f"The roster knows nobody called {', '.join(sorted(strangers))}.")
    for person in problem.people:
        days = settled.get(person.key, {})
        lost = [roster[person.key][day] for day, duty in days.items() if duty is None]
        minutes = sum(problem.by_key[duty].minutes for duty in lost if duty)
        yield replace(
            person,
            fixed={**person.fixed, **days},
            least_minutes=max(0, person.least_minutes - minutes),
        )


def _struck(person: Person, days: Days) -> bool:
    return any(days[day] != duty for day, duty in person.fixed.items())


def _keeping(known: Sequence[Contract], old: Plan, keep: int) -> Iterator[Contract]:
    """A contract for each person, in which every day that changes costs so much."""
    for contract in known:
        for person in contract.people:
            plan = old[person]
            worked = plan != OFF
            yield replace(
                contract,
                people=(person,),
                own=contract.own + np.where(contract.duties == plan[:, None], 0.0, keep),
                rest=contract.rest + keep * worked,
            )
