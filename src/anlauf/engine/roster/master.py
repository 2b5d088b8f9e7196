"""The linear master: how often each plan is used, so that needs and wishes cost least together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.contract import Costs, Plan
from anlauf.engine.roster.cover import Counts, Cover

Numbers = NDArray[np.int32]

FEASIBLE = 2
INFINITE = highspy.kHighsInf
DUAL, PRIMAL = 1, 4  # new columns leave a basis feasible, new limits do not


@dataclass(frozen=True)
class Column:
    """One plan for one of the contracts."""

    contract: int
    plan: Plan
    cost: float

    @property
    def key(self) -> tuple[int, bytes]:
        """The same for the same plan of the same contract."""
        return self.contract, self.plan.tobytes()


Chosen = list[tuple[Column, int]]


def chosen(columns: Sequence[Column], use: Numbers) -> Chosen:
    """The plans that are used, and how often."""
    return [(columns[place], int(use[place])) for place in use.nonzero()[0].tolist()]


class Master:
    """A model in HiGHS that grows by columns and keeps its basis."""

    def __init__(self, cover: Cover, holders: Mapping[int, int]) -> None:
        """Take the needs, and how many people hold each of the contracts (by number)."""
        self.cover = cover
        self.holders = dict(holders)
        self.columns: list[Column] = []
        self.open = list(holders)  # contracts of which not everybody has a settled plan
        self._known: set[tuple[int, bytes]] = set()
        self.row = {contract: row for row, contract in enumerate(holders)}
        self._solver = silent()
        self._lay()

    def add(self, columns: Iterable[Column]) -> int:
        """Add the plans that are not yet there, and tell how many were new."""
        new = []
        for column in columns:
            if column.key not in self._known:
                self._known.add(column.key)
                new.append(column)
        if new:
            add(self._solver, [column.cost for column in new], [self._rows(one) for one in new])
            self.columns.extend(new)
        return len(new)

    def solve(self, seconds: float) -> bool:
        """Find the best mixture; tell whether that was done in time."""
        # for linear programs the limit is compared with the time of all runs together
        limit = self._solver.getRunTime() + max(0.01, seconds)
        self._solver.setOptionValue("time_limit", limit)
        self._solver.run()
        self._solver.setOptionValue("simplex_strategy", PRIMAL)
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    @property
    def objective(self) -> float:
        """What the best mixture costs."""
        return float(self._solver.getInfo().objective_function_value)

    def duals(self) -> tuple[Costs, Costs]:
        """What each need pays for one more, and what one more holder of a contract would cost."""
        duals = np.array(self._solver.getSolution().row_dual)
        return self.cover.clipped(duals[: self._needs]), duals[self._first_holder :]

    def use(self) -> Costs:
        """How often each plan is used."""
        return np.array(self._solver.getSolution().col_value)[self._plans :]

    def settle(self, least: Numbers) -> None:
        """Use each plan at least so often."""
        count = len(least)
        self._solver.setOptionValue("simplex_strategy", DUAL)
        left = Counter(self.holders)
        for place in least.nonzero()[0].tolist():
            left[self.columns[place].contract] -= int(least[place])
        self.open = [number for number, many in left.items() if many > 0]
        self._solver.changeColsBounds(
            count,
            np.arange(self._plans, self._plans + count, dtype=np.int32),
            least.astype(np.float64),
            np.full(count, INFINITE),
        )

    def whole(self, seconds: float, start: Sequence[Column]) -> tuple[Chosen | None, float]:
        """The best whole numbers of the plans, and a bound for them; `start` is a known choice.

        The model stays whole afterwards.
        """
        solver, count = self._solver, len(self.columns)
        places = np.arange(self._plans, self._plans + count, dtype=np.int32)
        kinds = np.array([highspy.HighsVarType.kInteger] * count)
        solver.changeColsIntegrality(count, places, kinds)
        solver.setOptionValue("simplex_strategy", DUAL)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.99)  # costs are whole
        if start:
            solver.setSolution(self._solution(start))
        self.solve(seconds)
        info = solver.getInfo()
        if info.primal_solution_status != FEASIBLE:
            return None, -inf
        return chosen(self.columns, self.use().round().astype(np.int32)), float(info.mip_dual_bound)

    def _solution(self, start: Sequence[Column]) -> Any:
        """A choice of plans as a solution of the model."""
        place = {column.key: number for number, column in enumerate(self.columns)}
        use = np.zeros(len(self.columns))
        np.add.at(use, [place[column.key] for column in start], 1.0)
        filled = self.cover.filled(np.array([column.plan for column in start]))
        missing = self.cover.wanted - self.cover.there(filled)
        links = filled[np.unique(self.cover.cells)][: self._links]
        solution = highspy.HighsSolution()
        solution.col_value = list(
            np.concatenate([np.maximum(missing, 0), np.maximum(-missing, 0), links, use])
        )
        return solution

    def _lay(self) -> None:
        """The rows, and the columns for what is missing and too many.

        Where needs overlap, a row of its own counts each cell: plans then have an entry a day
        instead of one for each half-hour.
        """
        cover = self.cover
        self._needs = len(cover.wanted)
        used = np.unique(cover.cells)
        linked = len(cover.rows) > 2 * len(used)
        self._links = len(used) if linked else 0
        self._first_holder = self._needs + self._links
        right = np.concatenate(
            [cover.wanted, np.zeros(self._links), list(self.holders.values())]
        ).astype(np.float64)
        nothing = np.array([], dtype=np.int32)
        self._solver.addRows(
            *(len(right), right, right, 0, nothing, nothing, nothing.astype(np.float64))
        )
        rows = range(self._needs)
        add(self._solver, cover.under, [([row], [1.0]) for row in rows])
        add(self._solver, cover.over, [([row], [-1.0]) for row in rows])
        self._plans = 2 * self._needs + self._links
        self._starts, self._by_cell = _by_cell(cover, linked=linked)
        if linked:
            order = np.argsort(cover.cells, kind="stable")
            parts = np.split(cover.rows[order], np.flatnonzero(np.diff(cover.cells[order])) + 1)
            entries = [
                ([*part, self._needs + number], [*([1.0] * len(part)), -1.0])
                for number, part in enumerate(parts)
            ]
            add(self._solver, np.zeros(self._links), entries)

    def _rows(self, column: Column) -> tuple[Sequence[int], Sequence[float]]:
        """The entries of a plan."""
        cells = self.cover.cells_of(column.plan)
        rows = [
            int(row)
            for cell in cells
            for row in self._by_cell[self._starts[cell] : self._starts[cell + 1]]
        ]
        rows.append(self._first_holder + self.row[column.contract])
        return rows, [1.0] * len(rows)


def _by_cell(cover: Cover, *, linked: bool) -> tuple[Counts, Counts]:
    """For each cell the rows that count it."""
    size = cover.days * cover.duties
    if linked:
        used = np.unique(cover.cells)
        here = np.isin(np.arange(size), used)
        starts = np.concatenate([[0], np.cumsum(here)])
        return starts, len(cover.wanted) + np.arange(len(used))
    order = np.argsort(cover.cells, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(cover.cells, minlength=size))])
    return starts, cover.rows[order]


Entries = tuple[Sequence[int], Sequence[float]]


def add(solver: Any, costs: Sequence[float] | Costs, entries: Sequence[Entries]) -> None:
    """New columns, each of nothing or more."""
    if not entries:
        return
    lengths = [len(rows) for rows, _values in entries]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32)
    solver.addCols(
        len(entries),
        np.asarray(costs, dtype=np.float64),
        np.zeros(len(entries)),
        np.full(len(entries), INFINITE),
        sum(lengths),
        starts,
        np.array([row for rows, _values in entries for row in rows], dtype=np.int32),
        np.array([value for _rows, values in entries for value in values], dtype=np.float64),
    )


def silent() -> Any:
    """A solver that prints nothing. Its number of threads must stay the same in a process."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("simplex_strategy", PRIMAL)
    return solver
