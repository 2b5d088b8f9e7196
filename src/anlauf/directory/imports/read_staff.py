"""Reads how many clerks are expected when."""

from anlauf.directory.imports import hours
from anlauf.directory.imports.described import StaffPattern
from anlauf.directory.imports.table import Table


def patterns(table: Table) -> list[StaffPattern]:
    """One line of the season's staff, for each of its weekdays and spans."""
    office = table.one("office", "office")
    weekdays = hours.weekdays(table)
    spans = hours.spans(table)
    skills = table.many("skills", "skill", needed=True)
    clerks = table.whole("clerks", least=1)
    first, last = table.days()
    table.done()
    return [
        StaffPattern(office, weekday, span, tuple(sorted(skills)), clerks, first, last)
        for weekday in sorted(weekdays)
        for span in spans
    ]
