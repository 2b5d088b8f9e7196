"""A linear program that grows row by row and column by column before it is solved at once."""

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.master import DUAL, FEASIBLE, silent

ENOUGH = 0.99  # costs are whole


@dataclass(frozen=True)
class Solved:
    """What the columns take, what the rows are worth, and what nothing can be cheaper than."""

    columns: Costs
    rows: Costs
    cost: float
    bound: float


@dataclass
class Program:
    """Costs and limits of the columns, limits of the rows, and what counts where."""

    costs: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _values: list[float] = field(default_factory=list)

    def row(self, low: float, high: float) -> int:
        """A new row, still empty."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def column(self, cost: float, most: float, *, whole: bool = False) -> int:
        """A new column of nothing or more."""
        self.costs.append(cost)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.costs) - 1

    def enter(self, row: int, column: int, value: float = 1.0) -> None:
        """Count a column in a row."""
        self._rows.append(row)
        self._columns.append(column)
        self._values.append(value)

    def relaxed(self) -> "Relaxed":
        """The same without whole numbers."""
        return Relaxed(self.model())

    def best(
        self, seconds: float, start: Costs | None = None, gap: float = ENOUGH
    ) -> Solved | None:
        """The cheapest whole numbers found in time, from a known solution on."""
        solver = silent()
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", gap)
        model = self.model()
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in self.whole]
        solver.passModel(model)
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = start.tolist()
            solver.setSolution(known)
        solver.run()
        if solver.getInfo().primal_solution_status != FEASIBLE:
            return None
        return _solved(solver, solver.getInfo().mip_dual_bound)

    def model(self) -> Any:
        """The same for HiGHS."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(self.low)
        model.col_cost_ = np.array(self.costs, dtype=np.float64)
        model.col_lower_ = np.zeros(len(self.costs))
        model.col_upper_ = np.array(self.most, dtype=np.float64)
        model.row_lower_ = np.array(self.low, dtype=np.float64)
        model.row_upper_ = np.array(self.high, dtype=np.float64)
        order = np.argsort(self._columns, kind="stable")
        counts = np.bincount(self._columns, minlength=len(self.costs))
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kColwise
        matrix.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        matrix.index_ = np.array(self._rows, dtype=np.int32)[order]
        matrix.value_ = np.array(self._values, dtype=np.float64)[order]
        return model


class Relaxed:
    """A linear program that is solved again and again while columns are settled."""

    def __init__(self, model: Any) -> None:
        self._solver = silent()
        self._solver.setOptionValue("solver", "ipm")
        self._solver.passModel(model)

    def solve(self, seconds: float) -> Solved | None:
        """The cheapest mixture, or None where time ran out."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        cost = self._solver.getInfo().objective_function_value
        self._solver.setOptionValue("solver", "simplex")  # it goes on from where this ends
        self._solver.setOptionValue("simplex_strategy", DUAL)
        return _solved(self._solver, cost)

    def settle(self, columns: NDArray[np.int64], values: Costs) -> None:
        """Use these columns exactly so often from now on."""
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), values, values)


def _solved(solver: Any, bound: float) -> Solved:
    solution = solver.getSolution()
    return Solved(
        columns=np.array(solution.col_value),
        rows=np.array(solution.row_dual),
        cost=float(solver.getInfo().objective_function_value),
        bound=float(bound),
    )
