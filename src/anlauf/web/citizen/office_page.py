"""What the pages of the offices say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from anlauf.directory import queries as directory
from anlauf.directory.queries import Area, Office, OpenDay, Service
from anlauf.engine import grid
from anlauf.engine.grid import Span
from anlauf.web.citizen.words import access
from anlauf.web.common import city


@dataclass(frozen=True)
class OfficeNow:
    """An office in the list, with its hours today."""

    office: Office
    spans: tuple[Span, ...]
    open: bool


@dataclass(frozen=True)
class AreaOffices:
    """The offices of an area, by name."""

    area: Area
    offices: tuple[OfficeNow, ...]


@dataclass(frozen=True)
class OfficePage:
    """One office: this week, its entrance, its services."""

    week: tuple[OpenDay, ...]
    access: tuple[str, ...]
    services: tuple[Service, ...]

    @classmethod
    def of(cls, office: Office, *, today: date, language: str) -> "OfficePage":
        """The facts as they stand on this date."""
        return cls(
            week=tuple(directory.opening_week(office, today, language=language)),
            access=tuple(said for key in office.place.access if (said := access(key))),
            services=tuple(directory.services_at(office)),
        )


def by_area(offices: Iterable[Office], *, at: datetime, language: str) -> list[AreaOffices]:
    """The list of offices area by area, each with today's hours."""
    rows = list(offices)
    today, tick = grid.local(at, city.home().zone)
    hours = directory.hours_of(rows, language=language)
    holidays = frozenset(directory.holidays_between(today, today))
    now = []
    for row in rows:
        spans = hours[row.pk].on(today, holidays).spans
        now.append(OfficeNow(row, spans, any(span.holds(tick) for span in spans)))
    return [
        AreaOffices(area, tuple(group))
        for area, group in groupby(now, key=lambda each: each.office.area)
    ]
