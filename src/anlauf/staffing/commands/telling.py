"""Whom no letter reaches is told by a person, who marks it; a mark set by mistake goes again."""

from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.staffing.models import ToTell


@transaction.atomic
def tell(row: ToTell, *, by: Actor, at: datetime) -> ToTell:
    """Note that they have been told; doing it twice is doing it once."""
    known = locked(ToTell.objects.filter(pk=row.pk))
    if known.told_at is not None:
        return known

    known.told_at = at
    known.save(update_fields=["told_at"])
    _record("staffing.told", known, by=by, at=at)
    return known


@transaction.atomic
def untell(row: ToTell, *, by: Actor, at: datetime) -> ToTell:
    """Take the note back: they still have to be told."""
    known = locked(ToTell.objects.filter(pk=row.pk))
    if known.told_at is None:
        return known

    known.told_at = None
    known.save(update_fields=["told_at"])
    _record("staffing.not_told_yet", known, by=by, at=at)
    return known


def _record(verb: str, row: ToTell, *, by: Actor, at: datetime) -> None:
    facts: dict[str, object] = {"appointment": row.appointment_id}
    journal.record(verb, row, by=by, at=at, office=row.change.office_id, facts=facts)
