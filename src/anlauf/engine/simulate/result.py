"""What came out, and how sure that is."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from anlauf.engine.intervals import Interval, difference, interval
from anlauf.engine.simulate.flat import Numbers, Whole
from anlauf.engine.simulate.metrics import metric
from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.tally import edges


@dataclass(frozen=True, eq=False)
class Result:
    """Rows of figures by replication, and waits by line, service, slot and bin."""

    day: OfficeDay
    seed: int
    first: int
    rows: Numbers
    waits: Whole

    def ci(self, name: str, level: float = 0.95) -> Interval:
        """A figure of the day and its interval; `name` is as in `metrics.NAMES`."""
        above, below = self.parts(name)
        return interval(above, below, level)

    def parts(self, name: str) -> tuple[Numbers, Numbers]:
        """Numerator and denominator of a figure, replication by replication."""
        return metric(name, self.day).of(self.rows)

    def quantile(
        self, share: float, *, line: str | None = None, service: str | None = None
    ) -> float:
        """The minutes that this share of the served waited at most, to within a bin's width."""
        lines = _places([one.name for one in self.day.lines], line)
        services = _places([one.name for one in self.day.services], service)
        counts = self.waits[lines][:, services].sum(axis=(0, 1, 2))
        if not counts.sum():
            return nan
        so_far = np.concatenate([[0.0], np.cumsum(counts) / counts.sum()])
        return float(np.interp(share, so_far, edges()))

    def merged(self, other: "Result") -> "Result":
        """Both together: replications of the same day and seed."""
        if (self.day, self.seed) != (other.day, other.seed):
            raise ValueError(
                "Results of different days or seeds do not add up. Maybe compare them."
            )
        if other.first != self.first + len(self.rows):
            raise ValueError(
                f"The other result begins with replication {other.first}, not "
                f"{self.first + len(self.rows)}. Maybe it was merged before."
            )
        return replace(
            self,
            rows=np.concatenate([self.rows, other.rows]),
            waits=self.waits + other.waits,
        )


def compare(before: Result, after: Result, metric: str, level: float = 0.95) -> Interval:
    """What changes from one plan to the other, replication by replication with the same people."""
    if (before.seed, before.first) != (after.seed, after.first):
        raise ValueError("The plans met different people. Maybe simulate both with one seed.")
    return difference(before.parts(metric), after.parts(metric), level)


def _places(names: list[str], wanted: str | None) -> list[int]:
    if wanted is not None and wanted not in names:
        raise ValueError(f"There is no {wanted!r}. Known are: {', '.join(names)}.")
    return [n for n, name in enumerate(names) if wanted in (None, name)]
