"""The days on which somebody who waits could be offered anything: no list is kept for others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anlauf.booking.values import ANY_TIME
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.engine.grid import TICKS, Span

Moment = tuple[date, int]  # a date and a tick of it
NIGHT = TICKS


@dataclass(frozen=True)
class Window:
    """Everything from one moment on the city's clocks to another."""

    first: Moment
    last: Moment

    def days(self) -> Iterator[tuple[date, Span]]:
        """Every date in it with the ticks at which a visit could start."""
        day, last = self.first[0], self.last[0]
        while day <= last:
            begins = self.first[1] if day == self.first[0] else 0
            ends = self.last[1] if day == last else TICKS
            if begins < ends:
                yield day, Span(begins, ends)
            day += timedelta(days=1)


def first_open(
    window: Window,
    offices: Sequence[Office],
    *,
    weekdays: frozenset[int] = frozenset(range(7)),
    between: Span = ANY_TIME,
) -> date | None:
    """The first day in it on which one of the offices is open at such a time, if there is one."""
    hours = directory.hours_of(offices).values()
    holidays = frozenset(directory.holidays_between(window.first[0], window.last[0]))
    for day, start in window.days():
        if day.weekday() not in weekdays or not start.overlaps(between):
            continue
        wanted = Span(max(start.start, between.start), min(start.end, between.end))
        if any(span.overlaps(wanted) for each in hours for span in each.on(day, holidays).spans):
            return day
    return None
