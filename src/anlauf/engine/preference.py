"""How well a free time fits what somebody wished, and the best fits of many days.

The cost of a start is counted in ticks, so that it can be said in minutes:

* each tick outside the wished part of the day costs one,
* each day away from the nearest wished weekday costs as much as two hours,
* each day of waiting costs as much as a quarter of an hour.

Nothing is left out for being far from the wish: it only comes later.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby, islice
from operator import attrgetter

from anlauf.engine.grid import TICKS, Span
from anlauf.engine.search import DayBits, starts_from, ticks_in

DAY_OFF = 24
DAY_OF_WAITING = 3
_WEEK = 7
_ANY_TIME = Span(0, TICKS)


@dataclass(frozen=True)
class Preference:
    """The weekdays, Monday being 0, and the part of the day somebody would like best."""

    weekdays: frozenset[int] = frozenset(range(_WEEK))
    between: Span = _ANY_TIME

    def days_off(self, on: date) -> int:
        """How many days the date is away from the nearest wished weekday."""
        here = on.weekday()
        return min(
            min((here - wished) % _WEEK, (wished - here) % _WEEK) for wished in self.weekdays
        )

    def ticks_off(self, tick: int) -> int:
        """How far before or behind the wished part of the day a visit would start."""
        return max(self.between.start - tick, tick - self.between.end + 1, 0)


@dataclass(frozen=True)
class Fit:
    """A time with the offices at which it is free, and how far it is from the wish."""

    cost: int
    date: date
    tick: int
    offices: tuple[Hashable, ...]
    days_off: int
    ticks_off: int

    @property
    def exact(self) -> bool:
        """Tell whether both the weekday and the time of day are as wished."""
        return not self.days_off and not self.ticks_off


def best_fits(
    days: Iterable[DayBits], wished: Preference, *, since: date, most: int, per_day: int
) -> list[Fit]:
    """The cheapest times, of each date only a few; of equal ones the earlier come first.

    Only as many starts are looked at as are shown: the others stay bits of a number.
    """
    by_date = groupby(days, key=attrgetter("date"))
    runs = [_of_date(on, list(rows), wished, since, per_day) for on, rows in by_date]
    return list(islice(merge(*runs, key=lambda fit: (fit.cost, fit.date, fit.tick)), most))


def outwards(starts: int, wished: Span) -> Iterator[int]:
    """The ticks of the set bits: those inside first, then those nearest to the span."""
    before = starts & ((1 << wished.start) - 1)
    behind = starts_from(starts, wished.end)
    yield from ticks_in(starts ^ before ^ behind)
    while before or behind:
        left = before.bit_length() - 1
        right = (behind & -behind).bit_length() - 1
        if before and (not behind or wished.start - left <= right - wished.end + 1):
            before ^= 1 << left
            yield left
        else:
            behind ^= 1 << right
            yield right


def _of_date(
    on: date, rows: list[DayBits], wished: Preference, since: date, most: int
) -> list[Fit]:
    """The best times of one date, cheapest first."""
    together = 0
    for row in rows:
        together |= row.starts
    days_off = wished.days_off(on)
    base = DAY_OFF * days_off + DAY_OF_WAITING * max((on - since).days, 0)
    return [
        Fit(
            cost=base + wished.ticks_off(tick),
            date=on,
            tick=tick,
            offices=tuple(row.office for row in rows if row.starts >> tick & 1),
            days_off=days_off,
            ticks_off=wished.ticks_off(tick),
        )
        for tick in islice(outwards(together, wished.between), most)
    ]
