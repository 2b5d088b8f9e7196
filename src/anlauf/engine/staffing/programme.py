"""The cheapest team that all known cuts allow: whole numbers in HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from anlauf.engine.staffing.duties import Team
from anlauf.engine.staffing.office import Office

Numbers = NDArray[np.float64]
FEASIBLE = 2


class TooFew(ValueError):
    """Even all clerks together cannot keep the promises."""


@dataclass(frozen=True)
class Proposal:
    """A team, and what every team costs at least that the cuts allow."""

    team: Team
    bound: float


class Programme:
    """A model that grows by rows: columns are clerks by profile and slot."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.shape = (len(office.profiles), office.slots)
        self._solver: Any = highspy.Highs()
        self._solver.setOptionValue("output_flag", False)
        for profile in office.profiles:
            for _slot in range(office.slots):
                place = self._column(profile.cost, float(min(profile.most, office.desks)))
                self._solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        for slot in range(office.slots):
            at_desks = np.zeros(self.shape)
            at_desks[:, slot] = -1.0
            self.at_least(at_desks, -float(office.desks))

    def at_least(self, gains: Numbers, needed: float) -> None:
        """Clerks, each worth so much, are together worth this at least."""
        self._row([(int(place), gains.flat[place]) for place in np.flatnonzero(gains)], needed)

    def over_day(self, able: Sequence[Numbers], worth: Numbers) -> None:
        """What clerks marked in `able` are worth, slot by slot, is together nothing or more.

        `worth` is by slot and number of clerks; between the numbers the best mixture counts.
        """
        day = []
        for marks, worths in zip(able, worth, strict=True):
            day.append((self._column(0.0, highspy.kHighsInf, least=-highspy.kHighsInf), 1.0))
            for slope, begins in _mixtures(worths):
                terms = [(int(place), slope) for place in np.flatnonzero(marks)]
                self._row([*terms, (day[-1][0], -1.0)], -begins)
        self._row(day, 0.0)

    def solve(self, seconds: float) -> Proposal:
        """The cheapest team that could be found in this time."""
        solver = self._solver
        solver.setOptionValue("time_limit", solver.getRunTime() + max(0.1, seconds))
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != FEASIBLE:
            raise TooFew(
                "No number of clerks that the profiles and desks allow keeps the promises. Maybe "
                "allow more, or promise less."
            )
        values = np.array(solver.getSolution().col_value)[: self.shape[0] * self.shape[1]]
        return Proposal(values.round().astype(np.int64).reshape(self.shape), info.mip_dual_bound)

    def _column(self, cost: float, most: float, least: float = 0.0) -> int:
        self._solver.addCol(cost, least, most, 0, [], [])
        return int(self._solver.getNumCol()) - 1

    def _row(self, terms: Sequence[tuple[int, float]], needed: float) -> None:
        places = np.array([place for place, _ in terms], dtype=np.int32)
        values = np.array([value for _, value in terms], dtype=np.float64)
        self._solver.addRow(needed, highspy.kHighsInf, len(terms), places, values)


def _mixtures(worths: Numbers) -> list[tuple[float, float]]:
    """Lines (slope, height at 0) that lie over all points and touch the outermost."""
    hull: list[int] = []
    for place in range(len(worths)):
        while len(hull) > 1 and _below(worths, hull[-2], hull[-1], place):
            hull.pop()
        hull.append(place)
    slopes = [(worths[b] - worths[a]) / (b - a) for a, b in pairwise(hull)]
    lines = [(s, worths[a] - s * a) for s, a in zip(slopes, hull, strict=False)]
    return [(float(slope), float(height)) for slope, height in [*lines, (0.0, worths.max())]]


def _below(worths: Numbers, first: int, middle: int, last: int) -> bool:
    straight = worths[first] + (worths[last] - worths[first]) * (middle - first) / (last - first)
    return bool(worths[middle] <= straight)
