"""The funnel: of all searches how many found something, were booked, and came."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.evaluation import queries
from anlauf.evaluation.queries.funnel import Steps, together
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.chosen import chosen, shortcuts

WIDTH, STEP = 400, 44  # of the drawing, and how high a step of it is
STEPS = 5


@dataclass(frozen=True)
class Step:
    """One step: how often it was taken, of all searches and of the step before in per cent."""

    name: str | Text
    number: int
    of_all: int
    of_before: int | None
    width: float
    top: int


@require_safe
@needs(Right.SEE_CITY)
def funnel(request: Request) -> HttpResponse:
    """The page."""
    view = chosen(request)
    found = queries.funnel(view.period)
    page = {
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "found": found,
        "width": WIDTH,
        "height": STEP * STEPS,
        "areas": [
            (area, _steps(together(rows)), together(rows), rows) for area, rows in found.areas
        ],
        "loaded": queries.loaded(),
    }
    return render(request, "steering/funnel.html", page)


@require_safe
@needs(Right.SEE_CITY)
def sheet(request: Request) -> HttpResponse:
    """Every service as a sheet."""
    view = chosen(request)
    return sheets.funnel(queries.funnel(view.period), view)


def _steps(whole: Steps) -> Sequence[Step]:
    told: list[tuple[str | Text, int]] = [
        (_("Searched"), whole.searches),
        (_("Found something free"), whole.found),
        (_("Chose a time"), whole.chosen),
        (_("Booked"), whole.booked),
        (_("Came"), whole.came),
    ]
    most = max((number for _name, number in told), default=0) or 1
    before = [None, *(number for _name, number in told)]
    return [
        Step(
            name,
            number,
            of_all=round(100 * number / whole.searches) if whole.searches else 0,
            of_before=round(100 * number / earlier) if earlier else None,
            width=round(WIDTH * number / most, 1),
            top=STEP * place,
        )
        for place, ((name, number), earlier) in enumerate(zip(told, before, strict=False))
    ]
