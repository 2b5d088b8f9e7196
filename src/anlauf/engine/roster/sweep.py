"""Bounds for large problems, office by office, where one linear program for all would take hours.

People who can do much of each other's work make a cluster. Each cluster's column generation, with
all others as they are, says what its needs should pay; put together these duals are nearly the
best for all, because only those who work everywhere tie the clusters together. Steps along the
subgradient (Held, Wolfe and Crowder 1974) make up for those.
"""

from math import inf

import numpy as np

from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.improve import Pool, again
from anlauf.engine.roster.pricing import Priced
from anlauf.engine.roster.respond import polished
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

KIN = 0.3
LARGEST = 40
STEPS = 12


def sweep(search: Search, pool: Pool, centre: Costs, stop: Stop) -> None:
    """One round: every cluster anew, then everybody's response, then the bound."""
    for people in clusters(search):
        if search.over or stop.now:
            return
        again(search, pool, centre, people)
    if search.plans is not None:
        search.offer(polished(search, search.plans, 2), "response")


def clusters(search: Search) -> list[Counts]:
    """Everybody once, each with those who can do much of the same work.

    Who can do most comes first, so that what needs should pay is last said by their own people.
    """
    left = np.ones(len(search.contract_of), dtype=bool)
    found = []
    while left.any():
        first = int(left.argmax())
        kin = ((search.kinship[first] >= KIN) & left).nonzero()[0][:LARGEST]
        found.append(kin)
        left[kin] = False
    reach = [len(search.contracts[search.contract_of[people[0]]].duties) for people in found]
    return [found[place] for place in np.argsort(reach, kind="stable")[::-1]]


def bounded(search: Search, centre: Costs, stop: Stop) -> Costs:
    """Better duals after some steps along the subgradient; the search learns their bound."""
    best, value, step = centre, -inf, 1.0
    now = centre
    for _step in range(STEPS):
        if search.over or stop.now:
            break
        bound, slope = _at(search, now)
        if bound > value:
            best, value, direction = now, bound, slope
            search.learn(bound, "duals")
        else:
            step /= 2
        length = step * (search.cost - value) / max(1.0, float(direction @ direction))
        now = search.cover.clipped(best + length * direction)
    return best


def _at(search: Search, duals: Costs) -> tuple[float, Costs]:
    """The bound at these duals, and the slope: whom the best plans leave missing."""
    cover = search.cover
    rewards = cover.rewards(duals)
    bound = float(cover.wanted @ duals)
    filled = np.zeros(cover.days * cover.duties, dtype=np.int64)
    for contract, pricer in zip(search.contracts, search.pricers, strict=True):
        priced: Priced = pricer.price(rewards)
        bound += len(contract.people) * priced.bound
        filled[cover.cells_of(priced.plan)] += len(contract.people)
    slope = (cover.wanted - cover.there(filled)).astype(np.float64)
    stuck = ((duals <= -cover.over) & (slope < 0)) | ((duals >= cover.under) & (slope > 0))
    return bound, np.where(stuck, 0.0, slope)
