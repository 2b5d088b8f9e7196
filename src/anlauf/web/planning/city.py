"""The city now: all offices on one page, for steering."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
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
    (Sort.USUAL, _("Usual wait today")),
    (Sort.DESKS, _("Open desks")),
    (Sort.NEXT, _("Next free appointment")),
)


@require_safe
@needs(Right.SEE_CITY)
def city(request: Request) -> HttpResponse:
    """The whole page; its live part asks for itself again."""
    shown = _rows(request)
    return render(request, "planning/city.html", _page(request, shown))


@require_safe
@needs(Right.SEE_CITY)
def city_now(request: Request) -> HttpResponse:
    """The live part alone, or nothing when nothing has changed."""
    shown = _rows(request)
    version = _version(request, shown)
    return fresh(
        request,
        version,
        lambda: render(request, "planning/city_now.html", _page(request, shown)),
    )


def _rows(request: Request) -> list[Row]:
    return network.rows(gather.figures(_area(request), at=request.at), _sort(request))


def _page(request: Request, shown: list[Row]) -> dict[str, object]:
    drawn = directory.map_of_city()
    return {
        "rows": shown,
        "totals": network.totals(shown),
        "map": drawn,
        "pins": network.pins(shown, drawn),
        "states": list(Pressure),
        "limits": USUAL,
        "areas": gather.areas(),
        "area": _area(request),
        "columns": COLUMNS,
        "sort": _sort(request),
        "version": _version(request, shown),
    }


def _version(request: Request, shown: list[Row]) -> str:
    return version_of(shown, local_time(request.at), _sort(request))


def _area(request: HttpRequest) -> str | None:
    """The area asked for; one that does not exist is as if none had been said."""
    asked = request.GET.get("area")
    return asked if asked in {area.key for area in gather.areas()} else None


def _sort(request: HttpRequest) -> Sort:
    asked = request.GET.get("sort")
    return Sort(asked) if asked in set(Sort) else Sort.PRESSURE
