"""Builders: small true rows for tests; what a test does not say is chosen sensibly.

The usual test lives on Monday the 23rd of November 2026, five to seven in Hamburg.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count as counting
from typing import TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, KeptWish, OfficeDay, ReleaseRule, UrgencyRule
from anlauf.booking.states import AppointmentState, Purpose, Share
from anlauf.booking.values import USUAL, Contact, Line, Policy, Wanted, Wish
from anlauf.cases.commands import receive
from anlauf.cases.models import Case, Intake, Kind
from anlauf.cases.values import HandedIn, PersonSaid
from anlauf.core.actors import CITIZEN
from anlauf.directory.models import (
    Area,
    City,
    Desk,
    District,
    Offering,
    Office,
    OpeningRule,
    Place,
    Service,
    Skill,
)
from anlauf.directory.states import Channel, Competence, OfficeKind
from anlauf.engine.capacity import EMPTY_DAY, level
from anlauf.engine.grid import TICKS, Span, tick_of
from anlauf.people.models import Membership, Person
from anlauf.people.roles import Role
from anlauf.staffing.models import (
    Contract,
    Employee,
    Knowledge,
    ShiftPattern,
    StaffPattern,
    Team,
)
from anlauf.staffing.tours import Halt

ZONE = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
OPENS = "08:00"
PASSWORD = "a long word for tests"
NOBODY = Contact()

T = TypeVar("T")

_numbers = counting(1)


def tick(clock: str) -> int:
    """The tick at which the clock on the wall shows `08:00`."""
    return tick_of(time.fromisoformat(clock))


def moment(clock: str, on: date = DAY) -> datetime:
    """The instant at which the clock in Hamburg shows this time."""
    return datetime.combine(on, time.fromisoformat(clock), tzinfo=ZONE).astimezone(UTC)


def sure(thing: T | None) -> T:
    """The thing, which must be there."""
    assert thing is not None
    return thing


def city(**said: object) -> City:
    """The one city."""
    usual = {
        "name": {"de": "Hamburg", "en": "Hamburg"},
        "zone": "Europe/Berlin",
        "holiday_region": "DE-HH",
        "languages": ["de", "en"],
        "postal_codes": ["20095"],
    }
    return City.objects.get_or_create(key="hamburg", defaults=usual | said)[0]


def district(key: str = "mitte") -> District:
    """A district of residence."""
    return District.objects.get_or_create(key=key, defaults={"name": key.title()})[0]


def area(key: str = "residents") -> Area:
    """A field of matters."""
    name = {"de": key.title(), "en": key.title()}
    return Area.objects.get_or_create(key=key, defaults={"name": name, "position": 1})[0]


def skill(key: str = "residents", *, of: Area | None = None) -> Skill:
    """Something a clerk can do."""
    name = {"de": key.title(), "en": key.title()}
    return Skill.objects.get_or_create(key=key, defaults={"name": name, "area": of or area()})[0]


def place(**said: object) -> Place:
    """An address."""
    number = next(_numbers)
    usual = {
        "key": f"place-{number}",
        "street": f"Marktstraße {number}",
        "postal_code": "20095",
        "town": "Hamburg",
        "district": said.get("district") or district(),
    }
    return Place.objects.create(**usual | said)


def office(key: str = "", *, desks: int = 0, **said: object) -> Office:
    """An office with so many desks, in a city that exists."""
    city()
    key = key or f"office-{next(_numbers)}"
    usual = {
        "key": key,
        "name": {"de": f"Kundenzentrum {key}", "en": f"Service centre {key}"},
        "short": key.title(),
        "kind": OfficeKind.FULL,
        "sort_key": key,
        "area": said.get("area") or area(),
        "place": said.get("place") or place(),
    }
    made = Office.objects.create(**usual | said)
    for number in range(1, desks + 1):
        desk(made, number)
    return made


def desk(at: Office, number: int | None = None) -> Desk:
    """A desk in an office."""
    number = number or at.desks.count() + 1
    return Desk.objects.create(office=at, number=number, name=str(number))


def service(key: str = "", *, skill_key: str = "residents", **said: object) -> Service:
    """Something people come for; offered nowhere yet."""
    key = key or f"service-{next(_numbers)}"
    needs = skill(skill_key, of=said.get("area"))  # type: ignore[arg-type]
    usual = {
        "key": key,
        "name": {"de": f"Leistung {key}", "en": f"Service {key}"},
        "area": needs.area,
        "skill": needs,
        "competence": Competence.CITY,
    }
    return Service.objects.create(**usual | said)


def offering(
    at: Office,
    of: Service | None = None,
    *,
    minutes: int = 15,
    further: int = 10,
    most: int = 5,
    channels: Sequence[Channel] = (Channel.VISIT,),
) -> Offering:
    """A service at an office: 15 minutes, 10 for each further person."""
    return Offering.objects.create(
        office=at,
        service=of or service(),
        minutes=minutes,
        minutes_further=further,
        most=most,
        channels=list(channels),
    )


def office_day(
    at: Office | None = None,
    *,
    on: date = DAY,
    supply: Sequence[int] = (1,) * 24,
    opens: str = OPENS,
    skills: Sequence[str] = ("residents",),
    desks: int = 250,
) -> OfficeDay:
    """A page with one group of clerks: so many in each tick from opening on."""
    start = tick(opens)
    clerks = bytearray(TICKS)
    clerks[start : start + len(supply)] = bytes(supply)
    return OfficeDay.objects.create(
        office=at or office(),
        date=on,
        spans=[[start, start + len(supply)]],
        groups=[sorted(skills)],
        supply=bytes(clerks),
        promised=EMPTY_DAY,
        desks=level([Span(start, start + len(supply))], desks),
    )


def wish(
    of: Offering | None = None,
    *,
    at: str = OPENS,
    on: date = DAY,
    count: int = 1,
    channel: str = Channel.VISIT,
) -> Wish:
    """Somebody's wish for one service; without an offering, at an office with an empty day."""
    if of is None:
        of = offering(office())
        office_day(of.office, on=on)
    line = Line(of.service_id, count)
    return Wish((line,), of.office_id, on, tick(at), channel=channel)


def opening(share: str = "online", days: int = 35, at: str = "07:00") -> dict[str, object]:
    """A part of the time opens to a share so many days before the date."""
    return {"share": share, "days": days, "at": at}


def soon(share: str = "walk_in", minutes: int = 60) -> dict[str, object]:
    """A part of the time opens to a share so many minutes before."""
    return {"share": share, "minutes": minutes}


def tranche(percent: int, *openings: dict[str, object], name: str = "") -> dict[str, object]:
    """A part of the time, and to whom it opens when."""
    return {"name": name or f"{percent} %", "percent": percent, "openings": list(openings)}


def release_rule(*tranches: dict[str, object], **said: object) -> ReleaseRule:
    """A rule of release, of the whole city unless said otherwise."""
    return ReleaseRule.objects.create(tranches=list(tranches), **said)


def held(wanted: Wish | None = None, *, at: datetime = AT) -> Appointment:
    """A time kept for somebody who is filling in the form."""
    return commands.hold(wanted or wish(), request_key=uuid4(), by=CITIZEN, at=at)


def appointment(
    wanted: Wish | None = None, *, contact: Contact = NOBODY, at: datetime = AT
) -> Appointment:
    """A booked appointment; with a mail address its letter has been opened."""
    made = commands.book(wanted or wish(), contact, request_key=uuid4(), by=CITIZEN, at=at)
    return confirmed(made, at=at)


def confirmed(asked: Appointment, *, at: datetime = AT) -> Appointment:
    """The appointment after its letter, if one was sent, has been opened."""
    if asked.state != AppointmentState.AWAITING_CONFIRMATION:
        return asked
    opened = queries.opened_by(queries.confirm_key(asked), Purpose.CONFIRM, at=at)
    return commands.confirm_mail(opened, by=CITIZEN, at=at)


def confirm_link(asked: Appointment) -> str:
    """The page that the letter of an unconfirmed appointment leads to."""
    return f"/confirm/{queries.confirm_key(asked)}/"


def kept_wish(
    of: Offering,
    *,
    kept_at: datetime = AT,
    contact: Contact = NOBODY,
    policy: Policy = USUAL,
    **said: object,
) -> KeptWish:
    """Somebody on the waiting list for one service, from today on, for two weeks."""
    usual = {
        "lines": (Line(of.service_id),),
        "offices": (of.office_id,),
        "since": DAY,
        "until": later(14),
    }
    wanted = Wanted(**usual | said)  # type: ignore[arg-type]
    return commands.keep_wish(
        wanted, contact, request_key=uuid4(), by=CITIZEN, at=kept_at, policy=policy
    )


def hours(at: Office, *spans: str, weekdays: Sequence[int] = (0, 1, 2, 3, 4)) -> OpeningRule:
    """Opening hours such as `08:00-12:00` on working days."""
    read = [[tick(clock) for clock in span.split("-")] for span in spans]
    return OpeningRule.objects.create(office=at, weekdays=list(weekdays), spans=read)


def pattern(
    at: Office,
    *,
    clerks: int = 1,
    span: str = "08:00-16:00",
    weekdays: Sequence[int] = (0, 1, 2, 3, 4),
    skills: Sequence[str] = ("residents",),
) -> list[StaffPattern]:
    """The staff expected on these weekdays."""
    start, end = (tick(clock) for clock in span.split("-"))
    made = []
    for weekday in weekdays:
        row = StaffPattern.objects.create(
            office=at, weekday=weekday, start=start, end=end, clerks=clerks
        )
        row.skills.set([skill(key) for key in skills])
        made.append(row)
    return made


def person(
    login: str = "",
    *,
    role: Role | None = Role.CLERK,
    at: Office | None = None,
    skills: Sequence[str] = ("residents",),
) -> Person:
    """Somebody who works at an office, or in the whole city, and can log in with `PASSWORD`."""
    login = login or f"person-{next(_numbers)}"
    made = Person(login=login, name=login.title())
    made.set_password(PASSWORD)
    made.save()
    made.skills.set([skill(key) for key in skills])
    if role is not None:
        Membership.objects.create(person=made, role=role, office=at)
    return made


def later(days: int) -> date:
    """So many days after the usual Monday."""
    return DAY + timedelta(days=days)


def urgency_rule(key: str = "", *, services: Sequence[Service] = (), **said: object) -> UrgencyRule:
    """A published reason that asks for a date within two weeks."""
    key = key or f"reason-{next(_numbers)}"
    usual = {
        "key": key,
        "name": {"de": f"Grund {key}", "en": f"Reason {key}"},
        "explanation": {"de": "Es eilt.", "en": "It is urgent."},
        "proof": {"de": "das Ticket", "en": "the ticket"},
        "within_days": 14,
    }
    made = UrgencyRule.objects.create(**usual | said)
    made.services.set(services)
    return made


def urgent(wanted: Wish, rule: UrgencyRule, *, days: int | None = 3) -> Wish:
    """The wish with a claim: the reason, and a date so many days from the usual Monday."""
    stated = None if days is None else later(days)
    return replace(wanted, share=Share.URGENT, urgency=rule.pk, urgent_on=stated)


def case_kind(
    key: str = "",
    *,
    steps: Sequence[tuple[str, int]] = (("received", 3), ("checking", 10), ("deciding", 5)),
    papers: Sequence[str] = (),
    **said: object,
) -> Kind:
    """A kind of case; `papers` are needed from everybody, or from a group: `job:contract`."""
    of = said.pop("service", None) or service()
    made = Kind.objects.create(key=key or f"kind-{next(_numbers)}", service=of, **said)  # type: ignore[misc]
    for position, (state, days) in enumerate(steps):
        made.steps.create(position=position, state=state, days=days)
    for position, paper in enumerate(papers):
        group, _colon, name = paper.rpartition(":")
        made.papers.create(
            key=name,
            position=position,
            name={"de": name.title(), "en": name.title()},
            groups=[group] if group else [],
        )
    return made


def case_form(kind: Kind, *questions: tuple[str, str, str], **more: dict[str, object]) -> Kind:
    """Give a kind a form; a question is its key, its sort and its meaning.

    `more` holds further columns by the question's key.
    """
    for position, (key, sort, meaning) in enumerate(questions):
        text = {"de": f"{key.title()}?", "en": f"{key.title()}?"}
        columns = {"text": text, "sort": sort, "meaning": meaning} | more.get(key, {})
        kind.questions.create(key=key, position=position, **columns)
    return kind


WHO = (
    ("name", "text", "name"),
    ("born", "date", "birth_date"),
    ("code", "postal_code", "postal_code"),
    ("mail", "email", "email"),
)


def case(
    kind: Kind | None = None, *, at_office: Office | None = None, at: datetime = AT, **said: object
) -> Case:
    """A case somebody has handed in."""
    of = kind or case_kind()
    where = at_office or office()
    if not where.offerings.filter(service=of.service).exists():
        offering(where, of.service)
    person = {"name": "Mina Rahimi", "birth_date": date(1990, 5, 17), "email": "mina@example.org"}
    told = {key: said.pop(key) for key in ("group", "dates", "answers") if key in said}
    handed = HandedIn(of.pk, where.pk, PersonSaid(**(person | said)), **told)  # type: ignore[arg-type]
    return receive(handed, request_key=uuid4(), by=CITIZEN, at=at)


def intake(kind: Kind | None = None, *, at: datetime = AT, **said: object) -> Intake:
    """A form somebody has begun to fill in, in the one city."""
    city()
    usual: dict[str, object] = {
        "uid": uuid4(),
        "digest": uuid4().hex,
        "kind": kind or case_kind(),
        "language": "en",
        "begun_at": at,
        "touched_at": at,
        "ends_at": at + timedelta(days=30),
    }
    return Intake.objects.create(**usual | said)


def shift(
    key: str = "early", span: str = "07:00-15:30", *breaks: str, **said: object
) -> ShiftPattern:
    """A shift of the city, on working days."""
    begin, end = (tick(clock) for clock in span.split("-"))
    usual = {
        "name": {"de": key.title(), "en": key.title()},
        "begin": begin,
        "end": end,
        "breaks": [[tick(clock) for clock in pause.split("-")] for pause in breaks],
        "weekdays": [0, 1, 2, 3, 4],
    }
    return ShiftPattern.objects.create(key=key, **usual | said)


def employee(
    home: Office,
    number: str = "",
    *,
    skills: Sequence[str] = ("residents",),
    hours: float = 39,
    **said: object,
) -> Employee:
    """Somebody who can be planned, full time unless said otherwise."""
    number = number or f"p{next(_numbers)}"
    made = Employee.objects.create(number=number, name=number.title(), home=home, **said)
    for key in skills:
        Knowledge.objects.create(employee=made, skill=skill(key))
    weekdays = [0, 1, 2, 3, 4]
    Contract.objects.create(employee=made, weekly_minutes=round(hours * 60), weekdays=weekdays)
    return made


def team(key: str = "south", *, home: Office | None = None, clerks: int = 2) -> Team:
    """A mobile team of clerks who can do residents' matters; it needs no time to set up."""
    made = Team.objects.create(
        key=key,
        name=key.title(),
        home=home or office(),
        clerks=clerks,
        setup_minutes=0,
        packing_minutes=0,
    )
    made.skills.set([skill()])
    return made


def mobile(key: str = "", *, desks: int = 2) -> Office:
    """An office that is open when a team comes."""
    return office(key, desks=desks, kind=OfficeKind.MOBILE)


def halt(at: Office, doors: str = "09:00-12:00", *, way: int = 0, room: str = "") -> Halt:
    """A stop of a team at an office."""
    start, end = (tick(clock) for clock in doors.split("-"))
    return Halt(at.pk, Span(start, end), way, room)
