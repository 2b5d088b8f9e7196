"""Large neighbourhoods: some people's plans are taken back and found anew, all others stay.

The same column generation answers for the few: often its bound says at once that nothing can be
gained with them. Otherwise a dive and the restricted master find the better plans.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

import numpy as np

from anlauf.engine.roster.contract import OFF, Costs, Plan
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.dive import Manner, dive
from anlauf.engine.roster.generate import EXACT, Generator
from anlauf.engine.roster.master import Column
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

FEWEST = 4
QUICK, SLOW = 0.7, 4.0  # seconds that one neighbourhood should take
NEAR = 300  # plans from the pool for each person
MANNER = Manner(0.8, 3)


@dataclass
class Pool:
    """All plans that were ever of use, by contract."""

    plans: dict[int, dict[bytes, Column]]

    def keep(self, columns: list[Column]) -> None:
        """Remember these."""
        for column in columns:
            self.plans.setdefault(column.contract, {})[column.plan.tobytes()] = column

    def near(self, contract: int, rewards: Costs, most: int) -> list[Column]:
        """The plans of a contract that are cheapest after rewards."""
        columns = list(self.plans.get(contract, {}).values())
        if len(columns) <= most:
            return columns
        plans = np.array([column.plan for column in columns])
        days = np.arange(plans.shape[1])
        earned = np.where(plans == OFF, 0.0, rewards[days, plans]).sum(axis=1)
        costs = np.array([column.cost for column in columns]) - earned
        return [columns[place] for place in np.argpartition(costs, most)[:most]]


def improve(search: Search, stop: Stop, pool: Pool, centre: Costs) -> None:
    """Find people's plans anew, some at a time, until it is time."""
    size = min(float(len(search.problem.people)), 8.0)
    while not search.over and not stop.now and search.plans is not None:
        began = monotonic()
        again(search, pool, centre, some(search, search.plans, max(FEWEST, int(size))))
        took = monotonic() - began
        size *= 1.1 if took < QUICK else 0.85 if took > SLOW else 1.0
        size = min(size, float(len(search.problem.people)))


def again(search: Search, pool: Pool, centre: Costs, people: Counts) -> bool:
    """Find these people's plans anew; tell whether that made the roster cheaper.

    What their own column generation says the needs should pay is left in `centre`.
    """
    plans = search.plans
    if plans is None:
        return False
    holders = Counter(int(search.contract_of[person]) for person in people)
    generator, kept = _generator(search, plans, people, holders)
    now = [search.columns(plans)[person] for person in people]
    generator.master.add(now)
    generator.centre = centre[kept]
    for contract in holders:
        rewards = search.cover.rewards(centre)
        generator.master.add(pool.near(contract, rewards, NEAR))
    cost = generator.cover.cost(search.cover.filled(plans[people]))
    cost += sum(column.cost for column in now)
    stop = search.stop.within(4 * SLOW)
    if generator.run(stop, enough=cost):
        centre[kept] = generator.centre
    pool.keep(generator.master.columns)
    if generator.bound > cost - 1 + EXACT or stop.now:
        return False
    found = dive(generator, MANNER, stop, cost)
    pool.keep(generator.master.columns)
    if found is None:
        found, _bound = generator.master.whole(min(SLOW, stop.left), now)
    return found is not None and search.offer(search.dealt(found, plans, people), "neighbourhood")


def _generator(
    search: Search, plans: Plan, people: Counts, holders: Mapping[int, int]
) -> tuple[Generator, Counts]:
    """Column generation for these people when the others stay, and the needs it is about."""
    others = np.setdiff1d(np.arange(len(plans)), people)
    reached = np.zeros((search.cover.days, search.cover.duties), dtype=bool)
    for number in holders:
        reached[:, search.contracts[number].duties] = True
    missing = search.cover.without(search.cover.filled(plans[others]))
    cover, kept = missing.near(reached.ravel())
    return Generator(cover, search.contracts, search.pricers, holders), kept


def some(search: Search, plans: Plan, size: int) -> Counts:
    """People to ask anew: who could help on a costly day, who does the same work, or anybody."""
    dice, everybody = search.dice, len(plans)
    size = min(size, everybody)
    weight = np.ones(everybody)
    way = dice.integers(4)
    if way == 0:
        weight += 20 * _at_costly_days(search, plans)
    if way == 1:
        weight += (plans == plans[dice.integers(everybody)]).sum(axis=1) ** 2.0
    if way > 1:
        weight = 1e-3 + search.kinship[dice.integers(everybody)]
    return np.sort(dice.choice(everybody, size, replace=False, p=weight / weight.sum()))


def _at_costly_days(search: Search, plans: Plan) -> Costs:
    """Who could help where somebody is missing, or is one too many, on a few costly days."""
    cover = search.cover
    off = cover.there(cover.filled(plans)) - cover.wanted
    costs = np.where(off < 0, -off * cover.under, off * cover.over)
    pays = np.bincount(cover.cells // cover.duties, costs[cover.rows], minlength=cover.days)
    if pays.sum() == 0:
        return np.zeros(len(plans))
    day = search.dice.choice(cover.days, p=pays / pays.sum())
    worked: Costs = (plans[:, day] != OFF).astype(np.float64)
    return worked
