"""Other programs that call us: let in by a key of their own, renamed, sent away, let in again."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.keys import digest
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid
from anlauf.people.models import Program
from anlauf.people.scopes import Scope

SEEN_AGAIN = timedelta(minutes=1)


class ProgramNameMissing(Invalid):
    """A key must be told from the others by whoever takes one away."""

    code = "program_name_missing"
    sentence = _("Please say whose key this is.")


@transaction.atomic
def admit_program(
    name: str, scopes: Collection[Scope], *, by: Actor, at: datetime
) -> tuple[Program, str]:
    """Give a program a key, which is told this once and never again."""
    name = _name(name)
    key = secrets.token_urlsafe(32)
    row = Program.objects.create(
        name=name, digest=digest(key), scopes=sorted(scopes), admitted_at=at
    )
    facts: dict[str, object] = {"scopes": row.scopes}
    journal.record("people.program_admitted", row, by=by, at=at, facts=facts)
    return row, key


@transaction.atomic
def rename_program(program: Program, name: str, *, by: Actor, at: datetime) -> Program:
    """Call it otherwise; the name before is kept, so that it can be taken back."""
    row = locked(Program.objects.filter(pk=program.pk))
    name = _name(name)
    if name != row.name:
        row.former_name, row.name = row.name, name
        row.save(update_fields=["former_name", "name"])
        journal.record("people.program_renamed", row, by=by, at=at, facts={"name": name})
    return row


@transaction.atomic
def call_program_as_before(program: Program, *, by: Actor, at: datetime) -> Program:
    """Give it back the name it had before; twice is once."""
    row = locked(Program.objects.filter(pk=program.pk))
    if row.former_name:
        row.name, row.former_name = row.former_name, ""
        row.save(update_fields=["former_name", "name"])
        journal.record("people.program_renamed", row, by=by, at=at, facts={"name": row.name})
    return row


@transaction.atomic
def dismiss_program(program: Program, *, by: Actor, at: datetime) -> Program:
    """Let its key open nothing from now on; twice is once."""
    row = locked(Program.objects.filter(pk=program.pk))
    if row.dismissed_at is None:
        row.dismissed_at = at
        row.save(update_fields=["dismissed_at"])
        journal.record("people.program_dismissed", row, by=by, at=at)
    return row


@transaction.atomic
def admit_program_again(program: Program, *, by: Actor, at: datetime) -> Program:
    """Let the key it had work again; twice is once."""
    row = locked(Program.objects.filter(pk=program.pk))
    if row.dismissed_at is not None:
        row.dismissed_at = None
        row.save(update_fields=["dismissed_at"])
        journal.record("people.program_admitted_again", row, by=by, at=at)
    return row


def see_program(program: Program, *, at: datetime) -> None:
    """Remember that it called, to the minute; that it lives is no fact for the journal."""
    if program.seen_at is None or at >= program.seen_at + SEEN_AGAIN:
        Program.objects.filter(pk=program.pk).update(seen_at=at)


def _name(said: str) -> str:
    name = said.strip()
    if not name:
        raise ProgramNameMissing
    return name
