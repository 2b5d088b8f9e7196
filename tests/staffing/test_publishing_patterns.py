"""From opening hours, staff and desks to what can be promised."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from anlauf.booking import audit, queries
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Line, Question
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.clock import StoppedClock
from anlauf.directory.models import Desk, Office, OpeningException
from anlauf.directory.states import ExceptionKind
from anlauf.staffing import commands
from anlauf.staffing.models import StaffPattern
from tests import make

pytestmark = pytest.mark.django_db

FRIDAY = make.later(4)
SUNDAY = make.later(6)


@pytest.fixture
def office() -> Office:
    """Open from 8 to 12 and 13 to 16, two clerks all day, one licence expert till noon."""
    made = make.office(desks=3)
    make.hours(made, "08:00-12:00", "13:00-16:00")
    make.pattern(made, clerks=2, span="07:00-18:00")
    make.pattern(made, clerks=1, span="07:00-12:00", skills=["residents", "licences"])
    return made


def publish(office: Office, until: date = SUNDAY) -> commands.Published:
    return commands.publish(office.pk, make.DAY, until, by=SYSTEM, at=make.AT)


def clerks_at(office: Office, on: date, clock: str) -> int:
    day = OfficeDay.objects.get(office=office, date=on)
    supply = bytes(day.supply)
    return sum(supply[make.tick(clock) :: 288])


def test_clerks_count_while_they_are_there_and_the_office_is_open(office):
    done = publish(office)
    assert len(done.written) == 5
    assert [clerks_at(office, make.DAY, at) for at in ("07:55", "08:00", "11:55")] == [0, 3, 3]
    assert [clerks_at(office, make.DAY, at) for at in ("12:30", "13:00", "16:00")] == [0, 2, 0]


def test_publishing_again_writes_nothing(office):
    publish(office)
    again = publish(office)
    assert again.written == ()
    assert len(again.unchanged) == 7


def test_a_closed_day_has_no_supply(office):
    OpeningException.objects.create(
        office=office, date=FRIDAY, kind=ExceptionKind.CLOSED, reason={"de": "Umzug"}
    )
    assert FRIDAY in publish(office).unchanged
    assert not OfficeDay.objects.filter(office=office, date=FRIDAY).exists()


def test_a_day_that_is_closed_later_loses_its_supply(office):
    publish(office)
    OpeningException.objects.create(
        office=office, date=FRIDAY, kind=ExceptionKind.CLOSED, reason={"de": "Umzug"}
    )
    assert publish(office).written == (FRIDAY,)
    assert OfficeDay.objects.get(office=office, date=FRIDAY).groups == []


def test_a_public_holiday_has_no_supply(office):
    holiday = date(2026, 12, 25)
    commands.publish(office.pk, holiday, holiday, by=SYSTEM, at=make.AT)
    assert not OfficeDay.objects.filter(office=office, date=holiday).exists()


def test_only_active_desks_count(office):
    Desk.objects.filter(office=office, number=3).update(active=False)
    publish(office)
    day = OfficeDay.objects.get(office=office, date=make.DAY)
    assert set(bytes(day.desks)) == {0, 2}


def test_a_pattern_holds_between_its_dates(office):
    StaffPattern.objects.filter(clerks=2).update(valid_from=make.later(1), valid_to=make.later(2))
    publish(office)
    assert [clerks_at(office, make.later(days), "09:00") for days in range(4)] == [1, 3, 3, 1]


def test_clerks_of_different_hours_do_not_share_a_visit():
    """One clerk till noon and one from noon on are not one clerk all day."""
    office = make.office(desks=2)
    make.hours(office, "08:00-16:00")
    make.pattern(office, span="08:00-12:00")
    make.pattern(office, span="12:00-16:00")
    offering = make.offering(office, minutes=30)
    publish(office)
    question = Question((Line(offering.service_id),), (office.pk,))
    starts = {one.tick for one in queries.starts_of_day(question, make.DAY, at=make.AT)}
    assert make.tick("11:30") in starts
    assert make.tick("11:35") not in starts
    assert make.tick("12:00") in starts


def test_a_day_with_a_promise_in_the_way_stays_and_the_others_change(office):
    offering = make.offering(office)
    publish(office)
    kept = make.appointment(make.wish(offering, at="15:00"))
    StaffPattern.objects.filter(clerks=2).update(end=make.tick("14:00"))

    done = publish(office)

    assert done.conflicts == (commands.Conflict(make.DAY, (kept.code,)),)
    assert len(done.written) == 4
    assert clerks_at(office, make.DAY, "15:00") == 2
    assert clerks_at(office, FRIDAY, "15:00") == 0
    assert not list(audit.differences())


def test_the_command_publishes_every_office_with_staff(office):
    make.office()
    before = clock.use(StoppedClock(make.AT))
    out = StringIO()
    call_command("publish_supply", days=6, stdout=out)
    clock.use(before)
    assert out.getvalue() == "5 days written, 2 unchanged.\n"
