"""Two times right after one another are kept, asked about and confirmed together."""

from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import USUAL, Contact
from anlauf.core import queries as letters
from anlauf.core.actors import CITIZEN
from anlauf.core.models import Letter
from tests import make

pytestmark = pytest.mark.django_db

NOOR = Contact(name="Noor", email="noor@example.org", language="en")
JUST_BEFORE = make.AT + USUAL.hold - USUAL.hold / 10
LATER = make.AT + USUAL.hold * 2


@pytest.fixture
def two() -> tuple[Appointment, Appointment]:
    """Eight o'clock and a quarter past, held by one tap."""
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[2] * 48)
    key = uuid4()
    first, second = (
        commands.hold(make.wish(offering, at=clock), request_key=each, by=CITIZEN, at=make.AT)
        for clock, each in (("08:00", key), ("08:15", queries.key_after(key)))
    )
    return first, second


def ask(first: Appointment) -> Appointment:
    return commands.confirm_both(first, NOOR, by=CITIZEN, at=JUST_BEFORE)


def state(appointment: Appointment) -> str:
    appointment.refresh_from_db()
    return appointment.state


def test_the_second_is_kept_as_long_as_the_first_waits_for_its_letter(two):
    first, second = two
    ask(first)
    commands.end_holds(at=LATER)
    assert state(second) == AppointmentState.AWAITING_CONFIRMATION
    assert second.held_until == first.held_until == JUST_BEFORE + USUAL.confirmation
    commands.end_holds(at=second.held_until)
    assert {state(first), state(second)} == {AppointmentState.EXPIRED}
    assert not list(audit.differences())


def test_one_letter_names_both_and_one_confirmation_books_both(two):
    first, second = two
    ask(first)
    (letter,) = letters.latest_letters()
    assert "08:00" in letter.body
    assert "08:15" in letter.body
    assert letter.body.count("/confirm/") == 1

    commands.confirm_mail_of_both(first, by=CITIZEN, at=LATER)
    assert state(first) == state(second) == AppointmentState.BOOKED
    assert Letter.objects.filter(kind="booked").count() == 2
    assert queries.booked_after(first) == second


def test_a_corrected_address_is_corrected_for_both(two):
    first, second = two
    commands.correct_mail(ask(first), "nour@example.org", by=CITIZEN, at=LATER)
    assert state(second) == AppointmentState.AWAITING_CONFIRMATION
    assert second.email == "nour@example.org"


def test_without_mail_after_all_both_are_booked(two):
    first, second = two
    commands.go_on_without_mail(ask(first), by=CITIZEN, at=LATER)
    assert state(first) == state(second) == AppointmentState.BOOKED
    assert second.email == ""


def test_booked_at_once_the_first_leaves_the_second_to_its_own_form(two):
    first, second = two
    commands.confirm_both(first, Contact(name="Noor"), by=CITIZEN, at=make.AT)
    assert (state(first), state(second)) == (AppointmentState.BOOKED, AppointmentState.HELD)


def test_a_second_time_given_back_is_not_booked(two):
    first, second = two
    ask(first)
    commands.release(second, by=CITIZEN, at=LATER)
    commands.confirm_mail_of_both(first, by=CITIZEN, at=LATER)
    assert (state(first), state(second)) == (AppointmentState.BOOKED, AppointmentState.CANCELLED)


def test_a_second_time_with_an_address_of_its_own_needs_its_own_letter(two):
    first, second = two
    ask(first)
    second.refresh_from_db()
    commands.correct_mail(second, "kim@example.org", by=CITIZEN, at=LATER)
    commands.confirm_mail_of_both(first, by=CITIZEN, at=LATER)
    assert state(first) == AppointmentState.BOOKED
    assert state(second) == AppointmentState.AWAITING_CONFIRMATION


def test_who_gives_the_first_back_before_the_letter_gives_both_back(two):
    first, second = two
    commands.release_both(ask(first), by=CITIZEN, at=LATER)
    assert state(first) == state(second) == AppointmentState.CANCELLED
    assert not list(audit.differences())


def test_both_are_booked_or_neither(two):
    """The limit of a household is met by the second: the first stays to be decided about."""
    first, second = two
    ask(first)
    make.confirmed(
        commands.confirm(
            make.held(make.wish(first.services.get().service.offerings.get(), at="10:00")),
            NOOR,
            by=CITIZEN,
            at=make.AT,
        )
    )
    with pytest.raises(commands.TooManyForYou):
        commands.confirm_mail_of_both(first, by=CITIZEN, at=LATER)
    assert state(first) == state(second) == AppointmentState.AWAITING_CONFIRMATION
