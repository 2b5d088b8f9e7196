"""How people fare on a day, run by run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.outlook.day import Day

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

_AN_HOUR = 60.0
_HALF_AN_HOUR = 30.0


@dataclass(frozen=True)
class Figures:
    """One number for each run. Waits are about everybody who is not called yet.

    `cost` is all waits in minutes; somebody who is not called before closing counts an hour more,
    somebody who gets no ticket half an hour.
    """

    median: Numbers
    late: Numbers  # nine of ten wait no longer
    unserved: Numbers
    tickets: Numbers
    turned_away: Numbers
    cost: Numbers


def figures(day: Day, among: Mask | None = None) -> Figures:
    """Sum the day up, or the waits of some only; where nobody comes any more, nobody waits."""
    everybody = day.came < np.inf
    comes = everybody if among is None else everybody & among
    until = np.where(day.called < np.inf, day.called, np.maximum(day.closes, day.since))
    waits = np.where(comes, np.maximum(0.0, until - np.where(comes, day.since, 0.0)), np.nan)
    unserved = (everybody & (day.called >= day.closes)).sum(axis=1)
    cost = np.nansum(waits, axis=1) + _AN_HOUR * unserved + _HALF_AN_HOUR * day.turned_away
    return Figures(
        median=_quantile(waits, 0.5),
        late=_quantile(waits, 0.9),
        unserved=unserved.astype(np.float64),
        tickets=day.tickets.astype(np.float64),
        turned_away=day.turned_away.astype(np.float64),
        cost=cost,
    )


def _quantile(waits: Numbers, share: float) -> Numbers:
    """Of each run, over those who come in it."""
    ordered = np.sort(waits, axis=1)  # whoever does not come stands at the end
    count = np.isfinite(ordered).sum(axis=1)
    if not ordered.shape[1]:
        return np.zeros(len(ordered))
    at = np.clip(np.ceil(share * count).astype(np.intp) - 1, 0, None)
    found = ordered[np.arange(len(ordered)), at]
    return np.where(count > 0, found, 0.0)
