"""What people are told, in which words, and that nothing is told that did not happen."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from anlauf.booking import commands, queries
from anlauf.booking.values import Contact
from anlauf.core import queries as letters
from anlauf.core.actors import CITIZEN
from anlauf.core.carriers import Mailbox
from anlauf.core.commands import delivery
from anlauf.core.models import Letter
from anlauf.directory.models import Service
from tests import make

pytestmark = pytest.mark.django_db

MAIL = Contact(name="Noor", email="noor@example.org", language="en")


def letter() -> Letter:
    """The only letter beside the one that asks to confirm, with its words."""
    (only,) = (one for one in letters.latest_letters() if one.kind != "confirm_mail")
    return only


def test_a_booking_writes_one_letter_with_link_code_and_calendar():
    appointment = make.appointment(contact=MAIL)

    said = letter()

    assert (said.kind, said.channel, said.to) == ("booked", "mail", "noor@example.org")
    assert f"/appointment/{queries.manage_key(appointment)}/" in said.body
    assert appointment.code in said.body
    assert "Hello Noor," in said.body
    assert "BEGIN:VCALENDAR" in said.calendar
    assert "Monday, 23 November 2026" in said.subject
    assert "08:00" in said.subject


def test_a_letter_says_what_to_bring():
    wish = make.wish()
    Service.objects.update(bring=[{"de": "Ein Foto", "en": "One photo"}])
    make.appointment(wish, contact=MAIL)
    assert "· One photo" in letter().body


def test_the_subject_names_a_residents_service():
    make.appointment(contact=MAIL)
    assert "Service service-" in letter().subject


def test_nothing_outside_the_letter_names_a_foreigners_service():
    area = make.area("foreigners")
    service = make.service(name={"de": "Aufenthaltstitel", "en": "Residence title"}, area=area)
    office = make.office(area=area)
    make.office_day(office)
    make.appointment(make.wish(make.offering(office, service)), contact=MAIL)

    said = letter()

    assert "Residence" not in said.subject
    assert "Residence" not in said.calendar
    assert said.subject.startswith("Booked: Appointment at")
    assert "Residence title" in said.body


def test_without_mail_a_short_message_goes_to_the_phone():
    make.appointment(contact=Contact(phone="040 123456", language="en"))

    said = letter()

    assert (said.channel, said.subject, said.calendar) == ("sms", "", "")
    assert "/appointment/" in said.body
    assert len(said.body) < 306  # two parts of a long message


def test_without_both_nothing_is_sent():
    make.appointment()
    assert not Letter.objects.exists()


def test_moving_and_cancelling_write_letters_of_their_own():
    wish = make.wish()
    first = make.appointment(wish, contact=MAIL)
    second = commands.move(
        first,
        replace(wish, start=make.tick("09:00")),
        request_key=uuid4(),
        by=CITIZEN,
        at=make.AT,
    )
    commands.cancel(second, by=CITIZEN, at=make.AT)

    kinds = list(Letter.objects.order_by("pk").values_list("kind", flat=True))

    assert kinds == ["confirm_mail", "booked", "moved", "cancelled"]


def test_an_unknown_language_is_answered_in_the_citys_own():
    appointment = make.appointment(contact=replace(MAIL, language="tlh"))
    assert appointment.language == "de"


def test_a_name_is_never_taken_for_markup():
    make.appointment(contact=replace(MAIL, name="<b>Noor & Söhne</b>"))
    assert "Hello <b>Noor & Söhne</b>," in letter().body


@pytest.mark.django_db(transaction=True)
def test_a_letter_goes_back_with_the_change_it_speaks_of():
    with transaction.atomic():
        make.appointment(contact=MAIL)
        assert Letter.objects.exists()
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_a_refused_confirmation_writes_no_letter():
    held = make.held()
    with pytest.raises(commands.HoldEnded):
        commands.confirm(held, MAIL, by=CITIZEN, at=make.AT + timedelta(hours=1))
    assert not Letter.objects.exists()


def test_a_letter_that_leaves_late_says_what_was_true_when_it_was_put_down():
    appointment = make.appointment(contact=MAIL)
    cancelled = commands.cancel(appointment, by=CITIZEN, at=make.AT + timedelta(hours=1))

    delivery.deliver(Mailbox(), at=make.AT + timedelta(hours=2))

    _asked, booked, off = Letter.objects.order_by("pk")
    assert "your appointment is booked" in booked.body
    assert "METHOD:PUBLISH" in booked.calendar
    assert "SEQUENCE:0" in booked.calendar
    assert "METHOD:CANCEL" in off.calendar
    assert f"SEQUENCE:{cancelled.sequence}" in off.calendar


def test_a_booking_waits_for_no_words():
    make.appointment(contact=MAIL)
    put_down = Letter.objects.get(kind="booked")
    assert (put_down.subject, put_down.body, put_down.calendar) == ("", "", "")
