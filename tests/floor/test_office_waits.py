"""What everybody may know about the waits in an office, and when it is too old to be true."""

import pytest

from anlauf.floor import queries
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def test_the_wait_is_that_of_somebody_who_comes_in_now():
    house = make_floor.house()
    make_floor.clerk(house)
    for _ in range(3):
        make_floor.ticket(house, "08:00")

    known = queries.office_waits(house.office.pk, at=at("08:01"))
    own = queries.wait_for(house.office.pk, house.line, at=at("08:01"))

    assert known.waiting == 3
    assert known.as_of == at("08:01")
    assert known.by_skill == {"residents": own}
    assert not known.stale


def test_without_anybody_to_help_there_is_no_range():
    house = make_floor.house()
    assert queries.office_waits(house.office.pk, at=at("08:01")).by_skill == {"residents": None}


def test_a_room_that_has_been_silent_too_long_is_stale():
    house = make_floor.house()
    make_floor.clerk(house)
    make_floor.ticket(house, "08:00")

    assert not queries.office_waits(house.office.pk, at=at("08:20")).stale
    assert queries.office_waits(house.office.pk, at=at("08:31")).stale


def test_an_empty_room_is_never_stale():
    house = make_floor.house()
    make_floor.clerk(house)
    assert not queries.office_waits(house.office.pk, at=at("12:00")).stale
