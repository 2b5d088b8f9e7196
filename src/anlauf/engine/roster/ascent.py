"""Better prices: up the slope of the bound, a little at a time.

At given prices everybody's best plan is known, and the best numbers of each block. Where a block
wants more of a duty than people offer, its price rises; steps keep some of their direction. Blocks
answer quickly and a little too well most of the time; now and then exactly, and only then is it a
bound.
"""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from anlauf.engine.roster.blocks import Block
from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.levels import Levels
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

FIRST, ON = 0.006, 0.0004  # of the bound: what the first step hopes for, and one further up
KEEP = 0.9  # of the direction
SHORTER = 0.988  # each step than the one before
EXACTLY = 60  # steps between exact answers
EACH = 1.0  # seconds for one block


@dataclass(frozen=True)
class Climbed:
    """Prices, what nothing can be cheaper than at them, and what more is wanted than offered."""

    prices: Costs
    bound: float
    slope: Costs


@dataclass
class Ascent:
    """The bound as a function of what each class of cells pays.

    Nobody else may use the search's pricers meanwhile.
    """

    search: Search
    levels: Levels
    blocks: list[Block]
    workers: Executor

    def climb(self, prices: Costs, hope: float, stop: Stop) -> Climbed:
        """The prices of the best bound until the stop; the first step hopes for so much of it."""
        best = self._proven(prices)
        direction, slope, step = best.slope, best.slope, 0
        while not stop.now:
            hope *= SHORTER
            direction = KEEP * direction + (1 - KEEP) * slope
            length = hope * abs(best.bound) / max(1.0, float(direction @ direction))
            prices = prices + length * direction
            step += 1
            if step % EXACTLY:
                slope = self._likely(prices)
                continue
            here = self._proven(prices)
            best, slope = max(best, here, key=lambda one: one.bound), here.slope
        return max(best, self._proven(prices), key=lambda one: one.bound)

    def _likely(self, prices: Costs) -> Costs:
        """What more is wanted than offered, nearly."""
        _cost, offered = self._people(prices)
        wanted = np.zeros(self.levels.cells)
        for block in self.blocks:
            wanted[block.classes] = block.likely(prices[block.classes])
        return wanted - offered

    def _proven(self, prices: Costs) -> Climbed:
        """What nothing can be cheaper than, and what more is wanted than offered."""
        cost, offered = self._people(prices)
        wanted = np.zeros(self.levels.cells)
        tasks = [
            self.workers.submit(block.best, prices[block.classes], self.levels, EACH)
            for block in self.blocks
        ]
        for block, task in zip(self.blocks, tasks, strict=True):
            least, wanted[block.classes] = task.result()
            cost += least
        return Climbed(prices, cost, wanted - offered)

    def _people(self, prices: Costs) -> tuple[float, Costs]:
        """What everybody's best plans cost, and whom they offer in each class."""
        search, rewards = self.search, self.levels.rewards(prices)
        cost, offered = self.levels.base, np.zeros(self.levels.cells)
        for contract, pricer in zip(search.contracts, search.pricers, strict=True):
            priced = pricer.price(rewards)
            cost += len(contract.people) * priced.bound
            classes = self.levels.classes[self.levels.cover.cells_of(priced.plan)]
            np.add.at(offered, classes[classes >= 0], len(contract.people))
        return cost, offered
