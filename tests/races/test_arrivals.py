"""Many come in at once: numbers without gaps, nobody twice, nobody promised what is not there."""

from uuid import uuid4

import pytest

from anlauf.booking import audit
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import DEVICE, SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands
from anlauf.floor.models import Visit
from tests import make
from tests.floor import make_floor
from tests.races.rush import lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_one_code_at_many_kiosks_is_one_visit():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code

    answers = rush(
        8,
        lambda _number: commands.check_in(
            code, house.office.pk, by=DEVICE, at=make.moment("08:55")
        ),
    )

    assert len({visit.pk for visit in lucky(answers)}) == 1
    assert len(lucky(answers)) == 8
    assert JournalEntry.objects.filter(verb="floor.checked_in").count() == 1


def test_one_press_of_a_button_sent_many_times_is_one_ticket():
    house = make_floor.house()
    request_key = uuid4()

    answers = rush(8, lambda _number: make_floor.ticket(house, request_key=request_key))

    assert len({visit.pk for visit in lucky(answers)}) == 1
    assert len(lucky(answers)) == 8


def test_the_last_tickets_of_a_day_are_given_once_and_numbered_without_gaps():
    house = make_floor.house(clerks=1, hours=1)

    answers = rush(12, lambda _number: make_floor.ticket(house))

    assert sorted(visit.number for visit in lucky(answers)) == [1, 2, 3, 4]
    assert list(audit.differences()) == []


def test_two_offices_at_one_place_share_the_numbers_under_a_rush():
    place = make.place()
    houses = [make_floor.house(place=place), make_floor.house(place=place)]

    answers = lucky(rush(10, lambda number: make_floor.ticket(houses[number % 2])))

    assert sorted(visit.number for visit in answers) == list(range(1, 11))


def test_who_comes_at_the_moment_their_time_is_given_away_stays():
    for _ in range(5):
        house = make_floor.house()
        appointment = make_floor.booked(house, "09:00")

        def attempt(number: int, house=house, appointment=appointment) -> object:
            at = make.moment("09:30")
            if number % 2:
                return commands.miss_absent(by=SYSTEM, at=at)
            return commands.check_in(appointment.code, house.office.pk, by=DEVICE, at=at)

        rush(4, attempt)

        appointment.refresh_from_db()
        assert appointment.state == AppointmentState.ARRIVED
        assert Visit.objects.filter(appointment=appointment).count() == 1
        assert list(audit.differences()) == []
