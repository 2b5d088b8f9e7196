"""An office with three people and a published week: p1 works early on Monday, p2 on Tuesday."""

from datetime import date, timedelta

from anlauf.booking.models import OfficeDay
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import Office
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Duty, Employee, Roster, ShiftPattern
from anlauf.staffing.states import AbsenceKind, RosterState
from tests import make

LEAVE = AbsenceKind.LEAVE
MONDAY = make.later(7)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def office(key: str = "altona") -> Office:
    """Open from 8 to 16; an early and a late shift that lie less than eleven hours apart."""
    made = make.office(key, desks=4)
    make.hours(made, "08:00-16:00")
    make.shift("early", "06:30-15:00", "12:00-12:30")
    make.shift("late", "12:00-20:30", "16:00-16:30")
    for number in range(1, 4):
        make.employee(made, f"p{number}", hours=8)
    return made


def duty(roster: Roster, person: str, on: date, shift: str = "early") -> Duty:
    """A duty of somebody, at their own office."""
    who = Employee.objects.get(number=person)
    pattern = ShiftPattern.objects.get(key=shift)
    return Duty.objects.create(roster=roster, employee=who, date=on, office=who.home, shift=pattern)


def proposed(place: Office, *, weeks: int = 1) -> Roster:
    """A proposal without any duty."""
    wanted = commands.Begun("December", MONDAY, weeks, [place.pk])
    row = commands.begin(wanted, by=SYSTEM, at=make.AT)
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED)
    return queries.roster(row.pk)


def published(place: Office, *duties: tuple[str, date]) -> Roster:
    """A published week with these early duties."""
    row = proposed(place)
    for person, on in duties or (("p1", MONDAY), ("p2", TUESDAY)):
        duty(row, person, on)
    return commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)


def clerks_at(place: Office, on: date, clock: str = "09:00") -> int:
    """How many clerks can be booked then."""
    day = OfficeDay.objects.filter(office=place, date=on).first()
    return sum(bytes(day.supply)[make.tick(clock) :: 288]) if day else 0


def working(person: str) -> list[date]:
    """The days on which somebody has a published duty."""
    who = Employee.objects.get(number=person)
    return [one.date for one in queries.duties_of(who, MONDAY, MONDAY + timedelta(days=6))]
