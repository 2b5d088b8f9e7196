"""Holding, confirming and booking in one step."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import Contact
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db


def promised(day: OfficeDay) -> list[int]:
    """What the first group promises in the first hour after opening."""
    day.refresh_from_db()
    start = make.tick(make.OPENS)
    return list(bytes(day.promised)[start : start + 12])


def test_a_held_time_is_taken_from_the_page():
    wish = make.wish()

    appointment = make.held(wish)

    assert appointment.state == AppointmentState.HELD
    assert promised(appointment.day) == [1, 1, 1] + [0] * 9


def test_a_confirmed_hold_is_an_appointment():
    asked = commands.confirm(
        make.held(), Contact(name="Noor", email="noor@example.org"), by=CITIZEN, at=make.AT
    )
    appointment = make.confirmed(asked)

    assert appointment.state == AppointmentState.BOOKED
    assert appointment.name == "Noor"
    assert {letter.to for letter in Letter.objects.all()} == {"noor@example.org"}


def test_confirming_twice_is_confirming_once():
    held = make.held()
    for _ in range(2):
        commands.confirm(held, Contact(email="noor@example.org"), by=CITIZEN, at=make.AT)

    assert Letter.objects.count() == 1


def test_a_hold_ends_after_ten_minutes():
    held = make.held()
    with pytest.raises(commands.HoldEnded):
        commands.confirm(held, Contact(), by=CITIZEN, at=make.AT + timedelta(minutes=10))


def test_a_taken_time_is_refused():
    wish = make.wish()
    make.held(wish)
    with pytest.raises(commands.TimeTaken):
        make.held(wish)


def test_a_hold_whose_time_is_over_makes_room_for_the_next():
    wish = make.wish()
    first = make.held(wish)

    make.held(wish, at=make.AT + timedelta(minutes=10))

    first.refresh_from_db()
    assert first.state == AppointmentState.EXPIRED


def test_the_same_request_gets_the_same_appointment_although_the_time_is_gone():
    wish, key = make.wish(), uuid4()
    first = commands.hold(wish, request_key=key, by=CITIZEN, at=make.AT)
    second = commands.hold(wish, request_key=key, by=CITIZEN, at=make.AT)

    assert first.pk == second.pk
    assert Appointment.objects.count() == 1


def test_holding_takes_three_statements(django_assert_num_queries):
    wish = make.wish()
    queries.policy_at(make.AT)  # a process asks for it once in a quarter of an hour
    with django_assert_num_queries(5):  # three and the two ends of a savepoint
        make.held(wish)


def test_confirming_takes_one_statement_and_what_the_limits_ask(django_assert_num_queries):
    held = make.held()
    with django_assert_num_queries(3):
        commands.confirm(held, Contact(), by=CITIZEN, at=make.AT)


def test_every_promise_has_an_entry_in_the_journal():
    appointment = make.appointment()
    entry = JournalEntry.objects.get(verb="booking.booked", thing_number=appointment.pk)
    assert entry.office_number == appointment.day.office_id


def test_the_manage_link_opens_the_appointment():
    appointment = make.appointment()
    key = queries.manage_key(appointment)
    assert queries.appointment_by_key(key, Purpose.MANAGE, at=make.AT) == appointment


def test_what_could_have_been_had_is_kept_beside_what_was_chosen():
    wish = replace(make.wish(at="09:00"), earliest_offered_at=make.moment("08:00"))
    held = make.held(wish)
    held.refresh_from_db()
    assert held.earliest_offered_at == make.moment("08:00")


def test_a_time_before_now_is_refused():
    with pytest.raises(commands.TimePast):
        make.held(make.wish(), at=make.moment("08:05"))


def test_a_wish_beyond_the_horizon_is_refused():
    wish = make.wish(on=make.later(61))
    with pytest.raises(commands.TooFarAhead):
        make.held(wish)


def test_a_day_without_a_page_is_closed():
    with pytest.raises(commands.DayClosed):
        make.held(replace(make.wish(), date=make.later(1)))
