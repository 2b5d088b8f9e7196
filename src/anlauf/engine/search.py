"""The earliest starts over many offices and days, read off one big number per office-day."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from anlauf.engine.grid import TICKS

_WIDEST = 12
_PLACES = {
    every: [sum(1 << tick for tick in range(place, TICKS, every)) for place in range(every)]
    for every in range(1, _WIDEST + 1)
}
"""For stretches of so many ticks: those that come first in theirs, second in theirs and so on."""


class OutOfOrder(ValueError):
    """Days were not handed in by date."""


@dataclass(frozen=True, slots=True)
class DayBits:
    """One office on one date: bit t is set where a visit may start at tick t."""

    date: date
    office: Hashable
    starts: int


@dataclass(frozen=True, slots=True)
class Start:
    """One time on offer."""

    date: date
    tick: int
    office: Hashable


def first_starts(days: Iterable[DayBits], n: int, since: tuple[date, int]) -> list[Start]:
    """The first `n` starts at or after a date and tick; equal times keep the order of offices.

    Days come by date; no day is read after the one that completes the answer.
    """
    found: list[Start] = []
    if n < 1:
        return found
    for on, offices in _by_date(days, since):
        for tick in ticks_in(_any_of(offices)):
            bit = 1 << tick
            found += [Start(on, tick, day.office) for day in offices if day.starts & bit]
            if len(found) >= n:
                return found[:n]
    return found


def first_start_by_office(
    days: Iterable[DayBits], since: tuple[date, int]
) -> dict[Hashable, Start]:
    """The first start of every office that has one at all, in the order of their offices."""
    found: dict[Hashable, Start] = {}
    for on, offices in _by_date(days, since):
        for day in offices:
            if day.office not in found:
                found[day.office] = Start(on, next(ticks_in(day.starts)), day.office)
    return found


def starts_from(starts: int, tick: int) -> int:
    """These starts without those before the tick."""
    return starts >> tick << tick


def firsts(starts: int, every: int) -> int:
    """Of these starts the first in each stretch of `every` ticks, counted from midnight."""
    kept = 0
    for place in range(every):
        here = _PLACES[every][place]
        taken = 0
        for earlier in range(place):
            taken |= (kept & _PLACES[every][earlier]) << (place - earlier)
        kept |= starts & here & ~taken
    return kept


def ticks_in(starts: int) -> Iterator[int]:
    """The ticks of the set bits, earliest first."""
    while starts:
        lowest = starts & -starts
        yield lowest.bit_length() - 1
        starts ^= lowest


def _by_date(
    days: Iterable[DayBits], since: tuple[date, int]
) -> Iterator[tuple[date, list[DayBits]]]:
    """The office-days of each date that have a start left, in the order of the dates."""
    first_date, first_tick = since
    before = date.min
    for on, group in groupby(days, key=attrgetter("date")):
        if on < before:
            raise OutOfOrder(f"{on} comes after {before}; days are searched by date.")
        before = on
        if on < first_date:
            continue
        offices = [day for day in group if day.starts]
        if on == first_date:
            offices = _from_tick(offices, first_tick)
        if offices:
            yield on, offices


def _from_tick(offices: Iterable[DayBits], tick: int) -> list[DayBits]:
    cut = (DayBits(day.date, day.office, starts_from(day.starts, tick)) for day in offices)
    return [day for day in cut if day.starts]


def _any_of(offices: Iterable[DayBits]) -> int:
    together = 0
    for day in offices:
        together |= day.starts
    return together
