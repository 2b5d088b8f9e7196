"""Reads how many clerks are expected when, and what they know."""

from collections.abc import Iterator, Mapping

from anlauf.directory.imports import hours
from anlauf.directory.imports.described import Office, StaffPattern
from anlauf.directory.imports.table import Table
from anlauf.engine.grid import Span


def profile(table: Table) -> tuple[str, tuple[str, ...]]:
    """A named set of skills that many clerks share."""
    found = table.id(), table.many("skills", "skill", needed=True)
    table.done()
    return found


def patterns(
    table: Table, offices: Mapping[str, Office], profiles: Mapping[str, tuple[str, ...]]
) -> list[StaffPattern]:
    """One group of clerks, for each of its weekdays and spans.

    Without days or hours it is there whenever the office opens.
    """
    office = table.one("office", "office")
    skills = tuple(sorted(profiles.get(table.one("profile", "profile"), ())))
    clerks = table.whole("clerks", least=1)
    first, last = table.days()
    days = hours.weekdays(table, needed=False)
    spans = hours.spans(table, needed=False)
    table.done()
    return [
        StaffPattern(office, weekday, span, skills, clerks, first, last)
        for weekday, opening in _openings(offices.get(office))
        if not days or weekday in days
        for span in spans or opening
    ]


def _openings(office: Office | None) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """For each weekday the spans at which the office may be open."""
    for weekday in range(7):
        spans = {
            span
            for rule in (office.rules if office else ())
            if not rule.closed and weekday in rule.weekdays
            for span in rule.spans
        }
        if spans:
            yield weekday, tuple(sorted(spans))
