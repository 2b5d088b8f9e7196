"""A mail address is proved by the letter that went there, and by nothing else."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.models import Appointment, Key
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import VOUCHED_FOR, Contact, Policy
from anlauf.core import queries as letters
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.limits import TooManyTries
from anlauf.core.models import JournalEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db

NOOR = Contact(name="Noor", email="noor@example.org", language="en")
HALF_PAST = make.AT + timedelta(minutes=30)
CLERK = Actor(Kind.STAFF, 7)


def asked(contact: Contact = NOOR, **said) -> Appointment:
    """A hold whose form has been sent with a mail address."""
    return commands.confirm(make.held(), contact, by=CITIZEN, at=make.AT, **said)


def opened(key: str, *, at=make.AT) -> Appointment:
    return queries.opened_by(key, Purpose.CONFIRM, at=at)


def test_with_a_mail_address_the_time_is_kept_and_a_letter_asks():
    appointment = asked()
    assert appointment.state == AppointmentState.AWAITING_CONFIRMATION
    assert appointment.held_until == HALF_PAST
    (letter,) = letters.latest_letters()
    assert (letter.kind, letter.to, letter.calendar) == ("confirm_mail", NOOR.email, "")
    assert f"/confirm/{queries.confirm_key(appointment)}/" in letter.body
    assert "07:25" in letter.body
    assert appointment.code not in letter.body
    assert queries.manage_key(appointment) not in letter.body


def test_opening_the_letter_books_and_writes_the_confirmation():
    appointment = make.confirmed(asked())
    assert appointment.state == AppointmentState.BOOKED
    assert list(Letter.objects.order_by("pk").values_list("kind", flat=True)) == [
        "confirm_mail",
        "booked",
    ]
    verbs = JournalEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["booking.held", "booking.mailbox_asked", "booking.booked"]
    assert not list(audit.differences())


def test_confirmation_without_the_mailbox():
    """Nothing the browser holds books, manages or reveals; only the letter's key does."""
    held = make.held()
    browser = [queries.hold_key(held), queries.manage_key(held), held.code, str(held.uid)]
    appointment = commands.confirm(held, NOOR, by=CITIZEN, at=make.AT)
    assert queries.askers_key(appointment) == queries.hold_key(held)
    for key in browser:
        for purpose in (Purpose.CONFIRM, Purpose.MANAGE):
            with pytest.raises(queries.UnknownAppointment):
                queries.opened_by(key, purpose, at=make.AT)
    with pytest.raises(queries.UnknownAppointment):
        queries.appointment_by_code(held.code)
    again = commands.confirm(held, NOOR, by=CITIZEN, at=make.AT)
    assert again.state == AppointmentState.AWAITING_CONFIRMATION

    make.confirmed(appointment)
    appointment.refresh_from_db()
    assert queries.askers_key(appointment) == queries.hold_key(held)
    for purpose in (Purpose.CONFIRM, Purpose.MANAGE):
        with pytest.raises(queries.UnknownAppointment):
            queries.opened_by(queries.hold_key(held), purpose, at=make.AT)


def test_without_a_mail_address_it_is_booked_at_once():
    for contact in (Contact(), Contact(phone="040 123456")):
        assert asked(contact).state == AppointmentState.BOOKED


@pytest.mark.parametrize("by", [CLERK, Actor(Kind.PROGRAM, 1)])
def test_who_answers_for_somebody_books_at_once(by):
    held = make.held()
    assert commands.confirm(held, NOOR, by=by, at=make.AT).state == AppointmentState.BOOKED
    one = commands.book(make.wish(), NOOR, request_key=uuid4(), by=by, at=make.AT)
    assert one.state == AppointmentState.BOOKED
    assert queries.askers_key(one) == queries.manage_key(one)


def test_a_city_may_trust_every_address():
    assert asked(policy=VOUCHED_FOR).state == AppointmentState.BOOKED


def test_in_one_step_the_letter_asks_as_well():
    one = commands.book(make.wish(), NOOR, request_key=uuid4(), by=CITIZEN, at=make.AT)
    assert one.state == AppointmentState.AWAITING_CONFIRMATION
    assert one.held_until == HALF_PAST
    assert queries.opened_by(queries.askers_key(one), Purpose.HOLD, at=make.AT) == one
    assert make.confirmed(one).state == AppointmentState.BOOKED


def test_a_retry_after_a_lost_response_sends_no_second_letter():
    wish, key = make.wish(), uuid4()
    for _ in range(2):
        one = commands.book(wish, NOOR, request_key=key, by=CITIZEN, at=make.AT)
        commands.confirm(one, NOOR, by=CITIZEN, at=make.AT)
    assert Letter.objects.count() == 1
    assert Appointment.objects.count() == 1
    booked = make.confirmed(one)
    commands.book(wish, NOOR, request_key=key, by=CITIZEN, at=make.AT)
    commands.confirm(one, NOOR, by=CITIZEN, at=make.AT)
    booked.refresh_from_db()
    assert booked.state == AppointmentState.BOOKED
    assert Letter.objects.count() == 2


def test_opening_the_letter_twice_books_once():
    key = queries.confirm_key(asked())
    for _ in range(2):
        commands.confirm_mail(opened(key), by=CITIZEN, at=make.AT)
    assert Letter.objects.filter(kind="booked").count() == 1


def test_after_its_deadline_the_letter_books_nothing():
    appointment = opened(queries.confirm_key(asked()))
    with pytest.raises(commands.HoldEnded):
        commands.confirm_mail(appointment, by=CITIZEN, at=HALF_PAST)
    commands.end_holds(at=HALF_PAST)
    with pytest.raises(commands.HoldEnded):
        commands.confirm_mail(appointment, by=CITIZEN, at=make.AT)
    assert Appointment.objects.get().state == AppointmentState.EXPIRED
    assert not list(audit.differences())


def test_a_corrected_address_gets_a_letter_and_the_old_key_is_worthless():
    appointment = asked()
    old, before = queries.confirm_key(appointment), opened(queries.confirm_key(appointment))
    commands.correct_mail(appointment, "nour@example.org", by=CITIZEN, at=make.AT)

    with pytest.raises(queries.UnknownAppointment):
        opened(old)
    unproved = commands.confirm_mail(before, by=CITIZEN, at=make.AT)  # loaded before, pressed after
    assert unproved.state == AppointmentState.AWAITING_CONFIRMATION
    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == [
        NOOR.email,
        "nour@example.org",
    ]
    fresh = Appointment.objects.get()
    assert make.confirmed(fresh).email == "nour@example.org"


def test_back_to_the_first_address_its_letter_is_good_again():
    appointment = asked()
    first = queries.confirm_key(appointment)
    commands.correct_mail(appointment, "nour@example.org", by=CITIZEN, at=make.AT)
    commands.correct_mail(appointment, NOOR.email, by=CITIZEN, at=make.AT)
    assert commands.confirm_mail(opened(first), by=CITIZEN, at=make.AT).booked_at


def test_an_undelivered_letter_to_the_old_address_never_carries_the_new_key():
    appointment = asked()
    commands.correct_mail(appointment, "nour@example.org", by=CITIZEN, at=make.AT)
    said = {letter.to: letter.body for letter in letters.latest_letters()}
    assert queries.confirm_key(appointment) in said["nour@example.org"]
    assert queries.confirm_key(appointment) not in said[NOOR.email]


def test_correcting_for_ever_keeps_a_time_for_seventy_minutes_at_most():
    held = make.held(make.wish(at="09:30"))
    appointment = commands.confirm(held, NOOR, by=CITIZEN, at=make.AT)
    for minutes in (25, 50):
        later = make.AT + timedelta(minutes=minutes)
        appointment = commands.correct_mail(
            appointment, f"n{minutes}@example.org", by=CITIZEN, at=later
        )
    assert appointment.held_until == make.AT + timedelta(minutes=70)


def test_no_time_is_kept_beyond_its_beginning():
    wish = make.wish(at="08:00")
    held = make.held(wish, at=make.moment("07:45"))
    appointment = commands.confirm(held, NOOR, by=CITIZEN, at=make.moment("07:46"))
    assert appointment.held_until == make.moment("08:00")


def test_nobody_has_us_write_to_strangers_without_end():
    appointment = asked()
    for number in range(3):
        commands.correct_mail(appointment, f"n{number}@example.org", by=CITIZEN, at=make.AT)
    with pytest.raises(TooManyTries):
        commands.correct_mail(appointment, "another@example.org", by=CITIZEN, at=make.AT)
    assert Letter.objects.count() == 4


def test_nobody_fills_the_mailbox_of_somebody_else():
    most = Policy().most_messages
    for number in range(most):
        asked(replace(NOOR, email=f"victim+{number}@example.org"))
    with pytest.raises(commands.TooManyMessages):
        asked(replace(NOOR, email="Victim@example.org"))
    assert Letter.objects.count() == most


def test_going_on_without_mail_forgets_the_address_and_ends_the_key():
    appointment = asked()
    key = queries.confirm_key(appointment)
    booked = commands.go_on_without_mail(appointment, by=CITIZEN, at=make.AT)
    assert (booked.state, booked.email) == (AppointmentState.BOOKED, "")
    assert queries.askers_key(booked) == queries.manage_key(booked)
    with pytest.raises(queries.UnknownAppointment):
        opened(key)


def test_two_tabs_end_in_what_was_said_last():
    held = make.held()
    first = Appointment.objects.get(pk=held.pk)
    commands.confirm(first, NOOR, by=CITIZEN, at=make.AT)
    second = replace(NOOR, email="second@example.org")
    commands.confirm(held, second, by=CITIZEN, at=make.AT)
    assert make.confirmed(Appointment.objects.get()).email == "second@example.org"


def test_links_end_two_weeks_after_the_appointment_and_follow_a_move():
    offering = make.offering(make.office())
    for days in (0, 3):
        make.office_day(offering.office, on=make.later(days))
    wish = make.wish(offering)
    booked = make.appointment(wish)
    later = replace(wish, date=make.later(3))
    moved = commands.move(booked, later, request_key=uuid4(), by=CITIZEN, at=make.AT)
    key, weeks = queries.manage_key(moved), Policy().links_last

    assert queries.opened_by(key, Purpose.MANAGE, at=booked.starts_at + weeks).pk == moved.pk
    with pytest.raises(queries.LinkEnded):
        queries.opened_by(key, Purpose.MANAGE, at=moved.starts_at + weeks)
    assert Key.objects.get(purpose=Purpose.MANAGE).expires_at == moved.starts_at + weeks
