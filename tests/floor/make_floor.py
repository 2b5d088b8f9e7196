"""A small office with people in it: two desks, one service of 15 minutes, open from 8 to 16."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Line, WalkIn, Wish
from anlauf.core.actors import CITIZEN, DEVICE, Actor, Kind
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Office, Place, Service
from anlauf.floor import commands
from anlauf.floor.models import DeskSession, Visit
from tests import make

CLERK = Actor(Kind.STAFF, 1)


@dataclass(frozen=True)
class House:
    """An office, and the service most people come for."""

    office: Office
    service: Service

    @property
    def line(self) -> tuple[Line, ...]:
        """That service, once."""
        return self.times(1)

    def times(self, count: int) -> tuple[Line, ...]:
        """That service, so many times: 15 minutes, and 10 more for each further person."""
        return (Line(self.service.pk, count),)


def house(
    *,
    clerks: int = 2,
    hours: int = 8,
    desks: int = 3,
    skills: Sequence[str] = ("residents",),
    on: date = make.DAY,
    place: Place | None = None,
) -> House:
    """An office that opens at eight, for so many hours, with so many clerks all day."""
    office = make.office(desks=desks, place=place or make.place())
    service = make.service()
    make.offering(office, service)
    make.office_day(office, supply=[clerks] * 12 * hours, skills=skills, on=on)
    return House(office, service)


def booked(
    at: House, clock: str, *, name: str = "", on: date = make.DAY, count: int = 1
) -> Appointment:
    """An appointment at this time, booked before the office opens."""
    wish = Wish((Line(at.service.pk, count),), at.office.pk, on, make.tick(clock))
    return booking.book(wish, Contact(name=name), request_key=uuid4(), by=CITIZEN, at=make.AT)


def arrived(at: House, appointment_at: str, *, came: str) -> Visit:
    """Somebody with an appointment who has come."""
    code = booked(at, appointment_at).code
    return commands.check_in(code, at.office.pk, by=DEVICE, at=make.moment(came))


def ticket(
    at: House,
    clock: str = "08:00",
    *,
    lines: Sequence[Line] = (),
    request_key: UUID | None = None,
) -> Visit:
    """Somebody who walked in."""
    return commands.give_ticket(
        WalkIn(at.office.pk, tuple(lines) or at.line),
        request_key=request_key or uuid4(),
        by=DEVICE,
        at=make.moment(clock),
    )


def clerk(
    at: House, desk: int = 1, *, skills: Sequence[str] = ("residents",), clock: str = "08:00"
) -> DeskSession:
    """A clerk logged on at this desk."""
    person = make.person(at=at.office, skills=skills)
    desk_row = at.office.desks.get(number=desk)
    return commands.log_on(desk_row, person, at=make.moment(clock))


def called(at: House, session: DeskSession, clock: str = "08:05") -> Visit:
    """Whoever was next, called."""
    visit = commands.call_next(session, by=CLERK, at=make.moment(clock))
    assert visit is not None
    return visit


def served(at: House, session: DeskSession, *, since: str, until: str) -> Visit:
    """Whoever was next, served from then to then."""
    visit = called(at, session, since)
    commands.start(visit, by=CLERK, at=make.moment(since))
    return commands.finish(visit, by=CLERK, at=make.moment(until))


def verbs(visit: Visit) -> list[str]:
    """What the journal says about the visit, in order."""
    entries = JournalEntry.objects.filter(thing="floor.visit", thing_number=visit.pk)
    return list(entries.order_by("pk").values_list("verb", flat=True))


def periods(visit: Visit) -> list[tuple[str, datetime, datetime | None]]:
    """How the visit's time passed."""
    rows = visit.periods.order_by("pk")
    return list(rows.values_list("kind", "started_at", "ended_at"))
