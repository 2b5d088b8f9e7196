"""What a program's key opens, and what it does not."""

from uuid import uuid4

import pytest

from anlauf.booking.models import Appointment
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import commands
from anlauf.people.scopes import Scope
from tests import make

pytestmark = pytest.mark.django_db


def shown(key):
    return {"Authorization": f"Bearer {key}", "Idempotency-Key": str(uuid4())}


def admitted(*scopes):
    return commands.admit_program("Forms", scopes, by=SYSTEM, at=make.AT)


def test_a_program_that_vouches_stands_in_the_journal(client, wish):
    program, key = admitted(Scope.BOOK)
    answer = client.post("/api/v1/appointments", wish, "application/json", headers=shown(key))
    assert answer.status_code == 201
    entry = JournalEntry.objects.get(verb="booking.booked")
    assert (entry.by_kind, entry.by_number) == ("program", program.pk)


def test_a_program_without_that_scope_books_like_any_citizen(client, wish):
    _program, key = admitted()
    client.post("/api/v1/appointments", wish, "application/json", headers=shown(key))
    assert JournalEntry.objects.get(verb="booking.booked").by_kind == "citizen"


@pytest.mark.parametrize("key", ["none", "", "\0", "ü"])
def test_a_key_that_is_none_is_refused(client, wish, key):
    answer = client.get("/api/v1/times", {"service": "passport"}, headers=shown(key))
    assert (answer.status_code, answer.json()["code"]) == (401, "unknown_key")


def test_a_dismissed_program_may_no_longer_call(client, wish):
    program, key = admitted()
    commands.dismiss_program(program, by=SYSTEM, at=make.AT)
    commands.dismiss_program(program, by=SYSTEM, at=make.AT)
    answer = client.get("/api/v1/times", {"service": "passport"}, headers=shown(key))
    assert answer.status_code == 401
    assert JournalEntry.objects.filter(verb="people.program_dismissed").count() == 1


def test_internal_times_ask_for_their_scope(client, wish):
    _program, key = admitted(Scope.BOOK)
    _other, good = admitted(Scope.INTERNAL)
    internal = wish | {"internal": True}
    refused = client.post("/api/v1/holds", internal, "application/json", headers=shown(key))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_in_scope")
    assert client.get("/api/v1/times?service=passport&internal=true").status_code == 403

    held = client.post("/api/v1/holds", internal, "application/json", headers=shown(good))
    assert held.status_code == 201
    assert Appointment.objects.get().share == "internal"


def test_the_table_holds_no_key(db):
    program, key = admitted()
    assert key not in (program.digest, program.name)
