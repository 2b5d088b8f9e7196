"""A problem as one program: a column for each person, day and duty, a row for each rule.

As a linear program it says within seconds what the needs of a whole city should pay. In whole
numbers it finds the best days of a few people while all others stay.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from anlauf.engine.roster.contract import Contract, Costs, Plan
from anlauf.engine.roster.levels import Levels
from anlauf.engine.roster.problem import Problem
from anlauf.engine.roster.program import ENOUGH, Program, Solved
from anlauf.engine.roster.seat import Seat


class Compact:
    """The program of some contracts, each held by so many, and of what is needed of them."""

    def __init__(self, problem: Problem, levels: Levels, seats: Sequence[tuple[Contract, int]]):
        self.problem = problem
        self.levels = levels
        self.program = Program()
        self.program.column(0.0, 0.0)  # HiGHS does not solve a program of nothing
        self._needs()
        self.seats = [
            Seat(problem, self.program, levels, contract, count) for contract, count in seats
        ]
        self.base = levels.base + sum(seat.base for seat in self.seats)

    def duals(self, solved: Solved) -> Costs:
        """What each need should pay by a mixture of the whole."""
        return self.levels.shared(solved.rows[: self.levels.needs])

    def prices(self, solved: Solved) -> Costs:
        """What one more person in each class of cells is worth by a mixture of the whole."""
        return solved.rows[self.levels.needs : self.levels.needs + self.levels.cells]

    def best(
        self, seconds: float, plans: Plan | None, gap: float = ENOUGH
    ) -> tuple[Plan, float, float] | None:
        """Whole plans, what they cost, and what nothing can be cheaper than."""
        start = None if plans is None else self._start(plans)
        solved = self.program.best(seconds, start, gap)
        if solved is None:
            return None
        found = np.array([seat.plan(solved.columns) for seat in self.seats])
        return found, self.base + solved.cost, self.base + solved.bound

    def _needs(self) -> None:
        """A row for each need and each cell: whoever is there, is counted step by step."""
        program, levels = self.program, self.levels
        for _row in range(levels.needs + levels.cells):
            program.row(0.0, 0.0)
        self.cells = [program.column(0.0, inf) for _cell in range(levels.cells)]
        for cell, column in enumerate(self.cells):
            program.enter(levels.needs + cell, column, -1.0)
            for need in levels.members[cell]:
                program.enter(need, column)
        self.steps = [
            [(program.column(cost, width), width) for cost, width in steps]
            for steps in levels.steps
        ]
        for need, columns in enumerate(self.steps):
            for column, _width in columns:
                program.enter(need, column, -1.0)

    def _start(self, plans: Plan) -> Costs:
        """Known plans as a solution."""
        values = np.zeros(len(self.program.costs))
        for seat, plan in zip(self.seats, plans, strict=True):
            seat.start(values, plan)
        filled = self.levels.filled(plans)
        values[self.cells] = filled
        for columns, there in zip(self.steps, self.levels.there(filled), strict=True):
            left = float(there)
            for column, width in columns:
                values[column] = min(left, width)
                left -= min(left, width)
        return values
