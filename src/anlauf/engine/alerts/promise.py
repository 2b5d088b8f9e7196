"""Where the way to the next free appointment goes: a trend that a few odd days cannot turn.

The trend is the median of the slopes between all pairs of days (Theil and Sen). How sure it is,
the days themselves say: their distances from the trend are put on it again in runs of a few days,
the trend is drawn anew, and the days to come get such distances as well. The chance that a promise
breaks is the share of these courses in which it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LOOK_BACK = 21  # days at the most
FEWEST = 10  # days, below which nothing is said
AHEAD = 14  # days
_COURSES = 400
_RUN = 4  # days: a full calendar today is a full one tomorrow


@dataclass(frozen=True, eq=False)
class Course:
    """The level of the last day, by how much it grows a day, and how high each course gets."""

    level: float
    slope: float
    peaks: Numbers

    def chance(self, promised: float) -> float:
        """In how many of the courses a day to come lies beyond what was promised."""
        return float((self.peaks > promised).mean())


def course(days: Sequence[int], medians: Sequence[float], *, seed: int = 1) -> Course | None:
    """The course of the daily medians, the last of which is today's; None of too few days."""
    if len(days) < FEWEST:
        return None
    at = np.asarray(days, dtype=np.float64) - days[-1]
    values = np.asarray(medians, dtype=np.float64)
    slope, level = (float(one[0]) for one in _trend(at, values[None, :]))
    rest = (values - level - slope * at) * np.sqrt(len(at) / (len(at) - 2))

    luck = np.random.default_rng(seed)
    again = level + slope * at + _in_runs(rest, len(at), luck)
    slopes, levels = _trend(at, again)
    to_come = np.arange(1, AHEAD + 1)
    courses = levels[:, None] + slopes[:, None] * to_come + _in_runs(rest, AHEAD, luck)
    return Course(level, slope, courses.max(axis=1))


def _trend(at: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """By row the slope, and the level on day 0."""
    first, second = np.triu_indices(len(at), 1)
    slopes = np.median((rows[:, second] - rows[:, first]) / (at[second] - at[first]), axis=1)
    levels = np.median(rows - slopes[:, None] * at, axis=1)
    return slopes, levels


def _in_runs(rest: Numbers, length: int, luck: np.random.Generator) -> Numbers:
    """By course so many of these distances, a few that followed each other at a time."""
    starts = luck.integers(len(rest), size=(_COURSES, -(-length // _RUN)))
    places = (starts[:, :, None] + np.arange(_RUN)) % len(rest)
    return np.asarray(rest[places.reshape(_COURSES, -1)[:, :length]])
