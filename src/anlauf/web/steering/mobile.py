"""Mobile offices beside fixed ones: what an hour of a clerk brings, and how soon one gets in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from anlauf.engine.figures import Estimate
from anlauf.evaluation import queries
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.queries import MobileArea
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.steering.chosen import Chosen, chosen, shortcuts
from anlauf.web.steering.words import Cell, cell

SHOWN = ("lead", "no_show", "wait_median")


@dataclass(frozen=True)
class Line:
    """One kind of office in words."""

    mobile: bool
    offices: int
    visits: int
    clerk_hours: int
    a_clerk_hour: str
    interval: str
    cells: tuple[tuple[Definition, Cell | None], ...]


@require_safe
@needs(Right.SEE_CITY)
def mobile(request: Request) -> HttpResponse:
    """The page."""
    view = chosen(request)
    page = {
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "heads": [view.meanings[key] for key in SHOWN],
        "areas": [(one.area, _lines(one, view)) for one in queries.mobile_report(view.period)],
        "loaded": queries.loaded(),
    }
    return render(request, "steering/mobile.html", page)


def _lines(found: MobileArea, view: Chosen) -> list[Line]:
    meanings = [view.meanings[key] for key in SHOWN]
    return [
        Line(
            kind.mobile,
            kind.offices,
            kind.visits,
            kind.clerk_hours,
            *_hourly(kind.a_clerk_hour),
            tuple((one, cell(kind.figures, one)) for one in meanings),
        )
        for kind in found.kinds
    ]


def _hourly(found: Estimate | None) -> tuple[str, str]:
    if found is None:
        return "–", ""
    low, high = _spoken(found.low), _spoken(found.high)
    return _spoken(found.value), low if low == high else f"{low}–{high}"


def _spoken(value: float) -> str:
    return str(number_format(value, 1, use_l10n=True))
