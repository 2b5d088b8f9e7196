"""As many replications as a question needs."""

from dataclasses import dataclass

from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.result import Result
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
