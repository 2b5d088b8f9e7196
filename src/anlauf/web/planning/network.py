"""The city's offices this moment, ready to be listed, summed up and put on the map."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import Any

from anlauf.core.text import sort_key
from anlauf.directory.city_map import CityMap
from anlauf.web.planning.labels import Label, labels
from anlauf.web.planning.pins import spread
from anlauf.web.planning.pressure import Pressure, Room, pressure


@dataclass(frozen=True)
class OfficeFigures:
    """What is known of one office this moment; waits of the day are None before anybody waited."""

    key: str
    area: str
    area_name: Mapping[str, str]
    name: Mapping[str, str]
    short: str
    longitude: float | None
    latitude: float | None
    is_open: bool
    waiting: int
    longest_minutes: int
    usual_minutes: int | None
    open_desks: int
    desks: int
    walk_ins_open: bool
    next_free: datetime | None
    next_free_days: int | None


@dataclass(frozen=True)
class Row:
    """One office with its figures and how it fares."""

    figures: OfficeFigures
    pressure: Pressure


@dataclass(frozen=True)
class Pin:
    """An office on the map."""

    row: Row
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True)
class Totals:
    """All offices shown, in a few figures; shares are per cent of the offices."""

    waiting: int
    open_desks: int
    open_offices: int
    offices: int
    longest: Row | None
    usual_minutes: int | None
    within_10_days: int
    within_14_days: int


class Sort(StrEnum):
    """What the table can be sorted by; the first is the usual one."""

    PRESSURE = "pressure"
    NAME = "name"
    WAITING = "waiting"
    WAIT = "wait"
    DESKS = "desks"
    NEXT = "next"


def rows(offices: Iterable[OfficeFigures], sort: Sort) -> list[Row]:
    """The offices in the wished order; of two alike the one that comes first by name."""
    judged = [Row(figures, _judged(figures)) for figures in offices]
    by_name = sorted(judged, key=lambda row: sort_key(row.figures.short))
    return sorted(by_name, key=_ORDERS[sort])


def totals(shown: Sequence[Row]) -> Totals:
    """The same facts for all of them together."""
    figures = [row.figures for row in shown]
    usual = [each.usual_minutes for each in figures if each.usual_minutes is not None]
    return Totals(
        waiting=sum(each.waiting for each in figures),
        open_desks=sum(each.open_desks for each in figures),
        open_offices=sum(each.is_open for each in figures),
        offices=len(figures),
        longest=max(
            (row for row in shown if row.figures.waiting),
            key=lambda row: row.figures.longest_minutes,
            default=None,
        ),
        usual_minutes=round(median(usual)) if usual else None,
        within_10_days=_share_within(figures, 10),
        within_14_days=_share_within(figures, 14),
    )


def pins(shown: Iterable[Row], drawn: CityMap) -> list[Pin]:
    """Where the offices stand on the drawn map; the most pressing are drawn last, on top."""
    by_key = {row.figures.key: row for row in shown if row.figures.longitude is not None}
    homes = {
        key: drawn.sheet.put(row.figures.longitude or 0.0, row.figures.latitude or 0.0)
        for key, row in by_key.items()
    }
    placed = spread(homes)
    pressing = sorted(by_key.values(), key=_ORDERS[Sort.PRESSURE])
    names = [(row.figures.key, row.figures.short) for row in pressing]
    labelled = labels(names, placed, width=drawn.sheet.width)
    found = [Pin(by_key[key], *placed[key], labelled.get(key)) for key in placed]
    return sorted(found, key=lambda pin: pin.row.pressure.rank, reverse=True)


def days_until(today: date, day: date | None) -> int | None:
    """Whole days from today until a date, if there is one."""
    return None if day is None else (day - today).days


def _judged(figures: OfficeFigures) -> Pressure:
    return pressure(
        Room(figures.is_open, figures.waiting, figures.longest_minutes, figures.open_desks)
    )


def _share_within(figures: Sequence[OfficeFigures], days: int) -> int:
    if not figures:
        return 0
    soon = sum(each.next_free_days is not None and each.next_free_days <= days for each in figures)
    return round(100 * soon / len(figures))


_NEVER = 10**6
_ORDERS: dict[Sort, Callable[[Row], Any]] = {
    Sort.PRESSURE: lambda row: (
        row.pressure.rank,
        -row.figures.longest_minutes,
        -row.figures.waiting,
    ),
    Sort.NAME: lambda row: sort_key(row.figures.short),
    Sort.WAITING: lambda row: -row.figures.waiting,
    Sort.WAIT: lambda row: -row.figures.longest_minutes,
    Sort.DESKS: lambda row: -row.figures.open_desks,
    Sort.NEXT: lambda row: (
        _NEVER if row.figures.next_free_days is None else row.figures.next_free_days,
        str(row.figures.next_free),
    ),
}
