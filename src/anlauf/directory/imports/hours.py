"""Days and hours as people write them: `["mon", "tue"]` and `["07:00-12:00", "13:00-19:00"]`."""

import re
from datetime import time
from itertools import pairwise

from django.utils.translation import gettext as _

from anlauf.directory.imports.notes import maybe
from anlauf.directory.imports.table import Table
from anlauf.engine.grid import TICKS, OffGrid, Span, tick_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$")


def weekdays(table: Table, key: str = "days", *, needed: bool = True) -> frozenset[int]:
    """The weekdays named, Monday being 0."""
    found = set()
    for index, day in enumerate(table.texts(key, needed=needed)):
        if day in DAYS:
            found.add(DAYS.index(day))
        else:
            table.notes.wrong(
                table.where(key, index),
                _("“%(day)s” is no weekday.") % {"day": day},
                maybe(day, DAYS) or _("Weekdays are mon, tue, wed, thu, fri, sat, sun."),
            )
    return frozenset(found)


def spans(table: Table, key: str = "hours", *, needed: bool = True) -> tuple[Span, ...]:
    """The spans named, each on the five-minute grid, in order and apart from each other."""
    found = []
    for index, text in enumerate(table.texts(key, needed=needed)):
        span = _span(table, key, index, text)
        if span is not None:
            found.append((index, span))
    for (_before, earlier), (index, later) in pairwise(found):
        if later.overlaps(earlier):
            table.notes.wrong(
                table.where(key, index),
                _("%(later)s overlaps %(earlier)s.") % {"later": later, "earlier": earlier},
            )
        elif later.start < earlier.start:
            table.notes.wrong(
                table.where(key, index),
                _("%(later)s stands after %(earlier)s.") % {"later": later, "earlier": earlier},
                _("Write the hours of a day in their order."),
            )
    return tuple(span for _index, span in found)


def _span(table: Table, key: str, index: int, text: str) -> Span | None:
    where = table.where(key, index)
    written = _HOURS.match(text)
    if written is None:
        table.notes.wrong(
            where,
            _("“%(text)s” is no span of hours.") % {"text": text},
            _("Write it like 07:00-19:00."),
        )
        return None
    try:
        start, end = _tick(written[1]), _tick(written[2])
    except (OffGrid, ValueError):
        table.notes.wrong(
            where,
            _("“%(text)s” does not fit the day in steps of five minutes.") % {"text": text},
        )
        return None
    if end <= start:
        table.notes.wrong(where, _("“%(text)s” ends before it begins.") % {"text": text})
        return None
    return Span(start, end)


def _tick(text: str) -> int:
    return TICKS if text == "24:00" else tick_of(time.fromisoformat(text))
