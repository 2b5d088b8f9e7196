"""Reads by which shifts a city works, and who can be planned."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from anlauf.directory.imports import hours
from anlauf.directory.imports.described import Employee, Shift
from anlauf.directory.imports.table import Table
from anlauf.engine.grid import Span
from anlauf.engine.roster import law
from anlauf.engine.roster.shift import Shift as Worked

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
MOST_HOURS = 48


def shift(table: Table) -> Shift:
    """One duty; what the working-time act has against it is a mistake in the file."""
    key = table.id()
    name = table.wording("name")
    times = hours.spans(table)
    breaks = hours.spans(table, "breaks", needed=False)
    files = hours.spans(table, "files", needed=False)
    days = hours.weekdays(table, needed=False)
    table.done()
    if len(times) != 1:
        if times:
            table.wrong("hours", _("A shift has one time from when until when."))
        return Shift(key, name, Span(0, 1), (), (), ())
    found = Shift(key, name, times[0], breaks, files, tuple(sorted(days)) or MONDAY_TO_FRIDAY)
    _check(found, table)
    return found


def employee(table: Table, profiles: Mapping[str, tuple[str, ...]]) -> Employee:
    """One person with one contract."""
    number = table.id()
    name = table.text("name")
    office = table.one("office", "office")
    known = profiles.get(table.one("profile", "profile"), ())
    learning = table.many("learning", "skill")
    weekly = table.decimal("weekly_hours")
    days = hours.weekdays(table, needed=False)
    floats = table.flag("floats", default=False)
    saturdays = table.flag("saturdays", default=False)
    first, last = table.days()
    invented = table.flag("invented", default=False)
    table.done()
    if weekly is None or not 0 < weekly <= MOST_HOURS:
        table.wrong(
            "weekly_hours",
            _("The hours a week must be above 0 and at most %(most)s.") % {"most": MOST_HOURS},
        )
    return Employee(
        number=number,
        name=name,
        office=office,
        skills=tuple(sorted(set(known) - set(learning))),
        learning=tuple(sorted(learning)),
        weekly_minutes=round((weekly or 0) * 60),
        weekdays=tuple(sorted(days)) or MONDAY_TO_FRIDAY,
        floats=floats,
        saturdays=saturdays,
        valid_from=first,
        valid_to=last,
        invented=invented,
    )


def _check(found: Shift, table: Table) -> None:
    """Say what lies outside of the shift, and what the law has against it."""
    span = found.span
    try:
        worked = Worked(found.key, span.start, span.end, found.breaks, found.files)
    except ValueError as wrong:
        table.wrong("hours", str(wrong))
        return
    for sentence in law.faults(law.IN_FORCE, worked):
        table.wrong("hours", sentence)
