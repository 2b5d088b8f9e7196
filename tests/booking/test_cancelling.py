"""Giving an appointment up."""

from datetime import timedelta

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import Contact
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db


def test_a_cancelled_time_of_the_same_day_is_free_at_once():
    wish = make.wish()
    commands.cancel(make.appointment(wish), by=CITIZEN, at=make.AT)
    make.appointment(wish)


def test_cancelling_twice_is_cancelling_once():
    appointment = make.appointment(contact=Contact(email="noor@example.org"))
    for _ in range(2):
        commands.cancel(appointment, by=CITIZEN, at=make.AT)

    assert JournalEntry.objects.filter(verb="booking.cancelled").count() == 1
    assert Letter.objects.filter(kind="cancelled").count() == 1


def test_the_link_still_shows_what_was_cancelled():
    appointment = make.appointment()
    commands.cancel(appointment, by=CITIZEN, at=make.AT)
    found = queries.appointment_by_key(queries.manage_key(appointment), Purpose.MANAGE, at=make.AT)
    assert found.state == AppointmentState.CANCELLED


def test_the_code_of_a_cancelled_appointment_opens_nothing():
    appointment = make.appointment()
    commands.cancel(appointment, by=CITIZEN, at=make.AT)
    with pytest.raises(queries.UnknownAppointment):
        queries.appointment_by_code(appointment.code)


def test_what_has_begun_cannot_be_cancelled():
    appointment = make.appointment()
    with pytest.raises(commands.NothingToChange):
        commands.cancel(appointment, by=CITIZEN, at=appointment.starts_at + timedelta(seconds=1))


def test_somebody_who_is_here_cannot_cancel():
    appointment = commands.arrive(make.appointment(), by=CITIZEN, at=make.AT)
    with pytest.raises(commands.NothingToChange):
        commands.cancel(appointment, by=CITIZEN, at=make.AT)


def test_a_released_hold_is_free_at_once_and_writes_no_letter():
    wish = make.wish()
    held = make.held(wish)

    commands.release(held, by=CITIZEN, at=make.AT)

    make.held(wish)
    assert not Letter.objects.exists()


def test_releasing_what_is_booked_changes_nothing():
    appointment = make.appointment()
    commands.release(appointment, by=CITIZEN, at=make.AT)
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.BOOKED
