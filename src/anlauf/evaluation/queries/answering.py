"""What somebody asks for, answered: figures of offices, areas and the city, period by period."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

import numpy as np

from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.figures import Estimate
from anlauf.evaluation import counted
from anlauf.evaluation.queries.crew import Crew, crews
from anlauf.evaluation.queries.promise import Figures, figures, of_area
from anlauf.evaluation.queries.table import Period, Sums, months, table

Known = Mapping[tuple[int, int | None], Sums]

_DIGITS = 6  # of every number told: a digest shall not hang on the last bit


@dataclass(frozen=True)
class Question:
    """Which figures, of which offices (of all and the city, if none is named), from when to when.

    With `monthly` every month is told by itself, otherwise the period as a whole.
    """

    figures: tuple[str, ...]
    offices: tuple[str, ...]
    period: Period
    defined: date
    monthly: bool = True

    @property
    def plain(self) -> dict[str, object]:
        """The question as it is kept, with the versions of what it asks for."""
        meanings = counted.everything(self.defined)
        return {
            "figures": {key: meanings[key].version for key in self.figures if key in meanings},
            "offices": sorted(self.offices),
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "defined": self.defined.isoformat(),
            "monthly": self.monthly,
        }

    @staticmethod
    def of(plain: Mapping[str, Any]) -> "Question":
        """A kept question."""
        return Question(
            figures=tuple(plain["figures"]),
            offices=tuple(plain["offices"]),
            period=Period(date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"])),
            defined=date.fromisoformat(plain["defined"]),
            monthly=plain["monthly"],
        )


@dataclass(frozen=True)
class Line:
    """One scope (`city`, an area, an office) in one period; a figure nobody may know is None."""

    scope: str
    key: str
    first: str
    last: str
    figures: Mapping[str, tuple[float, float, float, int] | None]


def answer(question: Question) -> list[Line]:
    """Every line of it, period by period; the city and its areas come first, if none is named."""
    periods = months(question.period) if question.monthly else [question.period]
    return [line for period in periods for line in _lines(question, period)]


def fingerprint(question: Question, lines: Sequence[Line]) -> str:
    """The digest of what was asked and told."""
    told = {"question": question.plain, "told": [asdict(line) for line in lines]}
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _lines(question: Question, period: Period) -> Iterator[Line]:
    told = list(_scopes(question, period))
    sums = [scope.sums for scope in told if scope.sums is not None]
    found = iter(figures(sums, period) if sums else ())
    for scope in told:
        known: Figures = next(found) if scope.sums is not None else {}
        known = {**known, **_counted(scope), **scope.crew.figures}
        yield Line(
            scope.name,
            scope.key,
            period.first.isoformat(),
            period.last.isoformat(),
            {key: _plain(known.get(key)) for key in question.figures},
        )


@dataclass(frozen=True)
class _Scope:
    name: str
    key: str
    sums: Sums | None
    crew: Crew
    closed: int


def _scopes(question: Question, period: Period) -> Iterator[_Scope]:
    known, people = table(period), crews(period)
    rows = [row for row in directory.offices() if row.has_counter]
    offices = [(row, _office(row, known, people, period)) for row in rows]
    if not question.offices:
        yield from _together(offices, known)
    for row, scope in offices:
        if not question.offices or row.key in question.offices:
            yield scope


def _office(row: Office, known: Known, people: Mapping[int, Crew], period: Period) -> _Scope:
    own = known.get((row.area_id, row.pk))
    closed = _closed(own, period) if own is not None else 0
    return _Scope("office", row.key, own, people.get(row.pk, Crew()), closed)


def _together(offices: Sequence[tuple[Office, _Scope]], known: Known) -> Iterator[_Scope]:
    """The city, then its areas."""
    areas = {row.area_id: row.area for row, _scope in offices}
    parts = [
        _sum("area", area.key, of_area(known, number) if mine else None, inside)
        for number, area in sorted(areas.items(), key=lambda item: item[1].position)
        for inside in [[scope for row, scope in offices if row.area_id == number]]
        for mine in [any(scope.sums is not None for scope in inside)]
    ]
    sums = [part.sums for part in parts if part.sums is not None]
    yield _sum("city", "", reduce(add, sums) if sums else None, parts)
    yield from parts


def _sum(name: str, key: str, sums: Sums | None, parts: Sequence[_Scope]) -> _Scope:
    crew = reduce(add, (part.crew for part in parts), Crew())
    return _Scope(name, key, sums, crew, sum(part.closed for part in parts))


def _counted(scope: _Scope) -> Figures:
    """What is a count of whole days and so has no interval."""
    sums = scope.sums
    if sums is None:
        return {}
    called, visits = sums.waits.totals.sum(), float(sums.visits.sum())
    walk_in = _sure(float(sums.walk_ins.sum() / called), int(called)) if called else None
    return {
        "visits": _sure(visits, int(visits)),
        "walk_in": walk_in,
        "open_hours": _sure(float(sums.open_minutes.sum()) / 60),
        "desk_hours": _sure(float(sums.clerk_minutes.sum()) / 60),
        "closed_days": _sure(float(scope.closed)),
    }


def _closed(sums: Sums, period: Period) -> int:
    """Days of closed doors among weekdays of which most were open days."""
    days = np.array([day.weekday() for day in period.dates()])
    holidays = directory.holidays_between(period.first, period.last)
    working = np.array([day not in holidays for day in period.dates()])
    is_open = sums.open_minutes > 0
    found = 0
    for weekday in range(7):
        these = is_open[working & (days == weekday)]
        if len(these) and these.mean() > 1 / 2:
            found += int((~these).sum())
    return found


def _sure(value: float, number: int = 0) -> Estimate:
    return Estimate(value, value, value, number)


def _plain(found: Estimate | None) -> tuple[float, float, float, int] | None:
    if found is None:
        return None
    value, low, high = (round(one, _DIGITS) for one in (found.value, found.low, found.high))
    return value, low, high, found.number
