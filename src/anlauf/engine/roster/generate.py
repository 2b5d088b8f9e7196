"""Column generation: plans that would help are priced into the master until none is left.

Duals are smoothed towards those of the best bound (Wentges 1997). Every round gives a bound: what
the needs pay by their duals, and the best plan of everybody, can only be too cheap together.
"""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np

from anlauf.engine.roster.contract import Contract, Costs
from anlauf.engine.roster.cover import Cover
from anlauf.engine.roster.master import Column, Master
from anlauf.engine.roster.pricing import Priced, Pricer
from anlauf.engine.roster.stop import Stop

EXACT = 1e-6
SMOOTH = 0.8


class Generator:
    """A master and the pricing of its contracts; `bound` is what nothing can be cheaper than."""

    def __init__(
        self,
        cover: Cover,
        contracts: Sequence[Contract],
        pricers: Sequence[Pricer],
        holders: Mapping[int, int],
    ) -> None:
        self.master = Master(cover, holders)
        self.cover = cover
        self.contracts = contracts
        self.pricers = pricers
        self.centre: Costs = np.zeros(len(cover.wanted))
        self.bound = -inf
        self.exact = False

    def run(self, stop: Stop, rounds: int = 10_000, enough: float = inf) -> bool:
        """Generate columns until none helps; tell whether that was reached.

        `enough` is a cost to beat: a bound that reaches it ends the search, too.
        """
        for _round in range(rounds):
            if stop.now or not self.master.solve(stop.left):
                return False
            if self.done or self.bound > enough - 1 + EXACT:
                return True
            if not self._round(stop):
                return self.exact and not stop.now
        return False

    def begin(self, duals: Costs | None, stop: Stop) -> None:
        """Take duals that somebody else found, their bound, and the best plans at them."""
        if duals is None or not self.master.solve(stop.left):
            return
        priced = self.price(duals, stop)
        if priced is not None:
            self._learn(duals, priced)
            self._add(priced)

    @property
    def done(self) -> bool:
        """Tell whether the master's mixture is as cheap as the bound."""
        return self.master.objective - self.bound <= EXACT * max(1.0, abs(self.master.objective))

    def _round(self, stop: Stop) -> bool:
        """Price everybody once, with less smoothing as long as that finds nothing new."""
        duals, holders = self.master.duals()
        for smooth in (SMOOTH, SMOOTH / 2, 0.0):
            mixed = smooth * self.centre + (1 - smooth) * duals
            priced = self.price(mixed, stop)
            if priced is None:
                return False
            self._learn(mixed, priced)
            new = self._take(priced, duals, holders)
            if new > len(self.master.holders) // 10 or (new and self.exact):
                return True
            if not self.exact and smooth < SMOOTH:
                self.exact = True  # quick pricing has nothing left to say
                return True
        return new > 0

    def help(self) -> int:
        """Add what helps the master most as it stands, quickly; tell how many plans those were."""
        duals, holders = self.master.duals()
        rewards = self.cover.rewards(duals)
        priced = {number: self.pricers[number].sketch(rewards) for number in self.master.open}
        return self._take(priced, duals, holders)

    def price(self, duals: Costs, stop: Stop) -> dict[int, Priced] | None:
        """The best plan of each contract at these duals, or None where time ran out."""
        rewards = self.cover.rewards(duals)
        priced = {}
        for number in self.master.holders:
            if stop.now:
                return None
            pricer = self.pricers[number]
            priced[number] = pricer.price(rewards) if self.exact else pricer.sketch(rewards)
        return priced

    def _learn(self, duals: Costs, priced: Mapping[int, Priced]) -> None:
        """Keep the duals that give the best bound so far."""
        plans = sum(count * priced[number].bound for number, count in self.master.holders.items())
        bound = float(self.cover.wanted @ duals) + plans
        if bound > self.bound:
            self.bound, self.centre = bound, duals

    def _add(self, priced: Mapping[int, Priced]) -> None:
        """Add these plans whatever they are worth."""
        self.master.add(
            Column(number, one.plan, self.contracts[number].cost(one.plan))
            for number, one in priced.items()
        )

    def _take(self, priced: Mapping[int, Priced], duals: Costs, holders: Costs) -> int:
        """Add what would help at the master's own duals, and tell how many those were."""
        rewards = self.cover.rewards(duals)
        days = np.arange(self.cover.days)
        columns = []
        for number, one in priced.items():
            limit = holders[self.master.row[number]]
            cost = self.contracts[number].cost(one.plan)
            worked = one.plan >= 0
            reduced = cost - rewards[days[worked], one.plan[worked]].sum() - limit
            if reduced < -EXACT:
                columns.append(Column(number, one.plan, cost))
        return self.master.add(columns)
