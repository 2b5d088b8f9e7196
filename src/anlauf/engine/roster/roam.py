"""Part after part: its people's days, and who comes to it, in whole numbers.

Whoever roams may come to the part, or work elsewhere for what the needs there would pay. Then the
part is settled, and the linear program says by how much those that are left should pay more.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np

from anlauf.engine.roster.automaton import walk
from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.contract import OFF, Contract, Costs, Plan
from anlauf.engine.roster.cover import Counts, Mask
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import Part, Parts
from anlauf.engine.roster.program import Relaxed, Solved
from anlauf.engine.roster.state import Search

NEAR = 10.0  # a part need not be better than that: the prices are rough, too


@dataclass
class Descent:
    """What is settled so far, and the linear program for what is not."""

    search: Search
    found: Parts
    compact: Compact
    relaxed: Relaxed
    solved: Solved
    prices: Costs
    plans: Plan  # valid all the while
    left: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = (self.search.cover.days, self.search.cover.duties)
        self.left = list(self.found.parts)
        self.open: Mask = np.ones(shape, dtype=bool)  # cells of parts not yet settled
        self.coming = {int(one): np.full(shape[0], OFF) for one in self.found.roaming}
        self.walks = {
            number: walk(self.search.problem, contract, contract.counters).kinds
            for number, contract in enumerate(self.search.contracts)
            if any(int(self.search.contract_of[one]) == number for one in self.found.roaming)
        }


def descended(descent: Descent, workers: Executor, together: int, seconds: float) -> Plan:
    """Plans for all, after every part has had its turn."""
    search = descent.search
    while descent.left and not search.stop.now:
        turn = descent.left[:together]
        del descent.left[:together]
        rewards = descent.compact.levels.rewards(descent.prices)
        guests = _split(descent, turn)
        for part in turn:
            descent.open &= ~search.cover.where(part.needs)
        tasks = [
            workers.submit(_turn, descent, part, some, rewards, seconds)
            for part, some in zip(turn, guests, strict=True)
        ]
        for part, some, task in zip(turn, guests, tasks, strict=True):
            plans = task.result()
            who = np.concatenate([part.people, some])
            if plans is not None and len(who):
                descent.plans[who] = plans
        for part, some in zip(turn, guests, strict=True):
            _settle(descent, part, some)
        solved = descent.relaxed.solve(search.stop.left) if descent.left else None
        if solved is not None:
            dearer = descent.compact.prices(solved) - descent.compact.prices(descent.solved)
            descent.prices, descent.solved = descent.prices + dearer, solved
    return descent.plans


def _split(descent: Descent, turn: Sequence[Part]) -> list[Counts]:
    """Who may come to which of the parts: where the mixture would rather have them."""
    search, roaming = descent.search, descent.found.roaming
    shares = np.zeros((len(roaming), len(turn)))
    for column, part in enumerate(turn):
        here = search.cover.where(part.needs)
        for row, person in enumerate(roaming):
            seat = descent.compact.seats[search.contract_of[person]]
            value = np.where(seat.columns >= 0, descent.solved.columns[seat.columns], 0.0)
            shares[row, column] = value[here[:, seat.contract.duties]].sum()
    shares += 1e-6 * search.dice.random(shares.shape)
    best = shares.argmax(axis=1)
    return [roaming[best == column] for column in range(len(turn))]


def _turn(
    descent: Descent, part: Part, guests: Counts, rewards: Costs, seconds: float
) -> Plan | None:
    """The best plans for a part's people and its guests."""
    search = descent.search
    here = search.cover.where(part.needs)
    seats = [search.contracts[search.contract_of[person]] for person in part.people]
    seats += [_guest(descent, int(person), here, rewards) for person in guests]
    cover = levels(search.cover.only(part.needs))
    compact = Compact(search.problem, cover, [(seat, 1) for seat in seats])
    found = compact.best(min(seconds, search.stop.left), None, NEAR)
    return None if found is None else found[0]


def _guest(descent: Descent, person: int, here: Mask, rewards: Costs) -> Contract:
    """A contract with what is settled, all that a part offers, and the best of all others."""
    number = int(descent.search.contract_of[person])
    contract, kinds = descent.search.contracts[number], descent.walks[number]
    at_part = here[:, contract.duties]
    own = np.where(at_part, contract.own, contract.own - rewards[:, contract.duties])
    own[~(descent.open[:, contract.duties] | at_part)] = inf
    for kind in np.unique(kinds):
        alike = np.flatnonzero(kinds == kind)
        elsewhere = np.where(at_part[:, alike], inf, own[:, alike])
        best = alike[elsewhere.argmin(axis=1)]
        keep = at_part[:, alike] | (alike[None, :] == best[:, None])
        own[:, alike] = np.where(keep, own[:, alike], inf)
    rest = contract.rest.copy()
    for day in np.flatnonzero(descent.coming[person] != OFF):
        column = int(np.searchsorted(contract.duties, descent.coming[person][day]))
        own[day], rest[day] = inf, inf
        own[day, column] = contract.own[day, column]
    return replace(contract, own=own, rest=rest)


def _settle(descent: Descent, part: Part, guests: Counts) -> None:
    """Nobody moves at a part any more."""
    search = descent.search
    here = search.cover.where(part.needs)
    coming = set(guests.tolist())
    columns, values = [], []
    for person in (*part.people.tolist(), *descent.found.roaming.tolist()):
        seat = descent.compact.seats[search.contract_of[person]]
        plan = descent.plans[person]
        mine = (seat.columns >= 0) & here[:, seat.contract.duties]
        has = mine & (seat.contract.duties[None, :] == plan[:, None])
        has &= person not in descent.coming or person in coming
        columns.append(seat.columns[mine])
        values.append(has[mine].astype(np.float64))
        if person in coming:
            days = has.any(axis=1)
            descent.coming[person][days] = plan[days]
    if columns:
        descent.relaxed.settle(np.concatenate(columns), np.concatenate(values))
