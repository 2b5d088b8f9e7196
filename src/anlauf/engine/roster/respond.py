"""The simplest search: everybody in turn takes the best plan, given what the others do.

One person works one duty a day at most, so what they add to each need is known exactly. It gives
the first roster in a moment, and the last touch to all others.
"""

from collections.abc import Sequence

import numpy as np

from anlauf.engine.roster.contract import OFF, Plan
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.state import Search

TOUCH = 1e-9


def first(search: Search) -> Plan:
    """A roster from nothing; raises NoPlan where somebody's contract cannot be fulfilled."""
    people = search.problem.people
    plans = search.cover.empty(len(people))
    filled = search.cover.filled(plans)
    for person in search.dice.permutation(len(people)):
        plan, _gain = _best(search, plans[person], filled, int(person))
        plans[person] = plan
        filled[search.cover.cells_of(plan)] += 1
    return plans


def settled(search: Search, plans: Plan, people: Sequence[int]) -> Plan:
    """The same roster after these people have taken new plans, whatever they had before."""
    plans = plans.copy()
    plans[people] = OFF
    filled = search.cover.filled(plans)
    for person in people:
        plans[person], _gain = _best(search, plans[person], filled, person)
        filled[search.cover.cells_of(plans[person])] += 1
    return plans


def polished(search: Search, plans: Plan, rounds: int = 20, people: Counts | None = None) -> Plan:
    """The same roster after these people, or all, have responded until nobody gains alone."""
    plans = plans.copy()
    people = np.arange(len(plans)) if people is None else people
    filled = search.cover.filled(plans)
    for _round in range(rounds):
        better = False
        for person in search.dice.permutation(people).tolist():
            if search.stop.now:
                return plans
            filled[search.cover.cells_of(plans[person])] -= 1
            plan, gain = _best(search, plans[person], filled, int(person))
            if gain > TOUCH:
                plans[person], better = plan, True
            filled[search.cover.cells_of(plans[person])] += 1
        if not better:
            break
    return plans


def _best(search: Search, old: Plan, filled: Counts, person: int) -> tuple[Plan, float]:
    """Somebody's best plan given the others, and how much better it is than the old one."""
    number = search.contract_of[person]
    rewards = search.cover.rewards(search.cover.saved(filled))
    new = search.pricers[number].sketch(rewards)
    worked = old != OFF
    earned = rewards[worked.nonzero()[0], old[worked]].sum()
    return new.plan, float(search.contracts[number].cost(old) - earned - new.value)
