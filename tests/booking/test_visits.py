"""What the floor tells booking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import CITIZEN, DEVICE, Actor, Kind
from anlauf.directory.models import Offering
from anlauf.engine.capacity import Need
from tests import make

pytestmark = pytest.mark.django_db

CLERK = Actor(Kind.STAFF, 1)


def admit(
    offering: Offering,
    at: datetime,
    *,
    overdue: Sequence[Need] = (),
    request_key: UUID | None = None,
) -> Appointment:
    return commands.admit(
        WalkIn(offering.office_id, (Line(offering.service_id),)),
        overdue=overdue,
        by=DEVICE,
        at=at,
        request_key=request_key,
    )


def open_today(**day) -> Offering:
    offering = make.offering(make.office())
    make.office_day(offering.office, **day)
    return offering


def promised(day: OfficeDay) -> int:
    day.refresh_from_db()
    return sum(bytes(day.promised))


def test_somebody_arrives_once():
    appointment = make.appointment()
    for _ in range(2):
        arrived = commands.arrive(appointment, by=DEVICE, at=make.AT)
    assert arrived.state == AppointmentState.ARRIVED


def test_the_late_are_still_served():
    appointment = make.appointment()
    commands.end(appointment, AppointmentState.MISSED, by=CLERK, at=make.moment("08:20"))
    arrived = commands.arrive(appointment, by=DEVICE, at=make.moment("08:30"))
    assert (arrived.state, arrived.ended_at) == (AppointmentState.ARRIVED, None)


@pytest.mark.parametrize("verb", [commands.cancel, commands.release])
def test_who_has_given_up_is_not_expected(verb):
    appointment = make.held()
    verb(appointment, by=CITIZEN, at=make.AT)
    with pytest.raises(commands.NotExpected):
        commands.arrive(appointment, by=DEVICE, at=make.AT)


def test_a_walk_in_gets_the_first_time_left_today():
    offering = open_today()
    make.appointment(make.wish(offering))

    walk_in = admit(offering, make.moment("08:01"))

    assert walk_in.start == make.tick("08:15")
    assert (walk_in.share, walk_in.state) == (Share.WALK_IN, AppointmentState.ARRIVED)
    assert not list(audit.differences())


def test_a_walk_in_is_refused_when_today_is_full_and_told_the_next_time():
    offering = open_today(supply=[1] * 4)
    make.office_day(offering.office, on=make.later(1))
    admit(offering, make.moment("08:00"))

    with pytest.raises(commands.NoWalkInsLeft) as refused:
        admit(offering, make.moment("08:00"))

    assert refused.value.next_start is not None
    assert refused.value.next_start.date == make.later(1)
    assert "today" in str(refused.value)


def test_who_already_waits_beyond_their_time_comes_first():
    offering = open_today(supply=[1] * 6)
    waiting = [Need(frozenset({"residents"}), 3)]
    assert admit(offering, make.moment("08:00"), overdue=waiting).start == make.tick("08:15")
    with pytest.raises(commands.NoWalkInsLeft):
        admit(offering, make.moment("08:00"), overdue=waiting)


def test_a_walk_in_must_be_done_by_closing():
    offering = open_today(supply=[1] * 6)
    with pytest.raises(commands.NoWalkInsLeft):
        admit(offering, make.moment("08:16"))


def test_a_walk_in_on_a_closed_day_is_refused():
    offering = make.offering(make.office())
    with pytest.raises(commands.NoWalkInsLeft):
        admit(offering, make.moment("08:00"))


def test_the_same_request_admits_once():
    offering, key = open_today(supply=[1] * 3), uuid4()
    first = admit(offering, make.moment("08:00"), request_key=key)
    assert admit(offering, make.moment("08:00"), request_key=key).pk == first.pk


@pytest.mark.parametrize(
    ("clock", "kept"), [("07:50", 0), ("08:00", 0), ("08:01", 1), ("08:10", 2), ("09:00", 3)]
)
def test_an_early_end_gives_the_ticks_not_begun_back(clock, kept):
    appointment = commands.arrive(make.appointment(), by=DEVICE, at=make.AT)

    ended = commands.end(appointment, AppointmentState.SERVED, by=CLERK, at=make.moment(clock))

    assert ended.kept_ticks == kept
    assert promised(ended.day) == kept
    assert not list(audit.differences())


def test_ending_twice_is_ending_once():
    appointment = commands.arrive(make.appointment(), by=DEVICE, at=make.AT)
    for clock in ("08:05", "08:15"):
        ended = commands.end(appointment, AppointmentState.SERVED, by=CLERK, at=make.moment(clock))
    assert ended.kept_ticks == 1


def test_an_end_taken_back_takes_its_time_again():
    appointment = commands.arrive(make.appointment(), by=DEVICE, at=make.AT)
    commands.end(appointment, AppointmentState.SERVED, by=CLERK, at=make.moment("08:05"))

    back = commands.reopen(appointment, by=CLERK, at=make.moment("08:06"))

    assert (back.state, back.kept_ticks) == (AppointmentState.ARRIVED, 3)
    assert promised(back.day) == 3


def test_an_end_taken_back_leaves_others_what_they_were_promised():
    wish = make.wish()
    appointment = commands.arrive(make.appointment(wish), by=DEVICE, at=make.AT)
    commands.end(appointment, AppointmentState.SERVED, by=CLERK, at=make.moment("08:00"))
    make.appointment(replace(wish, start=make.tick("08:10")), at=make.moment("08:00"))

    back = commands.reopen(appointment, by=CLERK, at=make.moment("08:07"))

    assert (back.state, back.kept_ticks) == (AppointmentState.ARRIVED, 0)
    assert not list(audit.differences())


def test_the_list_of_a_day_leaves_out_who_gave_up():
    wish = make.wish()
    gone = make.appointment(wish)
    commands.cancel(gone, by=CITIZEN, at=make.AT)
    later = make.appointment(replace(wish, start=make.tick("09:00")))
    early = make.appointment(wish)
    assert queries.appointments_of_day(wish.office, wish.date) == [early, later]


def test_minutes_pass_after_a_hold_without_anybody_noticing():
    """Walk-ins may have the time of a hold that is over but not swept yet."""
    offering = open_today(supply=[1] * 3)
    at = make.moment("07:45")
    make.held(make.wish(offering), at=at)
    assert admit(offering, at + timedelta(minutes=15)).start == make.tick("08:00")


def test_an_end_taken_back_asks_nobody_who_cannot_do_it():
    """Groups may be others after publishing; who kept nothing was not laid onto them."""
    appointment = commands.arrive(make.appointment(), by=DEVICE, at=make.AT)
    ended = commands.end(appointment, AppointmentState.SERVED, by=CLERK, at=make.AT)
    assert ended.kept_ticks == 0
    OfficeDay.objects.filter(pk=ended.day_id).update(groups=[["foreigners"]])

    back = commands.reopen(ended, by=CLERK, at=make.AT)

    assert (back.state, back.kept_ticks) == (AppointmentState.ARRIVED, 0)
    assert not list(audit.differences())
