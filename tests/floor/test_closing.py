"""What nobody came for, and the end of the day."""

import pytest

from anlauf.booking import audit
from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM
from anlauf.floor import commands
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock, on=make.DAY):
    return make.moment(clock, on)


def close_ended_days(moment):
    return commands.close_ended_days(by=SYSTEM, at=moment)


def test_half_an_hour_after_the_start_an_appointment_is_given_away():
    house = make_floor.house()
    appointment = make_floor.booked(house, "09:00", count=4)  # 45 minutes
    make_floor.booked(house, "10:00")

    assert commands.miss_absent(by=SYSTEM, at=at("09:29")) == 0
    assert commands.miss_absent(by=SYSTEM, at=at("09:30")) == 1
    assert commands.miss_absent(by=SYSTEM, at=at("09:31")) == 0

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.MISSED
    assert appointment.kept_ticks == 6
    ahead = booking.load_of_day(house.office.pk, make.DAY, at("09:30")).promised_ahead
    assert ahead == 3  # the ten o'clock appointment alone
    assert list(audit.differences()) == []


def test_who_has_come_is_not_missed():
    house = make_floor.house()
    make_floor.arrived(house, "09:00", came="08:55")

    assert commands.miss_absent(by=SYSTEM, at=at("09:45")) == 0


def test_long_after_closing_everything_comes_to_its_end():
    house = make_floor.house(clerks=4)
    sessions = [make_floor.clerk(house, desk=desk) for desk in (1, 2)]
    make_floor.ticket(house, "08:00")
    make_floor.ticket(house, "08:01")
    make_floor.ticket(house, "08:02")
    parked = make_floor.ticket(house, "08:03")
    commands.park(parked, "papers", by=CLERK, at=at("08:04"))
    served = make_floor.called(house, sessions[0])
    commands.start(served, by=CLERK, at=at("08:06"))
    called = make_floor.called(house, sessions[1])
    appointment = make_floor.booked(house, "15:45")

    assert close_ended_days(at("17:55")) == 0
    assert close_ended_days(at("18:00")) == 4
    assert close_ended_days(at("18:01")) == 0

    states = dict(Visit.objects.values_list("number", "state"))
    assert states == {
        served.number: TicketState.FINISHED,
        called.number: TicketState.MISSED,
        3: TicketState.LEFT,
        parked.number: TicketState.LEFT,
    }
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.MISSED
    assert not DeskSession.objects.filter(ended_at__isnull=True).exists()
    assert list(audit.differences()) == []


def test_an_open_office_is_left_alone():
    house = make_floor.house()
    make_floor.ticket(house)
    make_floor.clerk(house)

    assert close_ended_days(at("15:00")) == 0
    assert Visit.objects.get().state == TicketState.WAITING
    assert DeskSession.objects.get().ended_at is None


def test_a_day_nobody_closed_is_closed_the_next_morning():
    house = make_floor.house()
    make_floor.ticket(house)
    make_floor.clerk(house)

    assert close_ended_days(at("06:00", make.later(1))) == 1
    assert DeskSession.objects.get().ended_at is not None
