"""What is needed, in flat arrays: who is there, what that costs, what one more would save.

A cell is a duty on a day; a need counts the people in its cells.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.contract import OFF, Costs, Plan
from anlauf.engine.roster.problem import Problem

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Cover:
    """The needs of a problem. `rows` and `cells` say pair by pair which need counts which cell."""

    days: int
    duties: int
    rows: Counts
    cells: Counts
    wanted: Counts
    under: Costs
    over: Costs

    def empty(self, people: int) -> Plan:
        """Plans for so many people without any duty."""
        return np.full((people, self.days), OFF, dtype=np.int16)

    def cells_of(self, plan: Plan) -> Counts:
        """The cells that a plan fills."""
        worked = np.flatnonzero(plan != OFF)
        return worked * self.duties + plan[worked]

    def filled(self, plans: Plan) -> Counts:
        """How many people each cell has, from one plan a row."""
        person, day = np.nonzero(plans != OFF)
        cells = day * self.duties + plans[person, day]
        return np.bincount(cells, minlength=self.days * self.duties)

    def there(self, filled: Counts) -> Counts:
        """How many people each need has."""
        found = np.bincount(self.rows, weights=filled[self.cells], minlength=len(self.wanted))
        return found.astype(np.int64)

    def cost(self, filled: Counts) -> float:
        """What everybody missing and everybody too many costs."""
        missing = self.wanted - self.there(filled)
        return float(self.under @ np.maximum(missing, 0) + self.over @ np.maximum(-missing, 0))

    def saved(self, filled: Counts) -> Costs:
        """What one more person in each need would save."""
        return np.where(self.there(filled) < self.wanted, self.under, -self.over)

    def rewards(self, duals: Costs) -> Costs:
        """What a duty on a day earns when each need pays its dual: day × duty."""
        sums = np.bincount(self.cells, weights=duals[self.rows], minlength=self.days * self.duties)
        return sums.astype(np.float64).reshape(self.days, self.duties)

    def clipped(self, duals: Costs) -> Costs:
        """Duals that no need pays more of than a person missing or too many costs."""
        return np.clip(duals, -self.over, self.under)

    def near(self, reached: Mask) -> "tuple[Cover, Counts]":
        """Only the needs that some of these cells count for, and which those are."""
        return self._kept(reached[self.cells])

    def only(self, needs: Counts) -> "Cover":
        """Only these needs."""
        return self._kept(np.isin(self.rows, needs))[0]

    def _kept(self, pairs: Mask) -> "tuple[Cover, Counts]":
        kept, rows = np.unique(self.rows[pairs], return_inverse=True)
        smaller = replace(
            self,
            rows=rows,
            cells=self.cells[pairs],
            wanted=self.wanted[kept],
            under=self.under[kept],
            over=self.over[kept],
        )
        return smaller, kept

    def where(self, needs: Counts) -> Mask:
        """The duties that these needs count: day × duty."""
        here = np.zeros(self.days * self.duties, dtype=bool)
        here[self.cells[np.isin(self.rows, needs)]] = True
        return here.reshape(self.days, self.duties)

    def without(self, filled: Counts) -> "Cover":
        """What is still needed when these people are there anyway."""
        return replace(self, wanted=self.wanted - self.there(filled))


def cover(problem: Problem) -> Cover:
    """The needs of a problem in flat arrays."""
    numbers = problem.numbers
    needs = [need for need in problem.needs if need.under or need.over]
    width = len(problem.duties)
    pairs = [
        (row, need.day * width + numbers[duty])
        for row, need in enumerate(needs)
        for duty in sorted(need.duties)
    ]
    flat = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return Cover(
        days=problem.days,
        duties=width,
        rows=flat[:, 0].copy(),
        cells=flat[:, 1].copy(),
        wanted=np.array([need.wanted for need in needs], dtype=np.int64),
        under=np.array([need.under for need in needs], dtype=np.float64),
        over=np.array([need.over for need in needs], dtype=np.float64),
    )
