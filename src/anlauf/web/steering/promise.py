"""The promise: one figure of every office against the city, all figures of both areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.evaluation import queries
from anlauf.evaluation.definitions import Unit
from anlauf.evaluation.queries import Satisfaction
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.chosen import Chosen, chosen, shortcuts
from anlauf.web.steering.picture import Dot, dots
from anlauf.web.steering.satisfaction import KEY as SATISFACTION
from anlauf.web.steering.satisfaction import with_satisfaction
from anlauf.web.steering.words import Cell, cell, cells, spoken


@dataclass(frozen=True)
class Line:
    """One office in the table of the chosen figure."""

    office: object
    cell: Cell | None
    dot: Dot | None
    more: str
    clear: bool
    response: float | None


@require_safe
@needs(Right.SEE_CITY)
def promise(request: Request) -> HttpResponse:
    """The page."""
    view = chosen(request)
    said = queries.satisfaction(view.period)
    found = with_satisfaction(queries.promise(view.period), said)
    meaning = view.meanings[view.figure]
    city = cell(found.city, meaning)
    page = {
        "view": view,
        "loaded": queries.loaded(),
        "shortcuts": list(shortcuts(request, view)),
        "meaning": meaning,
        "meanings": view.meanings,
        "city": city,
        "areas": [
            (one.area, cells(one.figures, view.meanings), said.areas.get(one.area.pk))
            for one in found.areas
        ],
        "lines": _lines(found, view, city, said),
        "is_wait": meaning.unit == Unit.MINUTES,
        "is_said": view.figure == SATISFACTION,
        "said": said.city,
        "satisfaction": SATISFACTION,
    }
    return render(request, "steering/promise.html", page)


@require_safe
@needs(Right.SEE_CITY)
def sheet(request: Request) -> HttpResponse:
    """Every figure of every office as a sheet."""
    view = chosen(request)
    found = with_satisfaction(queries.promise(view.period), queries.satisfaction(view.period))
    return sheets.promise(found, view)


def _lines(
    found: queries.Promise, view: Chosen, city: Cell | None, said: Satisfaction
) -> Sequence[Line]:
    """Longest first; for shares of what was kept the smallest."""
    meaning = view.meanings[view.figure]
    told = [(row, cell(row.figures, meaning)) for row in found.offices]
    good_is_high = view.figure.startswith(("kept", "within", "satisfied"))

    def order(pair: tuple[object, Cell | None]) -> tuple[bool, float]:
        one = pair[1]
        return one is None, (one.plain if good_is_high else -one.plain) if one else 0.0

    told.sort(key=order)
    drawn = dots([one for _row, one in told], city)
    return [
        Line(
            row.office,
            one,
            dot,
            f"{'+' if row.more.value > 0 else '−'}{spoken(abs(row.more.value), Unit.DAYS)}"
            if row.more
            else "",
            row.more is not None and row.more.clear,
            answered.response if (answered := said.offices.get(row.office.pk)) else None,
        )
        for (row, one), dot in zip(told, drawn, strict=True)
    ]
