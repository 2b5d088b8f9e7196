"""Writes the city's shifts as its files describe them; those no longer described rest."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import Shift as Described
from anlauf.directory.models import City
from anlauf.staffing.models import ShiftPattern


@transaction.atomic
def load_shifts(described: Iterable[Described], *, by: Actor, at: datetime) -> int:
    """Let the city work by exactly these shifts, and tell how many changed."""
    wanted = {shift.key: _columns(shift) for shift in described}
    known = {row.key: row for row in ShiftPattern.objects.all()}
    changed = [key for key, columns in wanted.items() if _differs(known.get(key), columns)]
    resting = [row for key, row in known.items() if row.active and key not in wanted]

    for key in changed:
        ShiftPattern.objects.update_or_create(key=key, defaults=wanted[key])
    ShiftPattern.objects.filter(pk__in=[row.pk for row in resting]).update(active=False)
    if changed or resting:
        facts: dict[str, object] = {"shifts": sorted([*changed, *(row.key for row in resting)])}
        city = City.objects.get()
        journal.record("staffing.shifts_loaded", city, by=by, at=at, facts=facts)
    return len(changed) + len(resting)


def _columns(shift: Described) -> dict[str, object]:
    return {
        "name": dict(shift.name),
        "begin": shift.span.start,
        "end": shift.span.end,
        "breaks": [[span.start, span.end] for span in shift.breaks],
        "files": [[span.start, span.end] for span in shift.files],
        "weekdays": list(shift.weekdays),
        "active": True,
    }


def _differs(row: ShiftPattern | None, columns: dict[str, object]) -> bool:
    return row is None or any(getattr(row, name) != value for name, value in columns.items())
