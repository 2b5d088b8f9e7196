"""The city now: counted by hand on a small city, and bounded on a large one."""

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import Service
from anlauf.engine.grid import Span
from anlauf.evaluation.queries import city_now
from anlauf.floor import commands
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def the_only(offices):
    (one,) = offices
    return one


def test_one_office_counted_by_hand():
    house = make_floor.house(clerks=2, desks=3)
    house.office.desks.filter(number=3).update(active=False)
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00")
    make_floor.served(house, session, since="08:04", until="08:10")  # waited 4
    make_floor.arrived(house, "08:30", came="08:05")
    make_floor.served(house, session, since="08:40", until="08:50")  # waited 10
    make_floor.ticket(house, "08:20")  # waits 40 by now
    make_floor.arrived(house, "08:45", came="08:30")  # waits 15 by now
    make_floor.booked(house, "10:00")

    now = the_only(city_now(at=at("09:00")))

    assert now.office == house.office
    assert now.open
    assert now.spans == (Span(make.tick("08:00"), make.tick("16:00")),)
    assert (now.open_desks, now.desks) == (1, 2)
    assert now.waiting == 2
    assert now.longest_now_minutes == 40
    assert now.longest_minutes == 40
    assert now.median_minutes == 12  # between 10 and 15
    assert now.walk_ins_open
    assert now.next_start is not None
    assert now.next_start.at == at("09:10")  # soon enough to be booked and to come
    assert now.appointments == 3


def test_who_left_without_a_call_does_not_count_among_the_waits():
    house = make_floor.house()
    commands.leave(make_floor.ticket(house, "08:00"), by=CLERK, at=at("09:00"))

    now = the_only(city_now(at=at("09:30")))

    assert (now.waiting, now.longest_minutes, now.median_minutes) == (0, None, None)


def test_a_wait_before_the_appointed_time_does_not_count():
    house = make_floor.house()
    make_floor.arrived(house, "10:00", came="09:00")

    now = the_only(city_now(at=at("09:30")))

    assert (now.waiting, now.longest_now_minutes, now.median_minutes) == (1, 0, 0)


def test_cancelled_appointments_and_walk_ins_are_no_appointments_of_today():
    house = make_floor.house()
    make_floor.ticket(house, "08:00")
    gone = make_floor.booked(house, "09:00")
    booking.cancel(gone, by=SYSTEM, at=make.AT)
    missed = make_floor.booked(house, "08:15")
    booking.end(missed, AppointmentState.MISSED, by=SYSTEM, at=at("08:50"))

    assert the_only(city_now(at=at("09:00"))).appointments == 1


def test_a_full_day_takes_no_walk_ins_and_names_the_next_day():
    house = make_floor.house(clerks=1, hours=1)
    make.office_day(house.office, on=make.later(1))
    for _ in range(4):
        make_floor.ticket(house, "08:00")

    now = the_only(city_now(at=at("08:00")))

    assert not now.walk_ins_open
    assert now.next_start is not None
    assert now.next_start.date == make.later(1)


def test_a_closed_office_is_shown_as_closed():
    make_floor.house(on=make.later(1))

    now = the_only(city_now(at=at("09:00")))

    assert (now.open, now.spans, now.walk_ins_open, now.appointments) == (False, (), False, 0)


def test_an_office_that_offers_nothing_is_shown_all_the_same():
    make_floor.house()
    Service.objects.all().delete()

    now = the_only(city_now(at=at("09:00")))

    assert (now.open, now.walk_ins_open, now.next_start) == (True, False, None)


def test_some_offices_may_be_asked_for():
    house, _other = make_floor.house(), make_floor.house()

    now = the_only(city_now(at=at("09:00"), offices=[house.office.pk]))

    assert now.office == house.office


def test_35_offices_take_no_more_than_twelve_statements(django_assert_max_num_queries):
    place = make.place()
    foreigners = make.area("foreigners")
    service = make.service("permit", skill_key="permits", area=foreigners)
    for number in range(35):
        if number % 4:
            house = make_floor.house(place=place, desks=1)
            make_floor.ticket(house)
        else:
            office = make.office(area=foreigners, place=place)
            make.offering(office, service)
            make.office_day(office, skills=["permits"])

    with django_assert_max_num_queries(12):
        now = city_now(at=at("09:00"))

    assert len(now) == 35
    assert sum(one.waiting for one in now) == 26
