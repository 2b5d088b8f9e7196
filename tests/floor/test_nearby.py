"""Other offices are named when they can be reached in time, do the same, and are no slower."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.directory.states import Competence
from anlauf.engine.waits import WaitRange
from anlauf.floor import commands, queries
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db

AT = "09:00"


def near(here, *, north: float = 0.02, clerks: int = 2, hours: int = 8, **said):
    """An office some way to the north that does the same; a hundredth is about a kilometre."""
    place = make.place(latitude=53.55 + north, longitude=10.0)
    office = make.office(place=place, desks=3, **said)
    make.offering(office, here.service)
    make.office_day(office, supply=[clerks] * 12 * hours)
    return office


@pytest.fixture
def here():
    return make_floor.house(place=make.place(latitude=53.55, longitude=10.0))


def found(here, wait=None, clock=AT):
    rows = queries.nearby(here.office, here.line, wait, at=make.moment(clock))
    return [row.office for row in rows]


def test_the_nearest_come_first_and_three_are_enough(here):
    offices = [near(here, north=north) for north in (0.04, 0.01, 0.03, 0.02)]
    assert found(here) == [offices[1].pk, offices[3].pk, offices[2].pk]


def test_what_is_told_is_way_wait_and_closing_time(here):
    office = near(here)
    [one] = queries.nearby(here.office, here.line, None, at=make.moment(AT))
    assert one.office == office.pk
    assert 2.1 < one.kilometres < 2.3
    assert one.way_minutes[0] < one.way_minutes[1]
    assert one.closes == make.moment("16:00")


def test_an_office_that_closes_before_one_arrives_is_not_named(here):
    near(here, hours=1)
    assert found(here, clock="08:40") == []


def test_an_office_whose_day_is_full_is_not_named(here):
    office = near(here, clerks=1, hours=2)
    commands.stop_tickets(office, by=SYSTEM, at=make.moment("08:00"))
    assert found(here) == []


def test_while_there_are_numbers_here_only_quicker_offices_are_named(here):
    make_floor.clerk(make_floor.House(near(here), here.service), clock="08:30")
    assert found(here, WaitRange(20, 30, 25)) == []
    assert len(found(here, WaitRange(60, 120, 90))) == 1


def test_far_away_offices_and_those_without_a_known_point_are_left_out(here):
    near(here, north=0.3)
    other = make.office(desks=1)
    make.offering(other, here.service)
    make.office_day(other)
    assert found(here) == []


def test_a_service_of_a_district_stays_in_it(here):
    here.service.competence = Competence.DISTRICT
    here.service.save()
    home, away = make.district("nord"), make.district("sued")
    here.office.districts.set([home])
    inside, outside = near(here), near(here, north=0.01)
    inside.districts.set([home, away])
    outside.districts.set([away])
    assert found(here) == [inside.pk]


def test_an_office_that_serves_fewer_at_once_is_not_named(here):
    office = near(here)
    office.offerings.update(most=1)
    assert queries.nearby(here.office, here.times(2), None, at=make.moment(AT)) == []
