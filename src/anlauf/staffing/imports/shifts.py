"""Writes the city's shifts as its files describe them; those no longer described rest."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.directory.imports.described import Shift as Described
from anlauf.directory.models import City
from anlauf.staffing import queries
from anlauf.staffing.models import Roster, ShiftPattern
from anlauf.staffing.states import RosterState


class ShiftsInUse(Refused):
    """Published duties would become unlawful, or be none any more."""

    code = "shifts_in_use"
    sentence = _(
        "The published plan “%(name)s” has duties by these shifts and would break rules with the"
        " new ones. Please take it back first, or leave those shifts as they are."
    )


@transaction.atomic
def load_shifts(described: Iterable[Described], *, by: Actor, at: datetime) -> int:
    """Let the city work by exactly these shifts, and tell how many changed."""
    wanted = {shift.key: _columns(shift) for shift in described}
    known = {row.key: row for row in ShiftPattern.objects.all()}
    changed = [key for key, columns in wanted.items() if _differs(known.get(key), columns)]
    resting = [row for key, row in known.items() if row.active and key not in wanted]

    holding = _holding([*changed, *(row.key for row in resting)], at)
    broken = {row.pk: set(queries.verdict(row).violations) for row in holding}
    for key in changed:
        ShiftPattern.objects.update_or_create(key=key, defaults=wanted[key])
    ShiftPattern.objects.filter(pk__in=[row.pk for row in resting]).update(active=False)
    for row in holding:
        if set(queries.verdict(row).violations) - broken[row.pk]:
            raise ShiftsInUse(name=row.name)
    if changed or resting:
        facts: dict[str, object] = {"shifts": sorted([*changed, *(row.key for row in resting)])}
        city = City.objects.get()
        journal.record("staffing.shifts_loaded", city, by=by, at=at, facts=facts)
    return len(changed) + len(resting)


def _holding(keys: Iterable[str], at: datetime) -> list[Roster]:
    """The published rosters to come that have duties by these shifts."""
    rows = Roster.objects.filter(state=RosterState.PUBLISHED, duties__shift__key__in=list(keys))
    today = queries.today(at)
    return [row for row in rows.distinct() if row.last >= today]


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
