"""Facts stay as they were written."""

import pytest
from django.db import IntegrityError, transaction

from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> JournalEntry:
    office = make.office()
    return journal.record("test.done", office, by=SYSTEM, at=make.AT, office=office.pk)


def test_an_entry_cannot_be_changed(entry):
    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic():
        JournalEntry.objects.filter(pk=entry.pk).update(verb="test.undone")


def test_an_entry_cannot_be_removed(entry):
    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic():
        entry.delete()


def test_an_entry_says_who_did_what_to_which_thing(entry):
    entry.refresh_from_db()
    assert (entry.by_kind, entry.verb, entry.thing) == ("system", "test.done", "directory.office")
    assert entry.thing_number == entry.office_number
