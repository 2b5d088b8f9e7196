"""How many promises a day could keep at most: what no way of laying them onto groups can beat.

An exact assignment, for days of some dozens of promises: each is in one group from its first tick
to its last, or dropped. It is what `capacity.settle` is held against.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from anlauf.engine.capacity import Page, Promise
from anlauf.engine.grid import TICKS

MOST = 400  # promises; beyond, an exact answer may take for ever


def most_kept(page: Page, promises: Sequence[Promise], *, seconds: float = 60.0) -> int:
    """The number of promises that some assignment keeps, and none exceeds."""
    if len(promises) > MOST:
        raise ValueError(f"{len(promises)} promises are more than {MOST}. Maybe take one office?")
    choices = [
        (number, group)
        for (number, one), group in product(enumerate(promises), range(len(page.groups)))
        if page.groups[group].may_serve(one.need) and one.start >= 0 and one.end <= TICKS
    ]
    if not choices:
        return 0
    rows, limits = _rows(page, promises, choices)
    found = milp(
        -np.ones(len(choices)),
        integrality=np.ones(len(choices)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, limits),
        options={"time_limit": seconds},
    )
    if found.status != 0:
        raise ValueError(f"The assignment was not found in {seconds} seconds. Maybe allow more.")
    return round(-float(found.fun))


def _rows(
    page: Page, promises: Sequence[Promise], choices: Sequence[tuple[int, int]]
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], list[float]]:
    """Each promise once; at each start no group and no desk more than there is.

    What overlaps at all overlaps at the start of one of the two, but supply may fall in between,
    so every tick at which it does counts as well.
    """
    rows = [[float(number == one) for one, _group in choices] for number in range(len(promises))]
    limits = [1.0] * len(promises)
    for tick in _ticks(page, promises):
        there = [promises[one].start <= tick < promises[one].end for one, _group in choices]
        for group, lane in enumerate(page.groups):
            pairs = zip(there, choices, strict=True)
            rows.append([float(now and one[1] == group) for now, one in pairs])
            limits.append(float(lane.supply[tick]))
        rows.append([float(now) for now in there])
        limits.append(float(page.desks[tick]))
    return np.array(rows), limits


def _ticks(page: Page, promises: Sequence[Promise]) -> list[int]:
    days = [page.desks, *(group.supply for group in page.groups)]
    falls = {tick for day in days for tick in range(1, TICKS) if day[tick] < day[tick - 1]}
    return sorted(tick for tick in falls | {one.start for one in promises} if 0 <= tick < TICKS)
