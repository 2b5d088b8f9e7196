"""Access: who waits how long and gets an appointment how soon, by language, way and need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.evaluation import deeper, queries
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.queries import AccessArea, AccessRow
from anlauf.evaluation.states import Aspect
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.needs import AccessNeed
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.chosen import chosen, shortcuts
from anlauf.web.steering.picture import Dot, dots
from anlauf.web.steering.words import Cell, cell

Words = str | Text
SHOWN = ("within_15", "within_30", "left", "lead", "booked_14")
DRAWN = "within_15"
WAYS: dict[str, Words] = {
    "online": _("booked online"),
    "internal": _("booked by phone or at the counter"),
    "walk_in": _("without an appointment"),
    "urgent": _("in the urgent lane"),
    "invitation": _("by invitation"),
}
NEEDS: dict[str, Words] = {"none": _("named no need"), "several": _("named several needs")}
NAMES: Mapping[str, Mapping[str, Words]] = {
    Aspect.LANGUAGE: dict([*settings.LANGUAGES, *settings.LANGUAGES_OF_APPLICATIONS]),
    Aspect.WAY: WAYS,
    Aspect.NEED: {**NEEDS, **{need.value: need.label for need in AccessNeed}},
}


@dataclass(frozen=True)
class Line:
    """One group: its figures, and where it stands beside the others."""

    name: Words
    row: AccessRow
    cells: Sequence[tuple[Definition, Cell | None]]
    dot: Dot | None


@require_safe
@needs(Right.SEE_CITY)
def access(request: Request) -> HttpResponse:
    """The page."""
    view = chosen(request)
    found = queries.access_report(view.period)
    meanings = deeper.every_meaning(view.defined)
    page = {
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "found": found,
        "heads": [meanings[key] for key in SHOWN],
        "drawn": meanings[DRAWN],
        "areas": [(area, _tables(area, meanings)) for area in found.areas],
        "loaded": queries.loaded(),
    }
    return render(request, "steering/access.html", page)


@require_safe
@needs(Right.SEE_CITY)
def sheet(request: Request) -> HttpResponse:
    """Every group and figure as a sheet."""
    view = chosen(request)
    return sheets.access(queries.access_report(view.period), view)


def _tables(area: AccessArea, meanings: Mapping[str, Definition]) -> list[tuple[Words, list[Line]]]:
    whole = cell(area.whole.figures, meanings[DRAWN])
    told = [(aspect, rows) for aspect, rows in area.aspects if rows]
    return [(aspect.label, _lines(aspect, rows, meanings, whole)) for aspect, rows in told]


def _lines(
    aspect: Aspect,
    rows: Sequence[AccessRow],
    meanings: Mapping[str, Definition],
    whole: Cell | None,
) -> list[Line]:
    drawn = dots([cell(row.figures, meanings[DRAWN]) for row in rows], whole)
    return [
        Line(
            NAMES[aspect].get(row.value, row.value),
            row,
            [(meanings[key], cell(row.figures, meanings[key])) for key in SHOWN],
            dot,
        )
        for row, dot in zip(rows, drawn, strict=True)
    ]
