"""Offices that a team opens by coming, beside those that stay: what an hour of a clerk brings.

Days of fewer than five people are left out office by office, with their clerk hours; a group of
which too few would be told is not told at all, nor the one it could be subtracted from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Office
from anlauf.directory.states import OfficeKind
from anlauf.engine.figures import Estimate, Redraw, withheld
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.queries.promise import Figures, blocks, figures
from anlauf.evaluation.queries.table import Period, Sums, table

MOBILE = frozenset({OfficeKind.MOBILE, OfficeKind.POP_UP})
MINUTES = 60


@dataclass(frozen=True)
class Kind:
    """The mobile or the fixed offices of an area: how many, and how an hour is used there."""

    mobile: bool
    offices: int
    visits: int
    clerk_hours: int
    a_clerk_hour: Estimate | None  # visits
    figures: Figures


@dataclass(frozen=True)
class MobileArea:
    """One area that has mobile offices: these and the others, where enough people came."""

    area: Area
    kinds: tuple[Kind, ...]


def mobile_report(period: Period) -> list[MobileArea]:
    """Every area with mobile offices."""
    sums = table(period)
    offices = [row for row in directory.offices() if (row.area_id, row.pk) in sums]
    areas = {row.area_id: row.area for row in offices if row.kind in MOBILE}
    return [
        MobileArea(area, _kinds([row for row in offices if row.area_id == key], sums, period))
        for key, area in sorted(areas.items(), key=lambda item: item[1].position)
    ]


def _kinds(
    offices: Sequence[Office], sums: Mapping[tuple[int, int | None], Sums], period: Period
) -> tuple[Kind, ...]:
    groups = {
        mobile: [sums[row.area_id, row.pk] for row in offices if (row.kind in MOBILE) == mobile]
        for mobile in (True, False)
    }
    few = withheld({mobile: _visits(group) for mobile, group in groups.items()})
    told = {mobile: group for mobile, group in groups.items() if group and mobile not in few}
    if not told:
        return ()
    found = figures([reduce(add, group) for group in told.values()], period)
    hourly = _a_clerk_hour(list(told.values()), period)
    return tuple(
        Kind(
            mobile,
            len(group),
            _visits(group),
            round(sum(float(_clerk_hours(one).sum()) for one in group)),
            estimate,
            given,
        )
        for (mobile, group), given, estimate in zip(told.items(), found, hourly, strict=True)
    )


def _a_clerk_hour(groups: Sequence[Sequence[Sums]], period: Period) -> Sequence[Estimate | None]:
    starts = blocks(period)
    luck = Redraw(len(starts))
    visits = [_added((one.visits for one in group), starts) for group in groups]
    hours = [_added(map(_clerk_hours, group), starts) for group in groups]
    return luck.ratios(visits, hours)


def _added(columns: Iterable[Counts], starts: Sequence[int]) -> Counts:
    """All offices together, a number for each block of days that is drawn as a whole."""
    return np.asarray(np.add.reduceat(reduce(add, columns), starts))


def _visits(group: Iterable[Sums]) -> int:
    return sum(int(one.visits.sum()) for one in group)


def _clerk_hours(sums: Sums) -> Counts:
    """Of the days whose visits are counted."""
    counted: Counts = sums.clerk_minutes * (sums.visits > 0) / MINUTES
    return counted
