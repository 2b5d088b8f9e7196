"""What the pages of the offices say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from anlauf.booking import queries as booking
from anlauf.booking.values import Line, Question, Start
from anlauf.directory import queries as directory
from anlauf.directory.queries import Area, Office, OpenDay, Service
from anlauf.engine import grid
from anlauf.engine.grid import Span
from anlauf.engine.waits import WaitRange
from anlauf.floor import queries as floor
from anlauf.floor.values import WaitingNow
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
class NextFree:
    """The first free time for the service most people come for."""

    service: Service
    start: Start


@dataclass(frozen=True)
class WalkInWait:
    """The wait for the service most people come for without an appointment, as of a moment."""

    service: Service
    wait: WaitRange
    as_of: datetime
    stale: bool

    @classmethod
    def of(
        cls, office: Office, services: Sequence[Service], *, at: datetime
    ) -> "WalkInWait | None":
        """The wait now; nothing where nobody may walk in, or nobody can say."""
        service = next((each for each in services if each.walk_in), None)
        if service is None:
            return None
        known = floor.office_waits(office.pk, at=at)
        wait = known.by_skill.get(service.skill.key)
        return None if wait is None else cls(service, wait, known.as_of, known.stale)


@dataclass(frozen=True)
class OfficePage:
    """One office: this week, its entrance, its services."""

    week: tuple[OpenDay, ...]
    access: tuple[str, ...]
    services: tuple[Service, ...]
    next_free: NextFree | None
    waiting: WaitingNow | None
    waits: WalkInWait | None
    joins: bool

    @classmethod
    def of(cls, office: Office, *, at: datetime, language: str) -> "OfficePage":
        """The facts as they stand at this moment; who waits is told while desks are open."""
        today = grid.local(at, city.home().zone)[0]
        services = tuple(directory.services_at(office))
        now = floor.waiting_now([office.pk], at=at)[office.pk]
        return cls(
            week=tuple(directory.opening_week(office, today, language=language)),
            access=tuple(said for key in office.place.access if (said := access(key))),
            services=services,
            next_free=_next_free(office, services, at=at),
            waiting=now if now.open_desks else None,
            waits=WalkInWait.of(office, services, at=at) if now.open_desks else None,
            joins=_joins(office, services, at=at),
        )


def _joins(office: Office, services: Sequence[Service], *, at: datetime) -> bool:
    """Whether a number can be drawn before one is there."""
    rule = floor.arrival_policy(office.pk, floor.today(at))
    return rule.joins and any(service.walk_in for service in services)


def _next_free(office: Office, services: Sequence[Service], *, at: datetime) -> NextFree | None:
    if not services:
        return None
    question = Question((Line(services[0].pk),), (office.pk,))
    found = booking.times_on_offer(question, at=at, most=1)
    return NextFree(services[0], found[0]) if found else None


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
