"""Nobody arrives by phone: the line knows when their time has come."""

from uuid import uuid4

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Wish
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.directory.models import Offering
from anlauf.directory.states import Channel
from anlauf.engine.dispatch import Reason
from anlauf.floor import commands, queries
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


@pytest.fixture
def house():
    house = make_floor.house()
    Offering.objects.update(channels=[Channel.VISIT, Channel.PHONE])
    return house


@pytest.fixture
def call(house):
    wish = Wish(house.line, house.office.pk, make.DAY, make.tick("09:00"), channel=Channel.PHONE)
    contact = Contact(name="Amara Okafor", phone="040 123")
    return booking.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT)


def let_in(clock):
    return commands.let_in_remote(by=SYSTEM, at=at(clock))


def test_a_call_stands_in_line_once_its_time_has_come_and_only_once(house, call):
    assert [let_in(clock) for clock in ("08:49", "08:50", "08:51")] == [0, 1, 0]
    (one,) = queries.queue(house.office.pk, at=at("08:51"))
    assert (one.reason, one.ticket.channel, one.ticket.phone) == (
        Reason.TIME_HAS_COME,
        Channel.PHONE,
        "040 123",
    )


def test_a_call_we_are_late_with_is_still_punctual(house, call):
    let_in("09:40")
    (one,) = queries.queue(house.office.pk, at=at("09:40"))
    assert (one.reason, one.waited_minutes) == (Reason.TIME_HAS_COME, 40)


def test_nobody_by_phone_is_missed_for_not_arriving(house, call):
    assert commands.miss_absent(by=SYSTEM, at=at("10:30")) == 0
    call.refresh_from_db()
    assert call.state == AppointmentState.BOOKED


def test_the_board_in_the_waiting_room_does_not_call_them(house, call):
    let_in("08:55")
    session = make_floor.clerk(house)
    visit = commands.call_next(session, by=CLERK, at=at("09:00"))
    assert make.sure(visit).state == TicketState.CALLED
    board = queries.board(house.office.pk, at=at("09:00"))
    assert (board.called, board.waiting) == ((), 0)


def test_appointments_in_the_office_are_not_let_in_by_themselves(house):
    make_floor.booked(house, "09:00")
    assert let_in("09:00") == 0
