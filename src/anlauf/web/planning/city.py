"""The city now: all offices on one page, for steering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.planning import gather, network
from anlauf.web.planning.network import Row, Sort
from anlauf.web.planning.pressure import USUAL, Pressure
from anlauf.web.templatetags.anlauf import local_time

COLUMNS: Sequence[tuple[Sort, Promise]] = (
    (Sort.NAME, _("Office")),
    (Sort.PRESSURE, _("State")),
    (Sort.WAITING, _("Waiting")),
    (Sort.WAIT, _("Longest wait")),
    (Sort.DESKS, _("Open desks")),
    (Sort.NEXT, _("Next free appointment")),
)


@dataclass(frozen=True)
class Shown:
    """What was asked for, and what there is of it: all areas, one or no chosen one, its rows."""

    areas: Mapping[str, Mapping[str, str]]
    area: str
    sort: Sort
    rows: Sequence[Row]


@require_safe
@needs(Right.SEE_CITY)
def city(request: Request) -> HttpResponse:
    """The whole page; its live part asks for itself again."""
    shown = _shown(request)
    return render(request, "planning/city.html", _page(shown, _version(request, shown)))


@require_safe
@needs(Right.SEE_CITY)
def city_now(request: Request) -> HttpResponse:
    """The live part alone, or nothing when nothing has changed."""
    shown = _shown(request)
    version = _version(request, shown)
    return fresh(
        request,
        version,
        lambda: render(request, "planning/city_now.html", _page(shown, version)),
    )


def _shown(request: Request) -> Shown:
    """Read the address; an area or order that does not exist is as if it had not been said."""
    figures = gather.figures(at=request.at)
    areas = {each.area: each.area_name for each in figures}
    wanted, order = request.GET.get("area", ""), request.GET.get("sort", "")
    area = wanted if wanted in areas else ""
    sort = Sort(order) if order in set(Sort) else Sort.PRESSURE
    chosen = [each for each in figures if not area or each.area == area]
    return Shown(areas, area, sort, network.rows(chosen, sort))


def _page(shown: Shown, version: str) -> dict[str, object]:
    drawn = directory.map_of_city()
    return {
        "shown": shown,
        "totals": network.totals(shown.rows),
        "map": drawn,
        "pins": network.pins(shown.rows, drawn),
        "states": list(Pressure),
        "limits": USUAL,
        "columns": COLUMNS,
        "version": version,
    }


def _version(request: Request, shown: Shown) -> str:
    return version_of(shown, local_time(request.at))
