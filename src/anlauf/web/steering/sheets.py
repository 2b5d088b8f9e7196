"""Tables as CSV: what the page shows, with definitions' versions, for a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import get_language

from anlauf.core import text
from anlauf.evaluation.queries import (
    AccessReport,
    Answer,
    Figures,
    Funnel,
    Hours,
    Line,
    OfficeReport,
    Promise,
    ServiceReport,
)
from anlauf.web.steering.chosen import Chosen


def promise(found: Promise, view: Chosen) -> HttpResponse:
    """A line per figure and office, area or the city."""
    head = ("scope", "name", "figure", "version", "value", "low", "high", "number")
    rows: list[Sequence[object]] = [*_told("city", "", found.city, view)]
    for area in found.areas:
        rows += _told("area", area.area.key, area.figures, view)
    for row in found.offices:
        rows += _told("office", row.office.short, row.figures, view)
    return _sheet(f"offices-{_span(view)}", head, rows)


def office(key: str, found: OfficeReport, view: Chosen) -> HttpResponse:
    """A line per day."""
    head = ("date", "visits", "wait_median", "wait_p90", "open_minutes", "clerk_minutes")
    rows = [
        (day.date, day.visits, day.median, day.late, day.open_minutes, day.clerk_minutes)
        for day in found.days
    ]
    return _sheet(f"{key}-{_span(view)}", head, rows)


def hours(name: str, found: Hours) -> HttpResponse:
    """A line per weekday and hour."""
    head = ("weekday", "hour", "people", "wait_median")
    rows = [
        (weekday + 1, hour, "" if one.people is None else round(one.people, 1), one.median)
        for (weekday, hour), one in sorted(found.items())
    ]
    return _sheet(f"hours-{name}", head, rows)


def service(key: str, found: ServiceReport, view: Chosen) -> HttpResponse:
    """A line per week."""
    head = ("week", "visits", "bookings", "lead_days", "wait_median", "served_median")
    rows = [
        (
            *(week.monday, week.visits, week.bookings),
            *("" if week.lead is None else round(week.lead, 2), week.wait, week.served),
        )
        for week in found.weeks
    ]
    return _sheet(f"{key}-{_span(view)}", head, rows)


def access(found: AccessReport, view: Chosen) -> HttpResponse:
    """A line per group and figure."""
    head = ("area", "aspect", "group", "visits", "bookings", "figure", "value", "low", "high")
    rows = [
        (
            *(area.area.key, aspect.value, row.value, row.visits, row.bookings, key),
            *((one.value, one.low, one.high) if one else ("", "", "")),
        )
        for area in found.areas
        for aspect, some in area.aspects
        for row in some
        for key, one in row.figures.items()
    ]
    return _sheet(f"access-{_span(view)}", head, rows)


def funnel(found: Funnel, view: Chosen) -> HttpResponse:
    """A line per service."""
    steps = ("searches", "found", "chosen", "booked", "came", "absent", "gone")
    rows = [
        (area.key, row.service.key, *(getattr(row.steps, step) for step in steps))
        for area, some in found.areas
        for row in some
    ]
    return _sheet(f"funnel-{_span(view)}", ("area", "service", *steps), rows)


def answer(kept: Answer, lines: Sequence[Line]) -> HttpResponse:
    """A line per figure, scope and period."""
    head = ("scope", "key", "first", "last", "figure", "version", "value", "low", "high", "number")
    versions = kept.question["figures"]
    rows = [
        (line.scope, line.key, line.first, line.last, key, versions[key], *(found or [""] * 4))
        for line in lines
        for key, found in line.figures.items()
    ]
    name = f"{kept.kind}-{kept.first}-{kept.last}"
    return _sheet(name, head, [*rows, ("fingerprint", kept.fingerprint)])


def _told(scope: str, name: str, figures: Figures, view: Chosen) -> Iterable[Sequence[object]]:
    for meaning in view.meanings.values():
        one = figures.get(meaning.key)
        values = (one.value, one.low, one.high, one.number) if one else ("", "", "", "")
        said = text.say(meaning.name, get_language() or "de")
        yield (scope, name, said, meaning.version, *values)


def _span(view: Chosen) -> str:
    return f"{view.period.first}-{view.period.last}"


def _sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    sheet = csv.writer(response)
    sheet.writerow(head)
    sheet.writerows(rows)
    return response
