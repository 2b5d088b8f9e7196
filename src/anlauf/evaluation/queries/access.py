"""Who gets in how well: waits and lead times by language, way of coming and need.

A part of a week of fewer than five people is in no sum, nor is one it could be found with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from anlauf.directory import queries as directory
from anlauf.directory.models import Area
from anlauf.engine.figures import MINIMUM, Redraw, withheld
from anlauf.engine.figures.counted import Counts
from anlauf.engine.figures.redrawn import Estimates
from anlauf.evaluation.models import AccessFigures
from anlauf.evaluation.queries.promise import Figures
from anlauf.evaluation.queries.satisfaction import whole_weeks
from anlauf.evaluation.queries.table import MINUTES_OF_A_DAY, Period
from anlauf.evaluation.states import Aspect

_CAME = ("visits", "left")
_CALLED = ("called", "within_15", "within_30")
_BOOKED = ("bookings", "lead_minutes", "lead_14")

Columns = Mapping[str, Counts]
"""A row per week in every column."""


@dataclass(frozen=True)
class AccessRow:
    """The people of one value: how many they were, and how they fared."""

    value: str
    visits: int
    bookings: int
    figures: Figures


@dataclass(frozen=True)
class AccessArea:
    """One area: all its people, and by every aspect its parts, the largest first."""

    area: Area
    whole: AccessRow
    aspects: tuple[tuple[Aspect, tuple[AccessRow, ...]], ...]


@dataclass(frozen=True)
class AccessReport:
    """The whole page; `period` are the whole weeks that were counted."""

    period: Period | None
    areas: tuple[AccessArea, ...]


def access_report(period: Period) -> AccessReport:
    """Every area, by each aspect."""
    weeks = whole_weeks(period)
    if weeks is None:
        return AccessReport(None, ())
    told = _told(weeks)
    counted = {area for area, _aspect, _value in told}
    areas = {row.area for row in directory.offices() if row.area_id in counted}
    found = [
        _of_area(area, {key[1:]: one for key, one in told.items() if key[0] == area.pk})
        for area in sorted(areas, key=lambda area: area.position)
    ]
    return AccessReport(weeks, tuple(found))


def _told(weeks: Period) -> dict[tuple[int, str, str], Columns]:
    """What may be told, by area, aspect and value."""
    parts: defaultdict[tuple[int, str, int], list[AccessFigures]] = defaultdict(list)
    every = AccessFigures.objects.filter(week__range=(weeks.first, weeks.last))
    for row in every.order_by("value"):  # of two equally small parts always the same stays untold
        parts[row.area_number, row.aspect, weeks.index(row.week) // 7].append(row)
    found: dict[tuple[int, str, str], dict[str, Counts]] = {}
    for (area, aspect, week), rows in parts.items():
        for name, value, number in _enough(rows):
            key = (area, aspect, value)
            if key not in found:
                many = weeks.days // 7
                found[key] = {one: np.zeros(many) for one in (*_CAME, *_CALLED, *_BOOKED)}
            found[key][name][week] = number
    return dict(found)


def _enough(rows: Sequence[AccessFigures]) -> Iterable[tuple[str, str, int]]:
    """Of one week and aspect every number with enough people behind it: column, value, number."""
    few = withheld({row.value: row.visits for row in rows})
    few_booked = withheld({row.value: row.bookings for row in rows})
    for row in rows:
        names: tuple[str, ...] = () if row.value in few else _CAME
        if names and row.called >= MINIMUM:
            names = (*names, *_CALLED)
        if row.value not in few_booked:
            names = (*names, *_BOOKED)
        yield from ((name, row.value, getattr(row, name)) for name in names)


def _of_area(area: Area, parts: Mapping[tuple[str, str], Columns]) -> AccessArea:
    keys = sorted(parts)
    figures = _figures([parts[key] for key in keys])
    rows = {
        key: AccessRow(
            key[1], int(parts[key]["visits"].sum()), int(parts[key]["bookings"].sum()), one
        )
        for key, one in zip(keys, figures, strict=True)
    }
    ways = [parts[key] for key in keys if key[0] == Aspect.WAY]
    whole = {name: np.sum([one[name] for one in ways], axis=0) for name in ways[0]} if ways else {}
    return AccessArea(
        area=area,
        whole=AccessRow(
            "",
            int(whole["visits"].sum()) if whole else 0,
            int(whole["bookings"].sum()) if whole else 0,
            _figures([whole])[0] if whole else {},
        ),
        aspects=tuple(
            (aspect, tuple(_in_order(rows[key] for key in keys if key[0] == aspect)))
            for aspect in Aspect
        ),
    )


def _in_order(rows: Iterable[AccessRow]) -> list[AccessRow]:
    some = (row for row in rows if row.visits or row.bookings)
    return sorted(some, key=lambda row: (-row.visits, -row.bookings, row.value))


def _figures(parts: Sequence[Columns]) -> list[Figures]:
    """The figures of each of these; weeks are drawn anew, by one luck for all."""
    luck = Redraw(len(parts[0]["visits"]))

    def ratio(above: str, below: str) -> Estimates:
        return luck.ratios([one[above] for one in parts], [one[below] for one in parts])

    told = {
        "within_15": ratio("within_15", "called"),
        "within_30": ratio("within_30", "called"),
        "left": ratio("left", "visits"),
        "lead": luck.ratios(
            [one["lead_minutes"] / MINUTES_OF_A_DAY for one in parts],
            [one["bookings"] for one in parts],
        ),
        "booked_14": ratio("lead_14", "bookings"),
    }
    return [{key: found[place] for key, found in told.items()} for place in range(len(parts))]
