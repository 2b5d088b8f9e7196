"""Visits are lengthened while others line up behind the same office-days."""

import multiprocessing
import time

import pytest
from django.db import OperationalError, transaction

from anlauf.booking import audit
from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.core.actors import SYSTEM, Actor, Kind
from anlauf.core.locking import locked_in_order
from anlauf.directory.models import Offering
from anlauf.staffing import commands, plans
from anlauf.staffing.commands import changes
from anlauf.staffing.models import StaffPattern
from anlauf.staffing.queries import previews
from tests import make
from tests.races.crew import crew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

MANAGER = Actor(Kind.STAFF, 7)
SOON, LATER = make.later(1), make.later(2)
ON_THE_WAY = multiprocessing.get_context("fork").Event()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Appointment:
    """A visit on the first page; the second page waits for a change of its supply."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 2)
    monkeypatch.setattr(booking, "lengthen", _slowly(booking.lengthen))
    office = make.office(desks=3)
    make.hours(office, "08:00-12:00")
    make.pattern(office, clerks=2)
    commands.publish(office.pk, make.DAY, LATER, by=SYSTEM, at=make.AT)
    made = make.appointment(make.wish(make.offering(office), on=SOON))
    pages = OfficeDay.objects.filter(office=office)
    assert pages.get(date=SOON).pk < pages.get(date=LATER).pk
    StaffPattern.objects.filter(weekday=LATER.weekday()).delete()
    return made


def test_visits_are_lengthened_behind_locks_taken_in_one_order(visit):
    assert not _meet(visit)

    visit.refresh_from_db()
    assert visit.ticks == 8
    assert not list(audit.differences())


def test_with_the_lengthened_pages_locked_last_the_deadlock_is_real(visit, monkeypatch):
    """Control: proves that the test above can fail."""
    monkeypatch.setattr(changes, "_dates", lambda _too_short: ())
    assert "deadlock" in _meet(visit)


def _meet(visit: Appointment) -> str:
    """What goes wrong when one lengthens while another takes both pages, lowest number first."""
    ON_THE_WAY.clear()
    line = visit.services.get()
    offering = Offering.objects.get(office=visit.day.office_id, service=line.service_id)
    return "".join(crew(2, lambda number: _attempt(number, visit, offering)))


def _attempt(number: int, visit: Appointment, offering: Offering) -> str:
    try:
        if number == 0:
            _lengthen(visit, offering)
        else:
            ON_THE_WAY.wait(timeout=20)
            _take_both(offering.office_id)
    except OperationalError as trouble:
        return str(trouble)
    return ""


def _lengthen(visit: Appointment, offering: Offering) -> None:
    plan = plans.duration(offering.office_id, offering.service_id, minutes=40, further=0)
    commands.apply(plan, {}, lengthen={visit.pk}, by=MANAGER, at=make.AT)


@transaction.atomic
def _take_both(office: int) -> None:
    locked_in_order(OfficeDay.objects.filter(office=office, date__in=[SOON, LATER]))


def _slowly(lengthen):
    def later(*args, **named):
        ON_THE_WAY.set()
        time.sleep(1)
        return lengthen(*args, **named)

    return later
