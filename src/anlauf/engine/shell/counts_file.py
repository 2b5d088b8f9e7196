"""Reads a history of people counted from CSV: `day,time,office,service,people`.

`day` is written 2026-02-07, `time` is the start of a half-hour such as 08:30; without a column
`time` the counts are of whole days. A half-hour that no line names had nobody on a day that some
line of its office names; a day without any line was not counted.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from anlauf.engine.forecast import History, Series
from anlauf.engine.shell.said import Misread

SLOTS = 48
_NEEDED = ("day", "office", "service", "people")


@dataclass(frozen=True)
class _Count:
    day: date
    slot: int
    series: Series
    people: float


def read(text: str) -> History:
    """The history of a file; raises `Misread` naming the line."""
    lines = csv.DictReader(text.splitlines())
    if missing := [name for name in _NEEDED if name not in (lines.fieldnames or ())]:
        raise Misread(f"The counts have no column “{missing[0]}”. Needed are {', '.join(_NEEDED)}.")
    counts = list(_counts(lines))
    if not counts:
        raise Misread("The counts have a heading, but no line. Maybe the file was cut off.")
    timed = "time" in (lines.fieldnames or ())
    return _history(counts, SLOTS if timed else 1)


def _counts(lines: "csv.DictReader[str]") -> Iterator[_Count]:
    for line in lines:
        try:
            yield _Count(
                date.fromisoformat(line["day"]),
                _slot(line.get("time") or "00:00"),
                Series(line["office"], line["service"]),
                float(line["people"]),
            )
        except (TypeError, ValueError) as fault:
            raise Misread(f"Line {lines.line_num} cannot be read: {fault}.") from fault


def _slot(time: str) -> int:
    hours, _colon, minutes = time.partition(":")
    slot = 2 * int(hours) + int(minutes or 0) // 30
    if not 0 <= slot < SLOTS:
        raise ValueError(f"“{time}” is no time of a day")
    return slot


def _history(counts: list[_Count], slots: int) -> History:
    first = min(count.day for count in counts)
    days = (max(count.day for count in counts) - first).days + 1
    series = tuple(sorted({count.series for count in counts}))
    place = {each: number for number, each in enumerate(series)}
    offices = {count.series.office for count in counts}
    people = np.full((days, len(series), slots), np.nan)
    for office in offices:
        named = {count.day for count in counts if count.series.office == office}
        of_office = [place[each] for each in series if each.office == office]
        for day in named:
            people[(day - first).days, of_office] = 0.0
    for count in counts:
        people[(count.day - first).days, place[count.series], count.slot] += count.people
    return History(series, first, people)
