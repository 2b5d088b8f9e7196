"""Needs that hang together on a day, and the numbers of people that serve them best at a price.

A block is an office on a day, found from the data: needs that count the same duties. How many
people each duty should have there is a small question in whole numbers, and its answer says more
than a mixture of shifts does.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from anlauf.engine.compiled import compiled, entry
from anlauf.engine.roster.contract import Contract, Costs
from anlauf.engine.roster.cover import Counts, Mask
from anlauf.engine.roster.levels import Levels, Steps
from anlauf.engine.roster.program import Program

KEPT = 64  # numbers remembered for a block
TINY = 1e-7
NEARLY = 0.01


@dataclass
class Block:
    """Needs (rows) that count classes of cells (columns), with the cost of each number there."""

    classes: Counts
    needs: Counts
    counts: Mask
    table: Costs  # need × people there → cost
    most: Counts  # people who could have each class
    people: int  # who could come at all
    known: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.known = np.zeros((1, len(self.classes)), dtype=np.int64)
        self.costs = np.array([self._cost(self.known[0])])

    def likely(self, prices: Costs) -> Counts:
        """Numbers that are good at these prices."""
        best = int((self.costs + self.known @ prices).argmin())
        numbers: Counts = self.known[best].copy()
        nearest(self.counts, self.table, prices, self.most, self.people, numbers)
        self._keep(numbers)
        return numbers

    def best(self, prices: Costs, steps: Levels, seconds: float) -> tuple[float, Counts]:
        """What nothing can be cheaper than at these prices, and the best numbers found."""
        program = Program()
        program.column(0.0, 0.0)
        everybody = program.row(0.0, float(self.people))
        rows = [program.row(0.0, 0.0) for _need in self.needs]
        columns = [
            program.column(float(price), float(most), whole=True)
            for price, most in zip(prices, self.most, strict=True)
        ]
        for place, column in enumerate(columns):
            program.enter(everybody, column)
            for need in np.flatnonzero(self.counts[:, place]):
                program.enter(rows[need], column)
        for row, need in zip(rows, self.needs, strict=True):
            for cost, width in steps.steps[need]:
                program.enter(row, program.column(cost, width), -1.0)
        solved = program.best(seconds, gap=NEARLY)
        if solved is None:
            return -np.inf, self.known[-1]
        numbers = np.rint(solved.columns[columns]).astype(np.int64)
        self._keep(numbers)
        return solved.bound, numbers

    def _cost(self, numbers: Counts) -> float:
        there = self.counts @ numbers
        return float(self.table[np.arange(len(there)), there].sum())

    def _keep(self, numbers: Counts) -> None:
        """Remember these numbers, and forget the oldest."""
        if not (self.known == numbers).all(axis=1).any():
            self.known = np.vstack([self.known, numbers])[-KEPT:]
            self.costs = np.append(self.costs, self._cost(numbers))[-KEPT:]


def blocks(levels: Levels, contracts: Sequence[Contract]) -> list[Block]:
    """The blocks of all needs."""
    able = _able(levels, contracts)
    holders = np.array([len(contract.people) for contract in contracts], dtype=np.int64)
    root = _joined(levels)
    needs: dict[int, list[int]] = defaultdict(list)
    classes: dict[int, list[int]] = defaultdict(list)
    for need, one in enumerate(root):
        needs[one].append(need)
    for number, members in enumerate(levels.members):
        classes[root[members[0]]].append(number)
    return [_block(levels, needs[one], classes[one], able[classes[one]], holders) for one in needs]


def _able(levels: Levels, contracts: Sequence[Contract]) -> Mask:
    """Which contracts could have each class: class × contract."""
    able = np.zeros((levels.cells, len(contracts)), dtype=bool)
    for number, contract in enumerate(contracts):
        days, columns = np.isfinite(contract.own).nonzero()
        found = levels.classes[days * levels.cover.duties + contract.duties[columns]]
        able[found[found >= 0], number] = True
    return able


def _joined(levels: Levels) -> list[int]:
    """For each need the first one that it hangs together with."""
    root = list(range(levels.needs))

    def first(need: int) -> int:
        while root[need] != need:
            root[need] = root[root[need]]
            need = root[need]
        return need

    for members in levels.members:
        for other in members[1:]:
            low, high = sorted((first(members[0]), first(other)))
            root[high] = low
    return [first(need) for need in range(levels.needs)]


def _block(
    levels: Levels, needs: list[int], classes: list[int], able: Mask, holders: Counts
) -> Block:
    people = int(holders[able.any(axis=0)].sum())
    place = {need: row for row, need in enumerate(needs)}
    counts = np.zeros((len(needs), len(classes)), dtype=bool)
    for column, number in enumerate(classes):
        counts[[place[need] for need in levels.members[number]], column] = True
    return Block(
        classes=np.array(classes),
        needs=np.array(needs),
        counts=counts,
        table=np.array([_table(levels.steps[need], people) for need in needs]),
        most=able @ holders,
        people=people,
    )


def _table(steps: Steps, people: int) -> Costs:
    """What a need costs with nobody, with one, and so on up to so many people."""
    each = np.concatenate([np.full(int(min(width, people)), cost) for cost, width in steps])
    return np.concatenate([[0.0], np.cumsum(each[:people])])


@entry
def nearest(
    counts: Mask, table: Costs, prices: Costs, most: Counts, people: int, numbers: Counts
) -> None:
    """Better numbers by one more, one fewer or one instead of another, until none helps."""
    needs, classes = counts.shape
    there = np.zeros(needs, np.int64)
    for number in range(classes):
        there += counts[:, number] * numbers[number]
    while True:
        best, taken, given = -TINY, -1, -1
        for take in range(-1, classes):
            if take >= 0 and numbers[take] == 0:
                continue
            for give in range(-1, classes):
                if give >= 0 and numbers[give] == most[give]:
                    continue
                if take == give or (take < 0 and numbers.sum() == people):
                    continue
                change = _change(counts, table, prices, there, take, give)
                if change < best:
                    best, taken, given = change, take, give
        if taken == given:
            break
        if taken >= 0:
            numbers[taken] -= 1
            there -= counts[:, taken]
        if given >= 0:
            numbers[given] += 1
            there += counts[:, given]


@compiled
def _change(
    counts: Mask, table: Costs, prices: Costs, there: Counts, take: int, give: int
) -> float:
    """What it costs to send one of a class home and have one of another."""
    change = 0.0
    if take >= 0:
        change -= prices[take]
    if give >= 0:
        change += prices[give]
    for need in range(len(there)):
        more = 0
        if take >= 0 and counts[need, take]:
            more -= 1
        if give >= 0 and counts[need, give]:
            more += 1
        if more != 0:
            change += table[need, there[need] + more] - table[need, there[need]]
    return change
