"""The search's memory: the best roster so far, the bound, and how both came about."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, inf

import numpy as np

from anlauf.engine.roster.contract import Contract, Costs, Plan, contracts, days_of
from anlauf.engine.roster.cover import Counts, Cover, cover
from anlauf.engine.roster.master import Column
from anlauf.engine.roster.pricing import Pricer
from anlauf.engine.roster.problem import Problem, Roster
from anlauf.engine.roster.referee import judge
from anlauf.engine.roster.stop import Stop


@dataclass(frozen=True)
class News:
    """How far the search is: after so many seconds, by which step, at what cost and bound.

    Told of a better roster, it carries it; the history does not.
    """

    seconds: float
    step: str
    cost: float
    bound: float
    roster: Roster | None = field(default=None, repr=False, compare=False)

    @property
    def gap(self) -> float:
        """How much cheaper a roster might be at most, as a share of the cost."""
        if self.cost == inf or self.bound == -inf:
            return inf
        return max(0.0, self.cost - self.bound) / max(1.0, self.cost)


Progress = Callable[[News], None]


@dataclass
class Search:
    """All that the steps of the search share. `plans` has one row for each person."""

    problem: Problem
    stop: Stop
    dice: np.random.Generator
    progress: Progress | None = None
    cost: float = inf
    bound: float = -inf
    roster: Roster | None = None
    plans: Plan | None = None
    history: list[News] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cover: Cover = cover(self.problem)
        self.employ(contracts(self.problem))

    def employ(self, known: tuple[Contract, ...]) -> None:
        """Hold everybody to these contracts."""
        self.contracts = known
        self.pricers = [Pricer(self.problem, contract) for contract in known]
        self.contract_of = np.zeros(len(self.problem.people), dtype=np.int64)
        for number, contract in enumerate(known):
            self.contract_of[list(contract.people)] = number

    @cached_property
    def kinship(self) -> Costs:
        """How far two people's work is the same: the share of their needs in common."""
        reached = np.zeros((self.cover.duties, len(self.cover.wanted)), dtype=np.float32)
        reached[self.cover.cells % self.cover.duties, self.cover.rows] = 1.0
        can = np.array([reached[one.duties].max(axis=0, initial=0.0) for one in self.contracts])
        both, own = can @ can.T, can.sum(axis=1)
        shares = both / np.maximum(1.0, np.maximum(own[:, None], own[None, :]))
        everybody: Costs = shares[np.ix_(self.contract_of, self.contract_of)].astype(np.float64)
        return everybody

    @property
    def proven(self) -> bool:
        """Tell whether nothing can be cheaper: all costs are whole numbers."""
        return self.bound >= self.cost

    @property
    def over(self) -> bool:
        """Tell whether the search has come to its end."""
        return self.proven or self.stop.now

    def offer(self, plans: Plan, step: str) -> bool:
        """Keep a roster if it is cheaper than all before and the referee finds it valid."""
        if self.estimate(plans) >= self.cost:
            return False
        roster = self.roster_of(plans)
        verdict = judge(self.problem, roster)
        if not verdict.valid or verdict.cost >= self.cost:
            return False
        self.roster, self.plans, self.cost = roster, plans.copy(), float(verdict.cost)
        self._tell(step, roster)
        return True

    def roster_of(self, plans: Plan) -> Roster:
        """Plans as a roster by keys."""
        return {
            person.key: days_of(self.problem, plan)
            for person, plan in zip(self.problem.people, plans, strict=True)
        }

    def learn(self, bound: float, step: str) -> None:
        """Keep a better bound; whole costs round it up."""
        whole = float(ceil(bound - 1e-6)) if bound > -inf else bound
        if whole > self.bound:
            self.bound = whole
            self._tell(step)

    def estimate(self, plans: Plan) -> float:
        """What a roster costs by the search's own arithmetic."""
        return self.cover.cost(self.cover.filled(plans)) + sum(
            self.contracts[number].cost(plan)
            for number, plan in zip(self.contract_of, plans, strict=True)
        )

    def columns(self, plans: Plan) -> list[Column]:
        """The plans of a roster, as columns."""
        return [
            Column(int(number), plan.copy(), self.contracts[number].cost(plan))
            for number, plan in zip(self.contract_of, plans, strict=True)
        ]

    def dealt(self, chosen: list[tuple[Column, int]], plans: Plan, people: Counts) -> Plan:
        """Plans in which these people have the chosen columns."""
        dealt = plans.copy()
        waiting: dict[int, list[int]] = {}
        for person in people:
            waiting.setdefault(int(self.contract_of[person]), []).append(int(person))
        for column, often in chosen:
            for _time in range(often):
                dealt[waiting[column.contract].pop()] = column.plan
        return dealt

    def _tell(self, step: str, roster: Roster | None = None) -> None:
        news = News(self.stop.spent, step, self.cost, self.bound)
        self.history.append(news)
        if self.progress:
            self.progress(replace(news, roster=roster))
