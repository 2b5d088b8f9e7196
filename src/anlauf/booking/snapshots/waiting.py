"""An entry on the waiting list as the engine sees it, looking at one office-day."""

from collections.abc import Iterable
from datetime import date

from anlauf.booking.models import KeptWish
from anlauf.engine.grid import TICKS, Span
from anlauf.engine.waiting import Waiting

Visit = tuple[int, int]
"""The first tick of a visit and how many it takes."""


def waiting(row: KeptWish, *, before: tuple[date, int] | None, had: Iterable[Visit]) -> Waiting:
    """The entry with the later appointment it would replace and the visits it let pass here."""
    return Waiting(
        number=row.pk,
        weight=row.weight,
        kept_at=row.kept_at,
        since=row.since,
        until=row.until,
        weekdays=frozenset(row.weekdays),
        between=Span(row.start, row.end),
        before=before,
        had=passed(had),
    )


def passed(visits: Iterable[Visit]) -> int:
    """The starts that would overlap one of these visits: nobody is asked twice about one time."""
    bits = 0
    for start, ticks in visits:
        first, last = max(start - ticks + 1, 0), min(start + ticks - 1, TICKS - 1)
        bits |= ((1 << last + 1) - 1) & ~((1 << first) - 1)
    return bits
