"""Many office-days together: a city's week, month or year."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

import numpy as np

from anlauf.engine.intervals import Interval, interval
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.metrics import COUNTED
from anlauf.engine.simulate.model import OfficeDay
from anlauf.engine.simulate.result import Result
from anlauf.engine.simulate.run import ALONE, Effort, simulate

Key = TypeVar("Key", bound=Hashable)


def simulate_all(
    days: Mapping[Key, OfficeDay], replications: int, *, seed: int, effort: Effort = ALONE
) -> dict[Key, Result]:
    """Every office-day by its key, each with luck of its own that its key decides.

    Progress is told by office-day.
    """
    if not days:
        raise ValueError("There are no office-days. Maybe all of them are closed.")
    alone = Effort(effort.threads, None, effort.cancel)
    results = {}
    for done, (key, day) in enumerate(days.items(), start=1):
        results[key] = simulate(day, replications, seed=name_key(seed, key), effort=alone)
        if effort.progress is not None:
            effort.progress(done, len(days))
    return results


def total(results: Mapping[Key, Result], metric: str, level: float = 0.95) -> Interval:
    """A figure of all office-days together: counts and minutes add up, shares are of all people."""
    parts = [result.parts(metric) for result in results.values()]
    above = np.sum([part for part, _ in parts], axis=0)
    below = np.sum([part for _, part in parts], axis=0)
    if metric.partition("/")[0] in COUNTED:
        below = np.ones_like(above)
    return interval(above, below, level)
