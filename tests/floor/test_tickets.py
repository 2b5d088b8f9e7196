"""Tickets for walk-ins: as long as they can still be served today, and not one longer."""

from uuid import uuid4

import pytest

from anlauf.booking.models import Appointment
from anlauf.booking.queries import NotOffered
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import DEVICE
from anlauf.floor import commands, queries
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from anlauf.floor.values import MORE_TIME
from anlauf.web.common.needs import AccessNeed
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def test_a_walk_in_gets_a_number_and_a_promise_for_today():
    house = make_floor.house()

    visit = make_floor.ticket(house, "08:07")

    assert visit.label == "001"
    assert visit.due_at is None
    assert visit.appointment.share == Share.WALK_IN
    assert visit.appointment.state == AppointmentState.ARRIVED
    assert visit.appointment.start == make.tick("08:10")
    assert make_floor.verbs(visit) == ["floor.ticket_given"]


def test_minutes_before_midnight_nobody_is_promised_tomorrow():
    house = make_floor.house()
    make.office_day(house.office, on=make.later(1))
    late = make.moment("23:57")

    assert queries.first_walk_in(house.office.pk, house.line, at=late) is None
    with pytest.raises(commands.NoWalkInsLeft):
        make_floor.ticket(house, "23:57")


def test_pressing_the_button_twice_draws_one_number():
    house = make_floor.house()
    request_key = uuid4()

    first = make_floor.ticket(house, request_key=request_key)
    second = make_floor.ticket(house, "08:01", request_key=request_key)

    assert first == second
    assert Visit.objects.count() == Appointment.objects.count() == 1


def test_language_and_access_needs_travel_with_the_ticket():
    house = make_floor.house()

    visit = commands.give_ticket(
        WalkIn(house.office.pk, house.line, "en", ("step_free",)),
        request_key=uuid4(),
        by=DEVICE,
        at=make.moment("08:00"),
    )

    assert visit.language == "en"
    assert visit.access_needs == ["step_free"]


def test_tickets_are_given_until_the_supply_is_out_and_then_the_next_time_is_named():
    house = make_floor.house(clerks=1, hours=1)
    make.office_day(house.office, on=make.later(1))
    for _ in range(4):
        make_floor.ticket(house, "08:00")

    with pytest.raises(commands.NoWalkInsLeft) as refusal:
        make_floor.ticket(house, "08:00")

    next_start = refusal.value.next_start
    assert next_start is not None
    assert (next_start.date, next_start.tick) == (make.later(1), make.tick("08:00"))
    asked = queries.walk_in_open(house.office.pk, house.line, at=make.moment("08:00"))
    assert (asked.open, asked.start) == (False, next_start)
    assert Visit.objects.count() == 4


def test_a_refused_ticket_leaves_no_gap_in_the_numbers():
    house = make_floor.house(clerks=1, hours=1)
    make_floor.ticket(house, "08:00", lines=house.times(5))  # 55 minutes
    with pytest.raises(commands.NoWalkInsLeft):
        make_floor.ticket(house, "08:00")
    commands.leave(Visit.objects.get(), by=DEVICE, at=make.moment("08:01"))

    assert make_floor.ticket(house, "08:05").number == 2


def test_after_an_early_finish_a_walk_in_fits_again():
    house = make_floor.house(clerks=1, hours=1)
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00", lines=house.times(4))  # 45 minutes
    make_floor.ticket(house, "08:00")
    with pytest.raises(commands.NoWalkInsLeft):
        make_floor.ticket(house, "08:02")

    make_floor.served(house, session, since="08:00", until="08:10")

    assert make_floor.ticket(house, "08:10").state == TicketState.WAITING


def test_those_who_wait_longer_than_planned_are_counted_before_a_newcomer():
    """The page has free ticks ahead, but the people in the room will need them."""
    house = make_floor.house(clerks=1, hours=1)
    make_floor.ticket(house, "08:00")
    make_floor.ticket(house, "08:00")

    early = queries.walk_in_open(house.office.pk, house.line, at=make.moment("08:30"))
    assert not early.open

    make_floor.served(house, make_floor.clerk(house), since="08:25", until="08:30")
    assert queries.walk_in_open(house.office.pk, house.line, at=make.moment("08:30")).open


def test_a_visit_that_overruns_takes_time_from_newcomers():
    house = make_floor.house(clerks=1, hours=1)
    make_floor.ticket(house, "08:00")
    visit = make_floor.called(house, make_floor.clerk(house), "08:00")
    commands.start(visit, by=make_floor.CLERK, at=make.moment("08:00"))

    at_promise = queries.overdue(house.office.pk, at=make.moment("08:05"))
    over_time = queries.overdue(house.office.pk, at=make.moment("08:30"))

    assert at_promise == []
    assert [need.ticks for need in over_time] == [1]


def test_a_service_by_appointment_only_gives_no_tickets():
    house = make_floor.house()
    house.service.walk_in = False
    house.service.save()

    with pytest.raises(commands.AppointmentOnly):
        make_floor.ticket(house)

    assert not queries.walk_in_open(house.office.pk, house.line, at=make.moment("08:00")).open


def test_a_service_that_is_not_offered_here_gives_no_tickets():
    house = make_floor.house()

    with pytest.raises(NotOffered):
        make_floor.ticket(house, lines=(Line(make.service().pk),))


def test_a_closed_day_gives_no_tickets():
    house = make_floor.house(on=make.later(1))

    with pytest.raises(commands.NoWalkInsLeft):
        make_floor.ticket(house)


@pytest.mark.parametrize(("clock", "given"), [("07:29", False), ("07:30", True), ("15:00", True)])
def test_tickets_are_given_out_shortly_before_the_doors_open(clock, given):
    house = make_floor.house()
    later = queries.walk_in_open(house.office.pk, house.line, at=make.moment(clock)).tickets_from
    if given:
        assert later is None
        assert make_floor.ticket(house, clock).number == 1
        return
    assert later == make.moment("07:30")
    with pytest.raises(commands.TicketsLater) as refused:
        make_floor.ticket(house, clock)
    assert "07:30" in str(refused.value)


def test_somebody_who_needs_more_time_is_planned_for_longer_and_others_hear_of_it():
    house = make_floor.house(clerks=1)
    visit = commands.give_ticket(
        WalkIn(house.office.pk, house.line, access_needs=(MORE_TIME,)),
        request_key=uuid4(),
        by=DEVICE,
        at=make.moment("08:00"),
    )
    assert visit.minutes == 25  # 15 and half as much again, in whole ticks
    assert [need.ticks for need in queries.overdue(house.office.pk, at=make.moment("08:00"))] == [2]


def test_the_word_for_more_time_is_the_one_people_can_say():
    assert AccessNeed.MORE_TIME == MORE_TIME
