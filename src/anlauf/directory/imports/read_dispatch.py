"""Reads rules of dispatch: by which figures an office calls, and what its desks are kept for."""

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import Dispatch
from anlauf.directory.imports.table import Table

_FIGURES = (
    "early_minutes",
    "tolerance_minutes",
    "longest_wait_minutes",
    "urgent_minutes",
    "keep_minutes",
    "small_minutes",
    "tickets_before_minutes",
    "more_time_percent",
)


def rule(table: Table) -> Dispatch:
    """A rule for an office or, without one, for the city; a figure left out is the usual one."""
    valid_from, valid_to = table.days()
    found = Dispatch(
        office=table.one("office", "office") if table.has("office") else "",
        figures={name: table.whole(name) for name in _FIGURES if table.has(name)},
        rare_skills=table.many("rare_skills", "skill"),
        pickup_desks=table.wholes("pickup_desks"),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if found.pickup_desks and not found.office:
        table.wrong("pickup_desks", _("Only an office has desks. Please name the office."))
    table.done()
    return found
