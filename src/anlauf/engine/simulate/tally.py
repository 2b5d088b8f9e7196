"""What happened, counted: a row of figures for each replication, and waits as histograms."""

from math import frexp

import numpy as np

from anlauf.engine.compiled import compiled
from anlauf.engine.simulate.crowd import ABANDONED, MISSED, SERVED, Crowd
from anlauf.engine.simulate.flat import Flat, Numbers, Whole
from anlauf.engine.simulate.kernel import Floor

BINS = 64
SMALLEST = 2.0**-5  # minutes; two seconds are no wait

# Figures of a day, followed by the same figures for each line.
OVERTIME, BUSY, BACK_OFFICE, WHOLE_DAY = 0, 1, 2, 3
COMING, CAME_IN, WAITED, TOO_LONG, GAVE_UP, SENT_AWAY, STAYED_AWAY, BY_LINE = range(8)


def width(lines: int) -> int:
    """How many figures a replication has."""
    return WHOLE_DAY + lines * BY_LINE


@compiled
def count(day: Flat, crowd: Crowd, many: int, floor: Floor, row: Numbers, waits: Whole) -> None:
    """Fill the row of one replication and add its waits to the histograms."""
    for figure in range(len(row)):
        row[figure] = floor.minutes[figure] if figure < WHOLE_DAY else 0.0
    for one in range(many):
        figures = row[WHOLE_DAY + BY_LINE * crowd.line[one] :]
        figures[COMING] += 1
        if crowd.outcome[one] == SERVED:
            _count_served(day, crowd, one, figures, waits)
        elif crowd.outcome[one] == ABANDONED:
            figures[GAVE_UP] += 1
        elif crowd.outcome[one] == MISSED:
            figures[STAYED_AWAY] += 1
        else:
            figures[SENT_AWAY] += 1


@compiled
def _count_served(day: Flat, crowd: Crowd, one: int, figures: Numbers, waits: Whole) -> None:
    """Waiting begins with the arrival, but for the early at the time that was promised."""
    wait = max(0.0, crowd.begin[one] - max(crowd.arrive[one], crowd.since[one]))
    figures[CAME_IN] += 1
    figures[WAITED] += wait
    if wait > day.team.target:
        figures[TOO_LONG] += 1
    slot = min(waits.shape[2] - 1, int(crowd.arrive[one] / day.people.slot))
    waits[crowd.line[one], crowd.service[one], slot, bin_of(wait)] += 1


@compiled
def bin_of(wait: float) -> int:
    """The bin of a wait: none, then four to each doubling from two seconds on."""
    if wait < SMALLEST:
        return 0
    share, power = frexp(wait / SMALLEST)
    return min(BINS - 1, 4 * (power - 1) + int(8 * share) - 4 + 1)


def edges() -> Numbers:
    """The lower edges of all bins, and the upper one of the last."""
    powers = np.arange(BINS)
    lower = SMALLEST * 2.0 ** (powers // 4) * (1 + (powers % 4) / 4)
    return np.concatenate([[0.0], lower]).astype(np.float64)
