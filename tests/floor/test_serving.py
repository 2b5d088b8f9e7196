"""At the desk: starting, adding services, setting aside, finishing."""

import pytest

from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState
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
    return make_floor.house()


@pytest.fixture
def session(house):
    return make_floor.clerk(house)


@pytest.fixture
def visit(house, session):
    """Somebody at the desk, called at five past eight and there a minute later."""
    make_floor.ticket(house, "08:00")
    visit = make_floor.called(house, session, "08:05")
    return commands.start(visit, by=CLERK, at=at("08:06"))


def test_time_is_kept_from_the_call_to_the_end(visit):
    commands.finish(visit, by=CLERK, at=at("08:14"))

    assert make_floor.periods(visit) == [
        ("waiting", at("08:00"), at("08:05")),
        ("called", at("08:05"), at("08:06")),
        ("serving", at("08:06"), at("08:14")),
    ]
    assert make_floor.verbs(visit) == [
        "floor.ticket_given",
        "floor.called",
        "floor.started",
        "floor.finished",
    ]


def test_steps_taken_twice_are_taken_once(visit):
    commands.start(visit, by=CLERK, at=at("08:07"))
    commands.finish(visit, by=CLERK, at=at("08:14"))
    again = commands.finish(visit, by=CLERK, at=at("08:15"))

    assert again.since == at("08:14")
    assert len(make_floor.verbs(visit)) == 4


def test_finishing_gives_back_what_was_promised_beyond(house, visit):
    before = booking.load_of_day(house.office.pk, make.DAY, at("08:06"))

    finished = commands.finish(visit, by=CLERK, at=at("08:09"))

    after = booking.load_of_day(house.office.pk, make.DAY, at("08:09"))
    assert finished.appointment.state == AppointmentState.SERVED
    assert finished.appointment.kept_ticks == 2
    assert (before.promised, after.promised) == (3, 2)


def test_a_clock_that_lags_a_little_does_not_turn_time_back(house, session):
    """Two processes read the time before they wait for each other's locks."""
    make_floor.ticket(house, "08:00")
    visit = make_floor.called(house, session, "08:05:00.250")

    started = commands.start(visit, by=CLERK, at=at("08:05:00.100"))

    assert started.since == at("08:05:00.250")


def test_a_service_that_turns_up_is_added_once(house, session, visit):
    other = make.service()
    make.offering(house.office, other, minutes=10)

    commands.add_service(visit, other, 2, by=CLERK, at=at("08:07"))
    changed = commands.add_service(visit, other, 2, by=CLERK, at=at("08:08"))

    present = queries.desk_view(session, at=at("08:08")).present
    assert present is not None
    assert [(piece.service, piece.count, piece.added_at_desk) for piece in present.pieces] == [
        (house.service.pk, 1, False),
        (other.pk, 2, True),
    ]
    assert changed.minutes == 15 + 10 + 10


def test_a_service_that_is_not_offered_here_is_not_added(visit):
    with pytest.raises(booking.NotOffered):
        commands.add_service(visit, make.service(), by=CLERK, at=at("08:07"))


@pytest.mark.parametrize("count", [0, -1, 10**9])
def test_an_absurd_count_is_not_added(house, visit, count):
    with pytest.raises((booking.NothingWanted, booking.TooMany)):
        commands.add_service(visit, house.service, count, by=CLERK, at=at("08:07"))


def test_services_are_added_at_a_desk_only(house):
    waiting = make_floor.ticket(house)

    with pytest.raises(commands.OutOfTurn):
        commands.add_service(waiting, house.service, 2, by=CLERK, at=at("08:07"))


def test_a_parked_visit_leaves_the_desk_to_others_and_comes_back(house, session, visit):
    commands.park(visit, "photo", by=CLERK, at=at("08:08"))
    commands.park(visit, "photo", by=CLERK, at=at("08:08"))
    view = queries.desk_view(session, at=at("08:09"))
    assert view.present is None
    assert [(ticket.visit, ticket.park_reason) for ticket in view.parked] == [(visit.pk, "photo")]
    make_floor.ticket(house, "08:09")
    make_floor.served(house, session, since="08:09", until="08:12")

    resumed = commands.resume(visit, session, by=CLERK, at=at("08:13"))
    commands.resume(visit, session, by=CLERK, at=at("08:13"))

    assert resumed.state == TicketState.SERVING
    assert [kind for kind, _start, _end in make_floor.periods(visit)] == [
        "waiting",
        "called",
        "serving",
        "parked",
        "serving",
    ]


def test_a_parked_visit_is_not_resumed_at_a_desk_with_somebody_there(house, session, visit):
    commands.park(visit, "papers", by=CLERK, at=at("08:08"))
    make_floor.ticket(house, "08:09")
    make_floor.called(house, session, "08:10")

    with pytest.raises(commands.VisitAtDesk, match="002"):
        commands.resume(visit, session, by=CLERK, at=at("08:11"))


def test_a_parked_visit_may_go_back_into_the_line(house, visit):
    commands.park(visit, "papers", by=CLERK, at=at("08:08"))

    commands.put_back(visit, by=CLERK, at=at("08:20"))

    assert [one.ticket.visit for one in queries.queue(house.office.pk, at=at("08:21"))] == [
        visit.pk
    ]


def test_parking_needs_a_reason_that_can_be_counted(visit):
    with pytest.raises(commands.UnknownReason):
        commands.park(visit, "because Ms. Petersen said so", by=CLERK, at=at("08:08"))


def test_a_waiting_visit_is_neither_started_nor_finished(house):
    waiting = make_floor.ticket(house)

    for verb in (commands.start, commands.finish, commands.miss):
        with pytest.raises(commands.OutOfTurn, match="waiting"):
            verb(waiting, by=CLERK, at=at("08:05"))
