"""What a plan was made for: people foreseen at an office day by day, and the clerks this takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.core.refusal import Unknown
from anlauf.forecasts import queries as forecasts
from anlauf.forecasts.queries import Day
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.planning import expected_picture

HALVES_OF_AN_HOUR = 2


@dataclass(frozen=True)
class Line:
    """A date in figures: people with their band, hours of clerks needed."""

    on: date
    day: Day | None
    hours: float
    most: int


@require_safe
@needs(Right.PLAN)
def expected(request: Request, number: int, office: str) -> HttpResponse:
    """Every day of the plan at one office, and one of them drawn."""
    row, place = staffing.roster(number), people.workplace(office)
    if place.pk not in row.offices:
        raise Unknown
    days = {day.on: day for day in forecasts.days_of(place.pk, row.first, row.last)}
    clerks = _clerks(row, place)
    dates = [row.first + timedelta(days=day) for day in range(row.days)]
    lines = [_line(on, days.get(on), clerks.get(on, {})) for on in dates]
    there = [line for line in lines if line.hours or line.day]
    chosen = _chosen(request, there)
    context = {
        "roster": row,
        "office": place,
        "offices": [one for one in people.workplaces(None) if one.pk in set(row.offices)],
        "lines": there,
        "chosen": chosen,
        "foreseen": bool(days),
        "made_on": max((day.made_on for day in days.values()), default=None),
        "picture": chosen and expected_picture.draw(chosen.day, clerks.get(chosen.on, {})),
    }
    return render(request, "planning/expected.html", context)


def _clerks(row: Roster, place: Office) -> dict[date, dict[int, int]]:
    """The most clerks that any group of skills needs, by date and half-hour."""
    found: dict[date, dict[int, int]] = {}
    for need in _of(row.needs, place.pk):
        halves = found.setdefault(date.fromisoformat(need["date"]), {})
        for half, count in need["clerks"].items():
            halves[int(half)] = max(count, halves.get(int(half), 0))
    return found


def _of(needs_found: Iterable[Mapping[str, Any]], office: int) -> Iterable[Mapping[str, Any]]:
    return (need for need in needs_found if need["office"] == office)


def _line(on: date, day: Day | None, clerks: Mapping[int, int]) -> Line:
    shown = day if day and day.people > 0 else None
    hours = sum(clerks.values()) / HALVES_OF_AN_HOUR
    return Line(on, shown, hours, max(clerks.values(), default=0))


def _chosen(request: Request, lines: list[Line]) -> Line | None:
    said = request.GET.get("day", "")
    return next(
        (line for line in lines if line.on.isoformat() == said), lines[0] if lines else None
    )
