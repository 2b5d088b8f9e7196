"""Find out what to do about a matter: the start page, the catalogue, one service."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.cases.queries import online_kinds
from anlauf.directory import queries as directory
from anlauf.web.citizen.matter import Matter
from anlauf.web.citizen.service_page import AreaServices, ServicePage
from anlauf.web.citizen.today import today
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

MOST_WANTED = 8
LONGEST_WORDS = 200


@require_safe
@public
def start(request: Request) -> HttpResponse:
    """Ask what somebody needs."""
    areas = [AreaServices(each.area, each.services[:MOST_WANTED]) for each in _by_area()]
    return render(request, "citizen/start.html", {"areas": areas})


@require_safe
@public
def services(request: Request) -> HttpResponse:
    """All services, or those that answer somebody's words."""
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    if words:
        found = directory.services_matching(words, get_language() or "")
        context = {"words": words, "found": found}
        return render(request, "citizen/found.html", context)
    return render(request, "citizen/services.html", {"areas": _by_area()})


@require_safe
@public
def service(request: Request, service: str) -> HttpResponse:
    """What it takes, what it costs, where to go."""
    matter = Matter.of(service)
    page = ServicePage.of(matter, today=today(request.at), at=request.at)
    apply = online_kinds(today(request.at)).filter(service=matter.service).first()
    context = {"matter": matter, "page": page, "apply": apply}
    return render(request, "citizen/service.html", context)


def _by_area() -> list[AreaServices]:
    """The whole catalogue in one statement, area by area."""
    rows = sorted(directory.services(), key=lambda row: row.area.position)
    return [
        AreaServices(area, tuple(group)) for area, group in groupby(rows, key=lambda row: row.area)
    ]
