"""What went wrong in the appointment systems of other cities, each as a test of its own.

Further ones stand where their parts are tested: a hold that expires while being confirmed and the
deadlock between booking and editing in tests/races, the rest beside the commands they are about.
"""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import Contact, Question
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Refused
from anlauf.engine.grid import clock_text, local
from anlauf.staffing import commands as staffing
from tests import make

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Berlin")
BACK = date(2026, 10, 25)  # the hour from two to three comes twice
FORTH = date(2027, 3, 28)  # the hour from two to three does not come


@pytest.fixture(autouse=True)
def nothing_differs():
    yield
    assert [str(difference) for difference in audit.differences()] == []


def test_multiple_clicks_make_multiple_reservations():
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[5] * 24)
    wish, click = make.wish(offering), uuid4()

    clicks = [commands.hold(wish, request_key=click, by=CITIZEN, at=make.AT) for _ in range(7)]

    assert len({held.pk for held in clicks}) == 1
    assert Appointment.objects.count() == 1
    assert JournalEntry.objects.filter(verb="booking.held").count() == 1


def test_a_moved_appointment_keeps_its_old_time():
    offering = make.offering(make.office())
    for days in (0, 1):
        make.office_day(offering.office, on=make.later(days), supply=[1] * 3)
    first, later = make.wish(offering), make.wish(offering, on=make.later(1))
    appointment = make.appointment(first)

    moved = commands.move(appointment, later, request_key=uuid4(), by=CITIZEN, at=make.AT)

    assert (moved.day.date, moved.starts_at) != (appointment.day.date, appointment.starts_at)
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.MOVED
    assert queries.appointment_by_code(moved.code).pk == moved.pk
    opened = queries.opened_by(queries.manage_key(appointment), Purpose.MANAGE, at=make.AT)
    assert opened.pk == moved.pk
    with pytest.raises(Refused):
        make.appointment(later)


def test_the_wrong_offices_calendar():
    here, there = make.offering(make.office("here")), make.office("there")
    elsewhere = make.offering(there, here.service)
    make.office_day(here.office, supply=[1] * 3)
    make.office_day(there, supply=[0] * 24)

    booked = make.appointment(make.wish(here))
    with pytest.raises(Refused):
        make.appointment(make.wish(elsewhere))

    assert booked.day.office_id == here.office_id
    question = Question(make.wish(here).lines, (here.office_id, there.pk))
    assert queries.times_on_offer(question, at=make.AT) == []
    assert queries.appointments_of_day(there.pk, make.DAY) == []


def test_retry_after_a_lost_response():
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[1] * 3)
    wish, request = make.wish(offering), uuid4()

    first = commands.book(wish, Contact(), request_key=request, by=CITIZEN, at=make.AT)
    again = commands.book(
        wish, Contact(), request_key=request, by=CITIZEN, at=make.AT + timedelta(minutes=3)
    )
    assert (again.pk, again.code) == (first.pk, first.code)

    lost = commands.cancel(first, by=CITIZEN, at=make.AT)
    repeated = commands.cancel(first, by=CITIZEN, at=make.AT)
    assert lost.state == repeated.state == AppointmentState.CANCELLED
    assert JournalEntry.objects.filter(verb="booking.cancelled").count() == 1


@pytest.mark.parametrize("night", [BACK, FORTH])
def test_daylight_saving_night_and_the_day_after(night):
    offering = make.offering(make.office(desks=1))
    make.hours(offering.office, "00:00-23:55", weekdays=range(7))
    make.pattern(offering.office, span="00:00-23:55", weekdays=range(7))
    at = datetime.combine(night, datetime.min.time(), ZONE) - timedelta(days=3)
    staffing.publish(offering.office_id, night, night + timedelta(days=1), by=SYSTEM, at=at)
    question = Question(make.wish(offering).lines, (offering.office_id,))

    for on in (night, night + timedelta(days=1)):
        offered = queries.starts_of_day(question, on, at=at)
        instants = [start.at for start in offered]
        assert instants == sorted(set(instants)), "two times on the wall are one moment"
        for start in offered:
            assert local(start.at, ZONE) == (on, start.tick)
        for start in offered[::6]:
            wish = make.wish(offering, on=on, at=clock_text(start.tick))
            booked = make.appointment(wish, at=at)
            assert booked.starts_at == start.at
