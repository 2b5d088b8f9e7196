"""Figures as they were reported before Anlauf: all offices by month, and one office drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.evaluation import counted, queries
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.queries import Known
from anlauf.evaluation.units import factor, unit
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office, needs
from anlauf.web.common.requests import Request
from anlauf.web.steering.earlier_picture import months_drawn
from anlauf.web.steering.words import spoken
from anlauf.web.templatetags.anlauf import local_date


@dataclass(frozen=True)
class Choice:
    """The figures there are, and the one that is shown."""

    meanings: Sequence[Definition]
    shown: Definition | None


@dataclass(frozen=True)
class Line:
    """One month of an office, ready to be read: what was reported, and what was measured."""

    first: date
    reported: str
    source: str
    measured: str


@require_safe
@needs(Right.SEE_CITY)
def city(request: Request) -> HttpResponse:
    """One figure of every office, month by month of one year; never added up."""
    choice = _choice(request, queries.reported_figures())
    shown = choice.shown
    told = queries.reported(shown.key) if shown else {}
    years = sorted({month.year for _office, month, _figure in told}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else next(iter(years), 0)
    months = sorted({month for _office, month, _figure in told if month.year == year})
    rows = [
        (office, [told.get((office.pk, month, shown.key)) for month in months])
        for office in directory.offices()
        if shown and any((office.pk, month, shown.key) in told for month in months)
    ]
    page = {
        "choice": choice,
        "unit": unit(shown.unit) if shown else "",
        "years": years,
        "year": year,
        "months": months,
        "rows": [(office, [_cell(one, shown) for one in known]) for office, known in rows],
        "sources": sorted({one.source for _office, known in rows for one in known if one}),
    }
    return render(request, "steering/earlier.html", page)


@require_safe
@at_office(Right.SEE_OFFICE)
def office(request: Request, office: Office) -> HttpResponse:
    """One figure of one office: what was reported, and beside it what Anlauf measured."""
    choice = _choice(request, queries.reported_figures([office.pk]))
    shown = choice.shown
    months = queries.months_of(office, shown.key) if shown else []
    lines = [
        Line(
            one.first,
            _said(one.reported.value if one.reported else None, shown),
            one.reported.source if one.reported else "",
            _said(one.measured.value if one.measured else None, shown),
        )
        for one in reversed(months)
    ]
    page = {
        "office": office,
        "choice": choice,
        "unit": unit(shown.unit) if shown else "",
        "lines": lines,
        "picture": months_drawn(months, factor(shown.unit)) if shown else None,
        "sees_city": request.access.may(Right.SEE_CITY),
    }
    return render(request, "steering/earlier_office.html", page)


def _choice(request: Request, keys: Sequence[str]) -> Choice:
    meanings = counted.everything(local_date(request.at))
    known = [one for key, one in meanings.items() if key in keys]
    asked = request.GET.get("figure", "")
    shown = next((one for one in known if one.key == asked), known[0] if known else None)
    return Choice(known, shown)


def _cell(known: Known | None, shown: Definition | None) -> str:
    return _said(known.value if known else None, shown)


def _said(value: float | None, shown: Definition | None) -> str:
    if value is None or shown is None:
        return ""
    return spoken(value * factor(shown.unit), shown.unit)
