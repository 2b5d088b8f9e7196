"""Going on to somebody else, and going home."""

import pytest

from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.core.actors import CITIZEN
from anlauf.floor import commands, queries
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def serving(house, session, clock="08:05"):
    make_floor.ticket(house, "08:00")
    visit = make_floor.called(house, session, clock)
    return commands.start(visit, by=CLERK, at=at(clock))


def test_a_visit_is_passed_to_a_colleague_with_its_number():
    house = make_floor.house()
    first, second = make_floor.clerk(house, desk=1), make_floor.clerk(house, desk=2)
    visit = serving(house, first)

    commands.transfer(visit, second.desk, by=CLERK, at=at("08:10"))
    again = commands.transfer(visit, second.desk, by=CLERK, at=at("08:11"))

    assert (again.state, again.label) == (TicketState.WAITING, "001")
    assert commands.call_next(first, by=CLERK, at=at("08:12")) is None
    assert make_floor.called(house, second, "08:12") == visit
    assert make_floor.verbs(visit).count("floor.transferred") == 1


def test_a_visit_goes_back_into_the_line_for_something_else():
    house = make_floor.house(skills=("residents", "passports"))
    passports = make.service(skill_key="passports")
    make.offering(house.office, passports, minutes=20)
    first = make_floor.clerk(house, desk=1)
    able = make_floor.clerk(house, desk=2, skills=("passports",))
    visit = serving(house, first)

    commands.transfer(visit, house.office, lines=[Line(passports.pk)], by=CLERK, at=at("08:10"))

    assert commands.call_next(first, by=CLERK, at=at("08:11")) is None
    called = make_floor.called(house, able, "08:11")
    assert called == visit
    assert called.minutes == 20
    assert {item.service_id for item in called.items.all()} == {house.service.pk, passports.pk}


def test_a_visit_walks_next_door_and_keeps_its_number():
    place = make.place()
    here, there = make_floor.house(place=place), make_floor.house(place=place)
    make.offering(there.office, here.service)
    visit = serving(here, make_floor.clerk(here))
    make_floor.ticket(there, "08:08")

    commands.transfer(visit, there.office, by=CLERK, at=at("08:10"))

    assert queries.queue(here.office.pk, at=at("08:11")) == ()
    labels = [one.ticket.label for one in queries.queue(there.office.pk, at=at("08:11"))]
    assert labels == ["001", "002"]
    called = make_floor.called(there, make_floor.clerk(there), "08:12")
    commands.start(called, by=CLERK, at=at("08:12"))
    finished = commands.finish(called, by=CLERK, at=at("08:20"))
    assert finished.appointment.state == AppointmentState.SERVED


def test_whoever_came_from_next_door_takes_time_from_newcomers():
    place = make.place()
    here, there = make_floor.house(place=place), make_floor.house(place=place, clerks=1, hours=1)
    make.offering(there.office, here.service)
    visit = serving(here, make_floor.clerk(here))

    commands.transfer(visit, there.office, by=CLERK, at=at("08:10"))

    assert [need.ticks for need in queries.overdue(there.office.pk, at=at("08:10"))] == [3]


def test_next_door_must_offer_what_is_still_to_be_done():
    place = make.place()
    here, there = make_floor.house(place=place), make_floor.house(place=place)
    visit = serving(here, make_floor.clerk(here))

    with pytest.raises(booking.NotOffered):
        commands.transfer(visit, there.office, by=CLERK, at=at("08:10"))


def test_nobody_is_sent_through_the_city():
    here, there = make_floor.house(), make_floor.house()
    visit = serving(here, make_floor.clerk(here))

    with pytest.raises(commands.AnotherPlace):
        commands.transfer(visit, there.office, by=CLERK, at=at("08:10"))
    with pytest.raises(commands.DeskElsewhere):
        commands.transfer(visit, there.office.desks.get(number=1), by=CLERK, at=at("08:10"))


def test_the_reception_sends_a_waiting_visit_to_another_desk():
    house = make_floor.house()
    second = make_floor.clerk(house, desk=2)
    visit = make_floor.ticket(house)

    commands.transfer(visit, second.desk, by=CLERK, at=at("08:02"))

    assert make_floor.periods(visit) == [("waiting", at("08:00"), None)]
    assert queries.queue(house.office.pk, at=at("08:03"))[0].ticket.wanted_desk == "2"


def test_who_gives_up_is_gone_and_their_time_is_free():
    house = make_floor.house(clerks=1, hours=1)
    visit = make_floor.ticket(house, lines=house.times(5))

    commands.leave(visit, by=CITIZEN, at=at("08:03"))
    left = commands.leave(visit, by=CITIZEN, at=at("08:04"))

    assert left.state == TicketState.LEFT
    assert left.appointment.state == AppointmentState.LEFT
    assert make_floor.verbs(visit).count("floor.left") == 1
    assert make_floor.ticket(house, "08:05").number == 2


def test_who_has_just_been_called_cannot_give_up():
    house = make_floor.house()
    make_floor.ticket(house)
    visit = make_floor.called(house, make_floor.clerk(house))

    with pytest.raises(commands.OutOfTurn):
        commands.leave(visit, by=CITIZEN, at=at("08:06"))
