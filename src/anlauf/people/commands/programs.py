"""Let other programs call us, each by a key of its own."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.keys import digest
from anlauf.core.locking import locked
from anlauf.people.models import Program
from anlauf.people.scopes import Scope


@transaction.atomic
def admit_program(
    name: str, scopes: Collection[Scope], *, by: Actor, at: datetime
) -> tuple[Program, str]:
    """Give a program a key, which is told this once and never again."""
    key = secrets.token_urlsafe(32)
    row = Program.objects.create(
        name=name, digest=digest(key), scopes=sorted(scopes), admitted_at=at
    )
    facts: dict[str, object] = {"scopes": row.scopes}
    journal.record("people.program_admitted", row, by=by, at=at, facts=facts)
    return row, key


@transaction.atomic
def dismiss_program(program: Program, *, by: Actor, at: datetime) -> Program:
    """Let its key open nothing from now on; twice is once."""
    row = locked(Program.objects.filter(pk=program.pk))
    if row.dismissed_at is None:
        row.dismissed_at = at
        row.save(update_fields=["dismissed_at"])
        journal.record("people.program_dismissed", row, by=by, at=at)
    return row
