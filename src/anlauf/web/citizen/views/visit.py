"""Put together what one visit is for: add, take away, say how many of each."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.web.citizen import addresses, wanted
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.visit import Visit
from anlauf.web.citizen.visit_page import VisitPage
from anlauf.web.citizen.wanted import Wanted
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

LONGEST_WORDS = 200
BUTTONS = ("set", "add", "remove", "go")


@require_safe
@public
def visit(request: Request, service: str) -> HttpResponse:
    """Everything wanted, and what it would take; a press of a button leads to the next state."""
    journey = Journey.of(request.GET)
    said = request.GET.dict()
    words = said.get("q", "").strip()[:LONGEST_WORDS]
    if any(button in said for button in BUTTONS):
        return redirect(_after(wanted.changed(wanted.read(service, journey), said), journey, said))

    found = Visit.of(service, journey)
    context = {
        "visit": found,
        "page": VisitPage.of(found, words, language=get_language() or ""),
        "kept": replace(journey, count="", also="").params(),
        "back": addresses.of("questions", service, replace(journey, count=""))
        if not found.several
        else addresses.of("visit", service, replace(journey, count="", also="")),
    }
    return render(request, "citizen/visit.html", context)


def _after(rows: tuple[Wanted, ...], journey: Journey, said: Mapping[str, str]) -> str:
    """Where a button leads: on with the visit as it is now, or to the same page again."""
    if not rows:
        return addresses.plain("services")
    first, *further = rows
    now = replace(journey.on_day(""), count=str(first.count), also=wanted.written(further))
    if "go" in said:
        return addresses.of("questions", first.service, now)
    address = addresses.of("visit", first.service, now)
    words = said.get("q", "").strip()[:LONGEST_WORDS]
    return addresses.also(address, {"q": words}) if words and "add" not in said else address
