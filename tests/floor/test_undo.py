"""Taking back what ended too early."""

from functools import partial

import pytest

from anlauf.booking import audit
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import CITIZEN
from anlauf.floor import commands, queries
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def test_a_visit_finished_by_mistake_carries_on_at_its_desk():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    visit = make_floor.served(house, session, since="08:01", until="08:03")
    assert [ticket.visit for ticket in queries.recent(session)] == [visit.pk]

    commands.take_back(visit, by=CLERK, at=at("08:04"))
    again = commands.take_back(visit, by=CLERK, at=at("08:04"))

    assert again.state == TicketState.SERVING
    assert again.desk == session.desk
    assert again.appointment.state == AppointmentState.ARRIVED
    assert again.appointment.kept_ticks == again.appointment.ticks
    assert make_floor.verbs(visit).count("floor.taken_back") == 1
    assert list(audit.differences()) == []


def test_nothing_is_taken_back_over_somebody_elses_head():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    make_floor.ticket(house)
    visit = make_floor.served(house, session, since="08:01", until="08:03")
    make_floor.called(house, session, "08:04")

    with pytest.raises(commands.VisitAtDesk, match="002"):
        commands.take_back(visit, by=CLERK, at=at("08:05"))


def test_a_visit_is_not_taken_back_to_a_desk_that_was_left():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    visit = make_floor.served(house, session, since="08:01", until="08:03")
    commands.log_off(session, at=at("08:04"))

    with pytest.raises(commands.LoggedOff):
        commands.take_back(visit, by=CLERK, at=at("08:05"))


def test_who_was_missed_or_had_left_waits_again_at_the_old_place_in_line():
    house = make_floor.house()
    session = make_floor.clerk(house)
    missed, left = make_floor.ticket(house, "08:00"), make_floor.ticket(house, "08:01")
    other = make_floor.ticket(house, "08:02")
    commands.miss(make_floor.called(house, session), by=CLERK, at=at("08:06"))
    commands.leave(left, by=CITIZEN, at=at("08:07"))

    for visit in (left, missed):
        commands.take_back(visit, by=CLERK, at=at("08:08"))

    in_line = [one.ticket.visit for one in queries.queue(house.office.pk, at=at("08:09"))]
    assert in_line == [missed.pk, left.pk, other.pk]


def test_only_taking_back_brings_a_visit_back():
    """The table knows the way back; every other verb must not take it."""
    house = make_floor.house()
    session = make_floor.clerk(house)
    for _ in range(3):
        make_floor.ticket(house)
    finished = make_floor.served(house, session, since="08:01", until="08:03")
    missed = commands.miss(make_floor.called(house, session), by=CLERK, at=at("08:06"))
    left = commands.leave(make_floor.ticket(house), by=CITIZEN, at=at("08:07"))

    for visit in (finished, missed, left):
        for deed in (
            partial(commands.start, visit),
            partial(commands.put_back, visit),
            partial(commands.park, visit, "photo"),
            partial(commands.resume, visit, session),
            partial(commands.call, visit, session),
            partial(commands.transfer, visit, session.desk),
            partial(commands.transfer, visit, house.office),
        ):
            with pytest.raises(commands.OutOfTurn):
                deed(by=CLERK, at=at("08:08"))


def test_a_parked_visit_is_resumed_and_not_started():
    house = make_floor.house()
    visit = make_floor.ticket(house)
    commands.park(visit, "photo", by=CLERK, at=at("08:01"))

    with pytest.raises(commands.OutOfTurn, match="set aside"):
        commands.start(visit, by=CLERK, at=at("08:02"))


def test_yesterday_stays_as_it_was():
    house = make_floor.house()
    visit = make_floor.ticket(house)
    commands.leave(visit, by=CITIZEN, at=at("08:07"))

    with pytest.raises(commands.DayOver):
        commands.take_back(visit, by=CLERK, at=make.moment("08:00", make.later(1)))


def test_ticks_promised_to_somebody_else_meanwhile_are_not_promised_twice():
    house = make_floor.house(clerks=1, hours=1)
    session = make_floor.clerk(house)
    make_floor.ticket(house, lines=house.times(5))  # 55 minutes
    visit = make_floor.served(house, session, since="08:00", until="08:10")
    make_floor.ticket(house, "08:10", lines=house.times(4))

    commands.take_back(visit, by=CLERK, at=at("08:12"))

    assert list(audit.differences()) == []


def test_an_end_of_this_very_moment_is_not_taken_back_over_somebody_elses_head():
    """Read while still served, finished before the lock: nobody has looked at the desk yet."""
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    make_floor.ticket(house)
    visit = make_floor.served(house, session, since="08:01", until="08:03")
    make_floor.called(house, session, "08:04")
    visit.state = TicketState.SERVING

    with pytest.raises(commands.OutOfTurn):
        commands.take_back(visit, by=CLERK, at=at("08:05"))
