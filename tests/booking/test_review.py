"""What a reader found who tried to take, hide or keep what is not theirs."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client

from anlauf.booking import audit, commands, queries, reach
from anlauf.booking.models import Appointment, Key, OfficeDay
from anlauf.booking.states import AppointmentState, Purpose, Share
from anlauf.booking.values import Contact, Policy, WalkIn
from anlauf.core import limits
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM
from anlauf.core.models import Letter
from tests import make

pytestmark = pytest.mark.django_db

upgrade = import_module("anlauf.booking.migrations.0005_what_was_promised_before")

STRANGER = Contact(email="eve@example.org", phone="040 123456")


@pytest.fixture
def offering():
    made = make.offering(make.office())
    make.office_day(made.office, supply=[9] * 24)
    return made


def ask(offering, contact, at="08:00"):
    """Leave a mail address for a held time; the letter is not opened yet."""
    held = make.held(make.wish(offering, at=at))
    return commands.confirm(held, contact, by=CITIZEN, at=make.AT)


def test_a_shared_number_shows_nobody_elses_appointment(offering):
    victim = make.appointment(make.wish(offering), contact=Contact(phone="040 123456"))
    asked = ask(offering, STRANGER, at="08:15")
    make.appointment(make.wish(offering, at="08:30"), contact=Contact(phone="040 123456"))

    answer = Client().post(make.confirm_link(asked))

    assert answer.status_code == 409
    assert queries.manage_key(victim) not in answer.content.decode()


def test_an_appointment_is_not_moved_on_and_on(offering):
    appointment = make.appointment(make.wish(offering))
    for turn in range(limits.MOVES.most):
        wish = make.wish(offering, at=f"08:{15 + 5 * turn:02d}")
        appointment = commands.move(appointment, wish, request_key=uuid4(), by=CITIZEN, at=make.AT)
    with pytest.raises(limits.TooManyTries):
        commands.move(appointment, make.wish(offering), request_key=uuid4(), by=CITIZEN, at=make.AT)


def test_the_address_nobody_wanted_to_keep_is_gone_at_once(offering):
    asked = ask(offering, Contact(email="noor@example.org"))
    commands.go_on_without_mail(asked, by=CITIZEN, at=make.AT)
    assert not Letter.objects.filter(to="noor@example.org").exists()


def test_whom_an_unconfirmed_time_was_for_is_forgotten_two_days_after_it_ended(offering):
    asked = ask(offering, Contact(email="noor@example.org"))
    far = make.AT + timedelta(days=60)
    Appointment.objects.filter(pk=asked.pk).update(starts_at=far)
    commands.end_holds(at=make.AT + timedelta(hours=2))
    commands.forget(by=SYSTEM, at=make.AT + timedelta(days=3))
    asked.refresh_from_db()
    assert (asked.email, Letter.objects.count()) == ("", 0)


def test_a_letter_asked_for_in_another_window_proves_nothing(offering):
    held = make.held(make.wish(offering))
    first_window = Appointment.objects.select_related("day").get(pk=held.pk)
    asked = commands.confirm(held, Contact(email="noor@example.org"), by=CITIZEN, at=make.AT)
    assert asked.state == AppointmentState.AWAITING_CONFIRMATION

    booked = commands.confirm(first_window, Contact(name="Noor"), by=CITIZEN, at=make.AT)

    assert booked.state == AppointmentState.BOOKED
    assert not queries.was_proved_by_mail(booked)
    assert not Key.objects.filter(purpose=Purpose.CONFIRM).exists()


def test_one_network_may_not_book_without_an_address_for_ever(offering):
    few = Policy(most_nameless=2)
    for clock in ("08:00", "08:15"):
        book_from("192.0.2.7", offering, clock, few)
    with pytest.raises(commands.TooManyNameless):
        book_from("192.0.2.7", offering, "08:30", few)
    book_from("192.0.2.8", offering, "08:30", few)
    with_phone = Contact(phone="040 765432")
    book_from("192.0.2.7", offering, "08:45", few, with_phone)


def book_from(network, offering, clock, policy, contact=make.NOBODY):
    wish = replace(make.wish(offering, at=clock), network=network)
    return commands.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT, policy=policy)


def test_a_page_from_before_shares_learns_its_walk_ins(offering):
    commands.admit(
        WalkIn(offering.office_id, make.wish(offering).lines),
        overdue=(),
        by=DEVICE,
        at=make.moment("08:00"),
    )
    assert Appointment.objects.get().share == Share.WALK_IN
    OfficeDay.objects.update(shares=[], shared=b"")
    assert list(audit.differences())

    upgrade.count_shares(apps, None)

    assert not list(audit.differences())


def test_appointments_from_before_limits_count_and_their_links_end(offering):
    booked = make.appointment(make.wish(offering), contact=Contact(phone="040 123456"))
    Appointment.objects.update(reached_by=[])
    Key.objects.update(expires_at=None)

    upgrade.know_people(apps, None)
    upgrade.end_links(apps, None)

    booked.refresh_from_db()
    assert booked.reached_by == reach.digests("", "040 123456")
    ends = booked.starts_at + Policy().links_last
    assert set(Key.objects.values_list("expires_at", flat=True)) == {ends}
