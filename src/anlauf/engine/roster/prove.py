"""Proof by listing: every plan that could be part of a better roster, and the best choice of them.

At the duals of the bound, a plan whose own loss exceeds the gap can be in no better roster. When
the gap is small few plans remain, and their best choice is the best of all (Baldacci and others
2008).
"""

import numpy as np

from anlauf.engine.roster.generate import Generator
from anlauf.engine.roster.master import Column, Master
from anlauf.engine.roster.state import Search

MOST = 60_000


def prove(search: Search, generator: Generator, seconds: float) -> bool:
    """Try to prove that nothing is cheaper; tell whether the plans could be listed at all.

    If the list holds something cheaper, that becomes the best roster.
    """
    if search.plans is None:
        return False
    cost = search.cost
    columns = _listed(search, generator, cost - 1 - generator.bound)
    if columns is None:
        return False
    start = search.columns(search.plans)
    master = Master(search.cover, generator.master.holders)
    master.add(start)
    master.add(columns)
    chosen, bound = master.whole(min(seconds, search.stop.left), start)
    if chosen:
        everybody = np.arange(len(search.plans))
        search.offer(search.dealt(chosen, search.plans, everybody), "listing")
    search.learn(min(cost, bound), "listing")
    return True


def _listed(search: Search, generator: Generator, slack: float) -> list[Column] | None:
    """All plans that a cheaper roster could have, or None if those are too many."""
    rewards = search.cover.rewards(generator.centre)
    columns: list[Column] = []
    for number in generator.master.holders:
        if search.stop.now:
            return None
        pricer = search.pricers[number]
        plans = pricer.near(rewards, max(0.0, slack), MOST - len(columns))
        if plans is None:
            return None
        columns += [Column(number, plan, pricer.contract.cost(plan)) for plan in plans]
    return columns
