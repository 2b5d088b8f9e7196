"""Who people are is forgotten two days after their visit."""

from datetime import timedelta
from typing import Any

import pytest

from anlauf.booking import audit, commands
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Policy
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db

SOMEBODY = Contact(name="A. Visitor", email="a@example.org", access_needs=("more_time",))
VISIT = make.moment("08:00")


def forget(after: timedelta, **policy: Any) -> int:
    return commands.forget(by=SYSTEM, at=VISIT + after, policy=Policy(**policy))


def test_two_days_after_the_visit_name_address_and_letters_are_gone():
    make.appointment(contact=SOMEBODY)
    assert Letter.objects.count() == 2

    assert forget(timedelta(days=2, minutes=1)) == 1

    kept = Appointment.objects.get()
    assert (kept.name, kept.email, kept.phone, kept.access_needs) == ("", "", "", [])
    assert kept.reached_by == []
    assert not Letter.objects.exists()
    assert JournalEntry.objects.filter(verb="booking.contact_forgotten").count() == 1
    assert not list(audit.differences())


def test_until_then_they_are_kept():
    make.appointment(contact=SOMEBODY)
    assert forget(timedelta(days=2) - timedelta(minutes=1)) == 0
    assert Appointment.objects.get().email == SOMEBODY.email


def test_a_city_may_keep_them_for_a_week():
    make.appointment(contact=SOMEBODY)
    assert forget(timedelta(days=6), contact_days=7) == 0
    assert forget(timedelta(days=8), contact_days=7) == 1


def test_forgetting_twice_is_forgetting_once():
    make.appointment(contact=SOMEBODY)
    assert forget(timedelta(days=3)) == 1
    assert forget(timedelta(days=3)) == 0
    assert JournalEntry.objects.filter(verb="booking.contact_forgotten").count() == 1


def test_the_journal_never_held_who_it_was():
    make.appointment(contact=SOMEBODY)
    assert not any("example.org" in str(entry.facts) for entry in JournalEntry.objects.all())
