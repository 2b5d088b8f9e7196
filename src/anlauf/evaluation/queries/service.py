"""One service: how soon, how long people waited and were served, week by week and by office.

All of it is counted in whole weeks, because in a day too few people come to an office for one
service to be told of.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

import numpy as np
from django.db import connection

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Office, Service
from anlauf.engine.figures import Days, Redraw, percentile
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.models import ServiceFigures
from anlauf.evaluation.queries.promise import Figures
from anlauf.evaluation.queries.satisfaction import whole_weeks
from anlauf.evaluation.queries.table import MINUTES_OF_A_DAY, WAITS_WIDTH, Period

_LIST = """
    SELECT service_number, coalesce(sum(visits) FILTER (WHERE told), 0),
           coalesce(sum(bookings) FILTER (WHERE bookings_told), 0),
           coalesce(sum(lead_minutes) FILTER (WHERE bookings_told), 0)
    FROM evaluation_servicefigures
    WHERE week BETWEEN %s AND %s
    GROUP BY 1
"""


@dataclass(frozen=True, eq=False)
class Weeks:
    """One service at an office or several, a row per week in every column."""

    visits: Counts
    waits: Days
    served: Days
    bookings: Counts
    lead_minutes: Counts

    def __add__(self, other: "Weeks") -> "Weeks":
        return Weeks(
            self.visits + other.visits,
            Days(self.waits.counts + other.waits.counts),
            Days(self.served.counts + other.served.counts),
            self.bookings + other.bookings,
            self.lead_minutes + other.lead_minutes,
        )


@dataclass(frozen=True)
class ServiceRow:
    """One service in the list: how many came and booked, and how soon, in days."""

    service: Service
    visits: int
    bookings: int
    lead: float | None


@dataclass(frozen=True)
class ServiceWeek:
    """One week of the service in the city."""

    monday: date
    visits: int
    bookings: int
    lead: float | None
    wait: int | None
    served: int | None


@dataclass(frozen=True)
class OfficeService:
    """The service at one office."""

    office: Office
    visits: int
    figures: Figures


@dataclass(frozen=True)
class ServiceReport:
    """The whole page; `period` are the whole weeks that were counted."""

    period: Period | None
    visits: int
    bookings: int
    figures: Figures
    weeks: tuple[ServiceWeek, ...]
    offices: tuple[OfficeService, ...]


def services_counted(period: Period) -> list[tuple[Area, list[ServiceRow]]]:
    """Every service anybody came for or booked, by area, the most wanted first."""
    weeks = whole_weeks(period)
    if weeks is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LIST, [weeks.first, weeks.last])
        found = {number: (int(came), int(made), int(lead)) for number, came, made, lead in cursor}
    known = directory.services().select_related("area").in_bulk([*found])
    by_area: defaultdict[Area, list[ServiceRow]] = defaultdict(list)
    for number, service in known.items():
        came, made, lead = found[number]
        if came or made:
            days = lead / made / MINUTES_OF_A_DAY if made else None
            by_area[service.area].append(ServiceRow(service, came, made, days))
    return [
        (area, sorted(rows, key=lambda row: (-row.visits, -row.bookings, row.service.key)))
        for area, rows in sorted(by_area.items(), key=lambda pair: pair[0].position)
    ]


def service_report(service: Service, period: Period) -> ServiceReport:
    """One service over the whole weeks of a period, at all offices and at each."""
    weeks = whole_weeks(period)
    by_office = _by_office(service, weeks) if weeks else {}
    if weeks is None or not by_office:
        return ServiceReport(weeks, 0, 0, {}, (), ())
    together = reduce(add, by_office.values())
    city, *told = _figures([together, *by_office.values()])
    names = {row.pk: row for row in directory.offices()}
    rows = [
        OfficeService(names[number], int(one.visits.sum()), figures)
        for (number, one), figures in zip(by_office.items(), told, strict=True)
        if number in names and any(figures.values())
    ]
    return ServiceReport(
        period=weeks,
        visits=int(together.visits.sum()),
        bookings=int(together.bookings.sum()),
        figures=city,
        weeks=tuple(_weeks(together, weeks)),
        offices=tuple(sorted(rows, key=lambda row: (-row.visits, row.office.short))),
    )


def _by_office(service: Service, weeks: Period) -> dict[int, Weeks]:
    rows = ServiceFigures.objects.filter(
        service_number=service.pk, week__range=(weeks.first, weeks.last)
    )
    found: defaultdict[int, list[ServiceFigures]] = defaultdict(list)
    for row in rows:
        found[row.office_number].append(row)
    return {office: _laid_out(some, weeks) for office, some in sorted(found.items())}


def _laid_out(rows: Sequence[ServiceFigures], weeks: Period) -> Weeks:
    many = weeks.days // 7
    numbers = {name: np.zeros(many) for name in ("visits", "bookings", "lead_minutes")}
    for row in rows:
        place = weeks.index(row.week) // 7
        if row.told:
            numbers["visits"][place] = row.visits
        if row.bookings_told:
            numbers["bookings"][place] = row.bookings
            numbers["lead_minutes"][place] = row.lead_minutes
    return Weeks(
        waits=_minutes(rows, weeks, "waits"), served=_minutes(rows, weeks, "served"), **numbers
    )


def _minutes(rows: Sequence[ServiceFigures], weeks: Period, column: str) -> Days:
    kept = [(weeks.index(row.week) // 7, bytes(getattr(row, column))) for row in rows if row.told]
    places = np.repeat([place for place, _ in kept], [len(octets) // 4 for _, octets in kept])
    octets = b"".join(octets for _, octets in kept)
    return Days.read(octets, places.astype(np.int64), (weeks.days // 7, WAITS_WIDTH))


def _figures(scopes: Sequence[Weeks]) -> list[Figures]:
    """Every figure of each of these; weeks are drawn anew, by one luck for all."""
    luck = Redraw(len(scopes[0].visits))
    waited = luck.counts([one.waits for one in scopes])
    worked = luck.counts([one.served for one in scopes])
    told = {
        "lead": luck.ratios(
            [one.lead_minutes / MINUTES_OF_A_DAY for one in scopes],
            [one.bookings for one in scopes],
        ),
        "wait_median": waited.percentile(0.5),
        "wait_p90": waited.percentile(0.9),
        "within_30": luck.ratios(
            [one.waits.within(30) for one in scopes], [one.waits.totals for one in scopes]
        ),
        "served_median": worked.percentile(0.5),
        "served_p90": worked.percentile(0.9),
    }
    return [{key: found[place] for key, found in told.items()} for place in range(len(scopes))]


def _weeks(together: Weeks, weeks: Period) -> list[ServiceWeek]:
    return [
        ServiceWeek(
            monday=weeks.first + timedelta(weeks=place),
            visits=int(together.visits[place]),
            bookings=int(made),
            lead=float(together.lead_minutes[place] / made / MINUTES_OF_A_DAY) if made else None,
            wait=_half(together.waits.counts[place]),
            served=_half(together.served.counts[place]),
        )
        for place, made in enumerate(together.bookings)
    ]


def _half(counts: Counts) -> int | None:
    return int(percentile(counts, 0.5)) if counts.any() else None
