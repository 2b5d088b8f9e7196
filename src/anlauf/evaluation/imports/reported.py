"""A city's past: a wide sheet with a line per office and month and a column per figure.

Everything is checked before anything is taken, and every mistake is found in one reading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from anlauf.directory import queries as directory
from anlauf.directory.imports.notes import maybe
from anlauf.directory.models import Office
from anlauf.evaluation import counted, queries
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.imports import sheet as sheets
from anlauf.evaluation.imports.cells import number
from anlauf.evaluation.imports.sheet import Line, Mistake, Sheet, Unreadable
from anlauf.evaluation.values import Reported

__all__ = ["MONTH", "OFFICE", "Reading", "Unreadable", "read", "read_octets"]

OFFICE, MONTH = "office", "month"
_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$|^(\d{1,2})[./](\d{4})$")
_LONG_AGO = 1990
_NEVER_LESS = (("wait_median", "wait_p90"), ("kept_10", "kept_14"), ("within_15", "within_30"))
"""Pairs of figures the second of which cannot lie below the first."""

_ALSO: Mapping[str, str] = {
    **dict.fromkeys(("office", "standort", "dienststelle", "kundenzentrum"), OFFICE),
    **dict.fromkeys(("month", "monat"), MONTH),
}


@dataclass
class Reading:
    """What a sheet says, and what is wrong in it."""

    values: list[Reported] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def fatal(self) -> list[Mistake]:
        """What must be mended first."""
        return [one for one in self.mistakes if one.fatal]

    def wrong(self, line: int, column: str, sentence: str, hint: str = "") -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(line, column, sentence, hint))


@dataclass(frozen=True)
class _City:
    """What a sheet is held against."""

    offices: Mapping[str, Office]
    meanings: Mapping[str, Definition]
    today: date
    measured: date | None  # the first day Anlauf has figures of its own for


def read_octets(octets: bytes, *, at: datetime) -> Reading:
    """Check a file against the offices and figures of this city; raises Unreadable."""
    offices = [row for row in directory.offices() if row.has_counter]
    known = queries.known_days()
    today = at.astimezone(directory.zone()).date()
    measured = known.first if known else None
    return read(sheets.read(octets), offices, today=today, measured=measured)


def read(sheet: Sheet, offices: Sequence[Office], *, today: date, measured: date | None) -> Reading:
    """Check every cell."""
    names = {name.casefold(): row for row in offices for name in (row.key, row.short)}
    city, reading = _City(names, counted.everything(today), today, measured), Reading()
    columns = dict(_columns(sheet, city, reading))
    if columns.keys() >= {OFFICE, MONTH}:
        seen: dict[tuple[int, date], int] = {}
        for line in sheet.lines:
            about = _about(line, columns, city, reading)
            if about is not None and _is_first(line, about, seen, reading):
                reading.values += _values(line, about, columns, city, reading)
    if not reading.values and not reading.fatal:
        reading.wrong(1, "", _("There is no figure in this file."))
    return reading


def _columns(sheet: Sheet, city: _City, reading: Reading) -> Iterator[tuple[str, int]]:
    """Where each column stands; a name is the key of a figure or what it is called."""
    known = dict(_ALSO)
    for key, meaning in city.meanings.items():
        known |= {name.casefold(): key for name in (key, *meaning.name.values())}
    found: set[str] = set()
    for place, head in enumerate(sheet.heads):
        key = known.get(head.casefold(), "")
        if not key:
            said = {"column": head or place + 1}
            hint = maybe(head.casefold(), known)
            reading.wrong(1, head, _("The column “%(column)s” is no figure.") % said, hint)
        elif key in found:
            sentence = _("The column “%(column)s” stands here twice.") % {"column": head}
            reading.wrong(1, head, sentence)
        else:
            found.add(key)
            yield key, place
    for key in (OFFICE, MONTH):
        if key not in found:
            sentence = _("The column “%(column)s” is missing.") % {"column": key}
            reading.wrong(1, key, sentence, _("The template has all columns."))


def _about(
    line: Line, columns: Mapping[str, int], city: _City, reading: Reading
) -> tuple[Office, date] | None:
    """The office and the month a line is about, if both can be told."""
    name = line.cell(columns[OFFICE])
    office = city.offices.get(name.casefold())
    if office is None:
        hint = maybe(name.casefold(), city.offices)
        reading.wrong(
            line.number, OFFICE, _("There is no office “%(name)s”.") % {"name": name}, hint
        )
    said = line.cell(columns[MONTH])
    month = _month(said)
    if month is None:
        sentence = _("“%(month)s” is no month.") % {"month": said}
        reading.wrong(line.number, MONTH, sentence, _("Write it like 2024-03 or 03.2024."))
    elif month >= city.today.replace(day=1):
        reading.wrong(line.number, MONTH, _("The month %(month)s is not over.") % {"month": said})
        return None
    return None if office is None or month is None else (office, month)


def _month(said: str) -> date | None:
    found = _MONTH.match(said)
    if not found:
        return None
    year, month = int(found[1] or found[4]), int(found[2] or found[3])
    return date(year, month, 1) if year >= _LONG_AGO and 1 <= month <= 12 else None


def _is_first(
    line: Line, about: tuple[Office, date], seen: dict[tuple[int, date], int], reading: Reading
) -> bool:
    office, month = about
    before = seen.setdefault((office.pk, month), line.number)
    if before != line.number:
        said = {"office": office.short, "month": f"{month:%Y-%m}"}
        sentence = _("%(office)s and %(month)s stand here twice.") % said
        hint = _("The first time in line %(line)s.") % {"line": before}
        reading.wrong(line.number, MONTH, sentence, hint)
    return before == line.number


def _values(
    line: Line,
    about: tuple[Office, date],
    columns: Mapping[str, int],
    city: _City,
    reading: Reading,
) -> list[Reported]:
    office, month = about
    found: dict[str, float] = {}
    for key, place in columns.items():
        said = line.cell(place)
        if key not in city.meanings or not said:
            continue
        value = number(said, city.meanings[key].unit)
        if isinstance(value, float):
            found[key] = value
        else:
            reading.wrong(line.number, key, value.sentence, value.hint)
    for less, more in _NEVER_LESS:
        if less in found and more in found and found[less] > found[more]:
            sentence = _("“%(more)s” lies below “%(less)s”, which cannot be.")
            reading.wrong(line.number, more, sentence % {"more": more, "less": less})
    if found and city.measured is not None and month >= city.measured.replace(day=1):
        reading.mistakes.append(_measured(line, month))
    return [Reported(office.pk, month, key, value) for key, value in found.items()]


def _measured(line: Line, month: date) -> Mistake:
    return Mistake(
        line.number,
        MONTH,
        _("In %(month)s Anlauf has figures of its own.") % {"month": f"{month:%Y-%m}"},
        _("Both are shown, apart from each other."),
        fatal=False,
    )
