"""What a day's first half-hours say about the rest of it.

Paths are moved towards what was seen, each by what its own course lacks (Matheron's rule on square
roots of people, where chance has the same width everywhere). A morning that is busier than usual
lifts the afternoon as far as mornings and afternoons go together on the paths.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from anlauf.engine.forecast.history import Numbers
from anlauf.engine.forecast.result import Forecast

UPDATES = 2  # a stream of luck of its own
CHANCE = 0.25  # the variance of the square root of a Poisson number
STRANGE = 0.001  # the variance of a half-hour's own factor, which says nothing about others


@dataclass(frozen=True, eq=False)
class Seen:
    """People of a day by series in the half-hours that are over, from the first one on."""

    day: date
    counts: Numbers

    def __post_init__(self) -> None:
        kept = np.array(self.counts, dtype=float)
        kept.setflags(write=False)
        object.__setattr__(self, "counts", kept)
        if kept.ndim != 2 or not np.isfinite(kept).all() or (kept < 0).any():
            raise ValueError(
                "What was seen goes by series and half-hour, without nan. Maybe half-hours that "
                "are not over yet are in it."
            )


def updated(forecast: Forecast, seen: Seen) -> Forecast:
    """The forecast after the first half-hours of one of its days; other days stay as they are."""
    number = forecast.place(seen.day)
    over = seen.counts.shape[1]
    if seen.counts.shape[0] != len(forecast.series) or over > forecast.shape.slots:
        raise ValueError(
            f"Seen are {seen.counts.shape}, the forecast has {len(forecast.series)} series and "
            f"{forecast.shape.slots} half-hours. Maybe a series is missing."
        )
    dice = np.random.default_rng([forecast.seed, UPDATES, seen.day.toordinal()])
    possible = forecast.rates[:, number, :, None] * forecast.shares(seen.day, dice)
    people = dice.poisson(_moved(forecast, possible, seen.counts, dice)).astype(np.int32)
    people[:, :, :over] = np.rint(seen.counts)
    counts, mean = forecast.counts.copy(), forecast.mean.copy()
    counts[:, number] = people.sum(2)
    mean[number] = people.sum(2).mean(0)
    return replace(forecast, counts=counts, mean=mean, seen={**forecast.seen, seen.day: people})


def _moved(
    forecast: Forecast, possible: Numbers, seen: Numbers, dice: np.random.Generator
) -> Numbers:
    """Expected people by path, series and half-hour, moved office by office."""
    moved = possible.copy()
    for office in range(len(forecast.network.offices)):
        mine = forecast.network.office_of == office
        before = possible[:, mine].sum(1)
        after = _towards(before, seen[mine].sum(0), dice)
        factor = np.divide(after, before, out=np.ones_like(before), where=before > 0)
        moved[:, mine] = possible[:, mine] * factor[:, None]
    return moved


def _towards(possible: Numbers, seen: Numbers, dice: np.random.Generator) -> Numbers:
    """An office's expected people by path and half-hour, knowing the first ones."""
    over = len(seen)
    roots = np.sqrt(possible)
    off = roots - roots.mean(0)
    common = off.T @ off[:, :over] / (len(roots) - 1)
    doubt = CHANCE + STRANGE * possible[:, :over].mean(0)
    inside = common[:over] + np.diag(doubt)
    came = np.sqrt(seen) + np.sqrt(doubt) * dice.normal(size=(len(roots), over))
    after: Numbers = np.maximum(
        roots + (came - roots[:, :over]) @ np.linalg.solve(inside, common.T), 0.0
    )
    return after**2
