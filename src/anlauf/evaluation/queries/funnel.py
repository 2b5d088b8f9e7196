"""From a search to the visit: how many steps were taken, and where people gave up.

Searches are counted, not people. A week of a service with fewer than five searches is in no sum.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import date
from functools import reduce
from operator import add

from django.db import connection
from django.db.models import Sum

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Service
from anlauf.engine.figures import MINIMUM
from anlauf.evaluation.models import SearchCount
from anlauf.evaluation.queries.satisfaction import whole_weeks
from anlauf.evaluation.queries.table import Period

_STEPS = """
    SELECT service_number, sum(searches), sum(nothing), sum(chosen)
    FROM (
        SELECT service_number, sum(searches) AS searches, sum(nothing) AS nothing,
               sum(chosen) AS chosen
        FROM evaluation_searchcount WHERE date BETWEEN %s AND %s
        GROUP BY service_number, date_trunc('week', date)
        HAVING sum(searches) >= %s
    ) week
    GROUP BY 1
"""
_BOOKED = """
    SELECT service_number, sum(online), sum(came), sum(absent), sum(gone)
    FROM evaluation_servicefigures
    WHERE week BETWEEN %s AND %s AND bookings_told
    GROUP BY 1
"""


@dataclass(frozen=True)
class Steps:
    """How often each step was taken; the last three are of what was booked."""

    searches: int = 0
    nothing: int = 0
    chosen: int = 0
    booked: int = 0
    came: int = 0
    absent: int = 0
    gone: int = 0

    @property
    def found(self) -> int:
        """Searches that found something."""
        return self.searches - self.nothing

    @property
    def ahead(self) -> int:
        """Booked for a day that has not come yet."""
        return max(0, self.booked - self.came - self.absent - self.gone)

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class FunnelRow:
    """One service and its steps."""

    service: Service
    steps: Steps


@dataclass(frozen=True)
class Funnel:
    """The whole page; `period` are the whole weeks that were counted."""

    period: Period | None
    areas: tuple[tuple[Area, tuple[FunnelRow, ...]], ...]


@dataclass(frozen=True)
class Searched:
    """One service on one date: how often a time was looked for, and how often none was free."""

    service: int
    date: date
    searches: int
    nothing: int


def funnel(period: Period) -> Funnel:
    """Every service that was looked for, by area, the most wanted first."""
    weeks = whole_weeks(period)
    if weeks is None:
        return Funnel(None, ())
    steps = _steps(weeks)
    known = directory.services().select_related("area").in_bulk([*steps])
    by_area: defaultdict[Area, list[FunnelRow]] = defaultdict(list)
    for number, service in known.items():
        by_area[service.area].append(FunnelRow(service, steps[number]))
    return Funnel(
        weeks,
        tuple(
            (area, tuple(sorted(rows, key=lambda row: (-row.steps.searches, row.service.key))))
            for area, rows in sorted(by_area.items(), key=lambda pair: pair[0].position)
        ),
    )


def together(rows: Collection[FunnelRow]) -> Steps:
    """All of them as one."""
    return reduce(add, (row.steps for row in rows), Steps())


def searches_by_day(period: Period, services: Collection[int] | None = None) -> list[Searched]:
    """How much was looked for and not found, day by day: the demand that bookings do not show.

    For reckoning with, not for showing: nothing small is left out.
    """
    rows = SearchCount.objects.filter(date__range=(period.first, period.last))
    if services is not None:
        rows = rows.filter(service_number__in=services)
    counted = rows.values_list("service_number", "date").order_by("service_number", "date")
    return [
        Searched(service, day, searches, nothing)
        for service, day, searches, nothing in counted.annotate(Sum("searches"), Sum("nothing"))
    ]


def _steps(weeks: Period) -> dict[int, Steps]:
    found: dict[int, Steps] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [weeks.first, weeks.last, MINIMUM])
        for service, searches, nothing, chosen in cursor.fetchall():
            found[service] = Steps(int(searches), int(nothing), int(chosen))
        cursor.execute(_BOOKED, [weeks.first, weeks.last])
        for service, booked, came, absent, gone in cursor.fetchall():
            if service in found:
                found[service] += Steps(0, 0, 0, int(booked), int(came), int(absent), int(gone))
    return found
