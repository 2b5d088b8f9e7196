"""The best plan of a contract when covering needs is rewarded.

Counters are watched only once a best plan has ignored them: most never matter, and each one
watched multiplies the states. A plan of fewer watched counters bounds the cost from below.
"""

from dataclasses import dataclass, field
from math import inf, prod

import numpy as np

from anlauf.engine.roster.automaton import Walk, walk
from anlauf.engine.roster.contract import OFF, Contract, Costs, Counter, Plan
from anlauf.engine.roster.dynamic import cheapest, path, values, within
from anlauf.engine.roster.problem import Problem

TINY = 1e-6
MANY = 2000  # counts watched at once


@dataclass(frozen=True)
class Priced:
    """A plan, what it costs after rewards, and the least that any plan of the contract can."""

    plan: Plan
    value: float
    bound: float


class NoPlan(Exception):
    """A contract that no plan fulfils."""

    def __init__(self, person: str) -> None:
        super().__init__(f"No plan fulfils the contract of {person!r}.")
        self.person = person


@dataclass
class Pricer:
    """Prices one contract, and remembers which counters matter."""

    problem: Problem
    contract: Contract
    watched: list[Counter] = field(default_factory=list)
    _walk: Walk | None = None
    _last: Plan | None = None

    def price(self, rewards: Costs) -> Priced:
        """The best plan where having a duty on a day earns its reward (day × duty)."""
        reward = np.ascontiguousarray(rewards[:, self.contract.duties])
        self._forget()
        while True:
            plan, value = self._best(self.contract.own, reward)
            missed = self._ignored(plan)
            if not missed:
                self._last = plan
                return Priced(plan, value, value)
            if self._too_many(missed):
                near = self._avoiding(plan, value, reward)
                if near:
                    return near
            self.watched, self._walk = [*self.watched, missed[0]], None

    def sketch(self, rewards: Costs) -> Priced:
        """A good plan, sooner, and a bound that ignores whatever is counted."""
        reward = np.ascontiguousarray(rewards[:, self.contract.duties])
        if self.watched:
            self.watched, self._walk = [], None
        plan, value = self._best(self.contract.own, reward)
        return self._avoiding(plan, value, reward) or self.price(rewards)

    def near(self, rewards: Costs, slack: float, most: int) -> list[Plan] | None:
        """All plans within `slack` of the best one, or None if there are more than so many."""
        best = self.price(rewards)
        reward = np.ascontiguousarray(rewards[:, self.contract.duties])
        own, rest = self.contract.own, self.contract.rest
        watching = self._watching()
        costs, _which = cheapest(watching, own, rest, reward)
        limit = best.bound - self.contract.base + slack + TINY
        found = np.full((most, len(rest)), OFF, dtype=np.int16)
        every = np.column_stack([rest, own - reward])
        count = within(watching, every, values(watching, costs), limit, found)
        if count < 0:
            return None
        plans = np.where(found >= 0, self.contract.duties[found], OFF)[:count].astype(np.int16)
        return [plan for plan in plans if not any(one.hard for one in self._ignored(plan))]

    def _watching(self) -> Walk:
        if self._walk is None:
            self._walk = walk(self.problem, self.contract, self.watched)
        return self._walk

    def _avoiding(self, plan: Plan, bound: float, reward: Costs) -> Priced | None:
        """A plan without what is counted, except on the best days; None where that leaves none."""
        own, value = self.contract.own, bound
        while missed := self._ignored(plan):
            own = self._without(missed[0], own, reward)
            try:
                plan, value = self._best(own, reward)
            except NoPlan:
                return None
        return Priced(plan, value, bound)

    def _forget(self) -> None:
        """Stop watching what the last best plan had room in."""
        if self._last is not None and self.watched:
            last = self._last
            needed = [one for one in self.watched if one.count(last) >= one.room]
            if len(needed) < len(self.watched):
                self.watched, self._walk = needed, None

    def _best(self, own: Costs, reward: Costs) -> tuple[Plan, float]:
        watching = self._watching()
        costs, which = cheapest(watching, own, self.contract.rest, reward)
        value = values(watching, costs)
        total = float(value[0, watching.start, 0, 0, 0])
        if total == inf:
            raise NoPlan(self.contract.person.key)
        kinds = path(watching, costs, value)
        if not kinds.any():
            return np.full(len(kinds), OFF, dtype=np.int16), total + self.contract.base
        columns = which[np.arange(len(kinds)), kinds]
        plan = np.where(kinds > 0, self.contract.duties[columns], OFF).astype(np.int16)
        return plan, total + self.contract.base

    def _ignored(self, plan: Plan) -> list[Counter]:
        """Counters that this plan runs over, though they were not watched."""
        return [
            counter
            for counter in self.contract.counters
            if counter not in self.watched and counter.count(plan) > counter.room
        ]

    def _too_many(self, missed: list[Counter]) -> bool:
        """Tell whether watching one more would be too many states."""
        return prod(counter.room + 1 for counter in (*self.watched, missed[0])) > MANY

    def _without(self, counter: Counter, own: Costs, reward: Costs) -> Costs:
        """Costs that allow a counter's duties only on the days where they earn most."""
        own = own.copy()
        columns = [n for n, duty in enumerate(self.contract.duties) if int(duty) in counter.duties]
        best = (own - reward)[:, columns].min(axis=1)
        days = [day for day in np.argsort(best, kind="stable") if int(day) in counter.days]
        own[np.ix_(days[counter.room :], columns)] = inf
        return own
