"""A service centre on a busy Monday: desks, clerks, people who booked and people who walked in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.test import Client

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Line, WalkIn, Wish
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM, Actor, Kind
from anlauf.directory.models import Office, Service
from anlauf.floor import commands as floor
from anlauf.floor import queries
from anlauf.floor.models import DeskSession, Visit
from anlauf.people import commands as people
from anlauf.people.commands import NewDevice
from anlauf.people.models import Person
from anlauf.people.roles import Role
from anlauf.people.states import DeviceKind
from tests import make

NOON = make.moment("12:00")
NAMES = ("Amira Haddad", "Jan Petersen", "ليلى عباس", "Zoë 🎈 Lüders", "", "Nguyễn Thị Hoa")
SERVICES = (
    ("identity-card", "Personalausweis beantragen", "Apply for an identity card"),
    ("passport", "Reisepass beantragen", "Apply for a passport"),
    ("moving-in", "Wohnsitz anmelden", "Register a new address"),
    ("certificate", "Führungszeugnis beantragen", "Apply for a certificate of good conduct"),
    ("family-passport", "Reisepässe für die ganze Familie mit Kindern unter zwölf Jahren",
     "Passports for the whole family with children under twelve"),
    ("parking", "Bewohnerparkausweis", "Resident's parking permit"),
    ("foreign", "Aufenthaltstitel verlängern", "Extend a residence permit"),
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """An office with its services and one clerk whom the test drives."""

    office: Office
    services: tuple[Service, ...]
    clerk: Person

    @property
    def lines(self) -> tuple[Line, ...]:
        """The first service, once."""
        return (Line(self.services[0].pk),)


def scene(*, desks: int = 6, clerks: int = 6, key: str = "harburg") -> Scene:
    """An office open from seven to nineteen, with a clerk at work there."""
    office = make.office(key, desks=desks, short="Harburg")
    services = tuple(_service(office, *words) for words in SERVICES)
    make.hours(office, "07:00-19:00")
    make.office_day(office, supply=[clerks] * 144, opens="07:00")
    clerk = make.person("clerk", role=Role.CLERK, at=office)
    return Scene(office, services, clerk)


def neighbour(beside: Scene, key: str, **said: object) -> Scene:
    """Another office with the same services, open and staffed alike."""
    office = make.office(key, desks=6, short=key.title(), **said)
    for service in beside.services:
        make.offering(office, service, minutes=15)
    make.hours(office, "07:00-19:00")
    make.office_day(office, supply=[6] * 144, opens="07:00")
    return Scene(office, beside.services, make.person(role=Role.CLERK, at=office))


def booked(
    at: Scene, clock: str, *, service: int = 0, count: int = 1, name: str = ""
) -> Appointment:
    """An appointment of the day, booked before the office opens."""
    line = Line(at.services[service].pk, count)
    wish = Wish((line,), at.office.pk, make.DAY, make.tick(clock))
    contact = Contact(name=name, access_needs=("step_free",) if count > 1 else ())
    return booking.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT)


def arrived(
    at: Scene, appointment_at: str, *, came: str, service: int = 0, name: str = ""
) -> Visit:
    """Somebody with an appointment who has come."""
    code = booked(at, appointment_at, service=service, name=name).code
    return floor.check_in(code, at.office.pk, by=DEVICE, at=make.moment(came))


def ticket(
    at: Scene, clock: str, *, service: int = 0, count: int = 1, request_key: UUID | None = None
) -> Visit:
    """Somebody who walked in."""
    return floor.give_ticket(
        WalkIn(at.office.pk, (Line(at.services[service].pk, count),), ("de", "en")[service % 2]),
        request_key=request_key or uuid4(),
        by=DEVICE,
        at=make.moment(clock),
    )


def seated(
    at: Scene, desk: int, *, person: Person | None = None, clock: str = "08:00"
) -> DeskSession:
    """Somebody logged on at this desk; without a person a new colleague."""
    row = at.office.desks.get(number=desk)
    return floor.log_on(row, person or make.person(at=at.office), at=make.moment(clock))


def called(session: DeskSession, clock: str) -> Visit:
    """Whoever was next for this desk, called."""
    return called_at(session, make.moment(clock))


def called_at(session: DeskSession, at: datetime) -> Visit:
    """Whoever was next for this desk at this moment."""
    visit = floor.call_next(session, by=actor(session.person), at=at)
    assert visit is not None
    return visit


def actor(person: Person) -> Actor:
    """The person as who does things."""
    return Actor(Kind.STAFF, person.pk)


def english() -> Client:
    """A browser set to English."""
    return Client(headers={"Accept-Language": "en"})


def set_up(client: Client, office: Office, kind: DeviceKind = DeviceKind.KIOSK) -> Client:
    """Make a browser a kiosk or a board of this office."""
    new = NewDevice(kind, "Entrance", office.pk)
    _device, code = people.add_device(new, by=SYSTEM, at=clock.now())
    client.post("/device/", {"code": code})
    return client


def logged_in(person: Person) -> Client:
    """A browser in which this person has logged in."""
    client = english()
    client.force_login(person)
    return client


def own_page(visit: Visit) -> str:
    """The address of the visitor's own page."""
    return f"/visit/{queries.visit_key(visit.appointment)}/"


def busy(at: Scene, *, waiting: int = 25, now: datetime = NOON) -> Sequence[DeskSession]:
    """Five colleagues at work, so many people waiting, some of them late, early or set aside."""
    sessions = [seated(at, desk) for desk in range(2, 7)]
    for number in range(waiting + 8):
        came = now - timedelta(minutes=70 - 2 * number)
        came_at = came.astimezone(make.ZONE).strftime("%H:%M")
        service = number % len(at.services)
        if number % 2:
            due = (11 * 60 + 5 * number) // 5 * 5
            text = f"{due // 60:02d}:{due % 60:02d}"
            arrived(at, text, came=came_at, service=service, name=NAMES[number % len(NAMES)])
        else:
            ticket(at, came_at, service=service, count=1 + number % 3)
    for order, session in enumerate(sessions):
        visit = called_at(session, now - timedelta(seconds=400 - 80 * order))
        if order < 3:
            floor.start(visit, by=actor(session.person), at=now - timedelta(minutes=4 - order))
        if order == 0:
            floor.park(visit, "photo", by=actor(session.person), at=now - timedelta(minutes=3))
            called_at(session, now - timedelta(minutes=2))
    return sessions


def _service(office: Office, key: str, german: str, english: str) -> Service:
    service = make.service(key, name={"de": german, "en": english})
    make.offering(office, service, minutes=15)
    return service
