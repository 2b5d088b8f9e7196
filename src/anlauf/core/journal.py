"""Append-only facts: who did what to which thing, when. There is no way to change one."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Model

from anlauf.core import rows
from anlauf.core.actors import Actor
from anlauf.core.models import JournalEntry
from anlauf.core.parts import Parts


def record(
    verb: str,
    thing: Model,
    *,
    by: Actor,
    at: datetime,
    office: int | None = None,
    facts: dict[str, object] | None = None,
) -> JournalEntry:
    """Write one fact in the present transaction. `facts` holds no personal data."""
    entry = draft(verb, thing, by=by, at=at, office=office, facts=facts)
    with connection.cursor() as cursor:
        cursor.execute(_written(), rows.values(entry, "entry"))
        rows.stored(entry, cursor.fetchone()[0])
    return entry


def draft(
    verb: str,
    thing: Model,
    *,
    by: Actor,
    at: datetime,
    office: int | None = None,
    facts: dict[str, object] | None = None,
) -> JournalEntry:
    """A fact as `record` would write it, for a command that writes all its rows at once."""
    return JournalEntry(
        at=at,
        verb=verb,
        by_kind=by.kind,
        by_number=by.number,
        thing=thing._meta.label_lower,
        thing_number=thing.pk,
        office_number=office,
        facts=facts or {},
    )


def part(name: str, entry: JournalEntry, source: str = "", **given: str) -> Parts:
    """What writes this fact, as a part of a statement; `given` says columns in SQL."""
    return Parts({name: rows.insert(JournalEntry, name, source, **given)}, rows.values(entry, name))


def record_all(verb: str, things: Iterable[Model], *, by: Actor, at: datetime) -> None:
    """Write the same fact about each of these things, in one statement."""
    JournalEntry.objects.bulk_create(
        JournalEntry(
            at=at,
            verb=verb,
            by_kind=by.kind,
            by_number=by.number,
            thing=thing._meta.label_lower,
            thing_number=thing.pk,
        )
        for thing in things
    )


@lru_cache
def _written() -> str:
    return f"{rows.insert(JournalEntry, 'entry')} RETURNING id"
