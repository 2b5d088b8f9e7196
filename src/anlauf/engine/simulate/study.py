"""As many replications as a question needs, and two plans side by side."""

from dataclasses import dataclass

from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.result import Interval, Result, interval
from anlauf.engine.simulate.run import ALONE, BLOCK, Effort, Paths, simulate


@dataclass(frozen=True)
class Precision:
    """How well a figure must be known, and the most replications that may be spent on it."""

    metric: str
    half_width: float
    level: float = 0.95
    most: int = 100_000

    def __post_init__(self) -> None:
        if not self.half_width > 0:
            raise ValueError(
                f"A half width of {self.half_width} is never reached. Maybe take 0.5 minutes."
            )
        if self.most < 1:
            raise ValueError(f"At most {self.most} replications say nothing. Maybe take 10,000.")

    def reached(self, result: Result) -> bool:
        """Tell whether this is enough."""
        narrow = result.ci(self.metric, self.level).half_width <= self.half_width
        return narrow or len(result.rows) >= self.most


def until(
    day: OfficeDay,
    precision: Precision,
    *,
    seed: int,
    paths: Paths | None = None,
    effort: Effort = ALONE,
) -> Result:
    """Replications until a figure is known this well.

    Each time half as many again, so that looking at the interval in between hardly narrows it
    (Chow and Robbins 1965).
    """
    so_far = min(2 * BLOCK, precision.most)
    result = simulate(day, so_far, seed=seed, paths=paths, effort=effort)
    while not precision.reached(result):
        more = min(so_far // 2, precision.most - so_far)
        result = result.merged(
            simulate(day, more, seed=seed, first=so_far, paths=paths, effort=effort)
        )
        so_far += more
    return result


def compare(before: Result, after: Result, metric: str, level: float = 0.95) -> Interval:
    """What changes from one plan to the other, replication by replication with the same people."""
    if (before.seed, before.first) != (after.seed, after.first):
        raise ValueError("The plans met different people. Maybe simulate both with one seed.")
    if len(before.rows) != len(after.rows):
        raise ValueError(
            f"{len(before.rows)} and {len(after.rows)} replications cannot be paired. Maybe one "
            "was stopped early."
        )
    above, below = before.parts(metric)
    other_above, other_below = after.parts(metric)
    old, new = above.sum() / below.sum(), other_above.sum() / other_below.sum()
    change = (other_above - new * other_below) / other_below.mean()
    change -= (above - old * below) / below.mean()
    return interval(change + (new - old), 1.0 + 0.0 * below, level)
