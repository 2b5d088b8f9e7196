"""What changing a plan does: two plays of the same luck, compared run by run.

Run by run because most of what a day brings is the same in both, so the difference is far more
certain than either figure. It is called noticeable only when chance alone would hardly show it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.outlook.day import Day
from anlauf.engine.outlook.figures import figures

Numbers = NDArray[np.float64]

_SURE = 1.96  # standard errors: chance alone shows more once in twenty times
_LEAST_MINUTES = 0.5
_LEAST_PEOPLE = 0.5
_LEAST_COST = 10.0  # minutes of all people together
_TAIL = 0.1


@dataclass(frozen=True)
class Change:
    """A figure before and after, on the average of all runs.

    Four days of five the difference lies between low and high. `noise` is what chance explains,
    or what nobody would feel.
    """

    before: float
    after: float
    low: float
    high: float
    noise: bool


@dataclass(frozen=True)
class Effect:
    """All that changes; `gain` is minutes spared to everybody together, `cost` of the figures."""

    median: Change
    late: Change
    unserved: Change
    tickets: Change
    turned_away: float
    gain: float
    noticeable: bool


def compare(one: Day, other: Day) -> Effect:
    """Hold the second day against the first; both were played with the same seed and runs.

    Waits are of those who come in both: if fewer are let in, the waits of the rest tell.
    """
    among = (one.came < np.inf) & (other.came < np.inf)
    before, after = figures(one, among), figures(other, among)
    median = _change(before.median, after.median, _LEAST_MINUTES)
    late = _change(before.late, after.late, _LEAST_MINUTES)
    unserved = _change(before.unserved, after.unserved, _LEAST_PEOPLE)
    cost = _change(before.cost, after.cost, _LEAST_COST)
    felt = not (median.noise and late.noise and unserved.noise)
    return Effect(
        median=median,
        late=late,
        unserved=unserved,
        tickets=_change(before.tickets, after.tickets, _LEAST_PEOPLE),
        turned_away=float(after.turned_away.mean()),
        gain=cost.before - cost.after,
        noticeable=felt and not cost.noise,
    )


def _change(before: Numbers, after: Numbers, least: float) -> Change:
    differences = after - before
    mean = float(differences.mean())
    error = _SURE * float(differences.std(ddof=1)) / float(np.sqrt(len(differences)))
    low, high = np.quantile(differences, (_TAIL, 1 - _TAIL))
    return Change(
        before=float(before.mean()),
        after=float(after.mean()),
        low=float(low),
        high=float(high),
        noise=abs(mean) <= max(error, least),
    )
