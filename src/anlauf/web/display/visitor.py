"""The visitor's own page: where they stand, how long it takes, and where to go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.states import TicketState
from anlauf.floor.values import Position
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.templatetags.anlauf import local_time

MAY_LEAVE = frozenset({TicketState.WAITING, TicketState.PARKED})


@require_safe
@public
def visit(request: Request, key: str) -> HttpResponse:
    """The whole page."""
    return _shown(request, key, "visit/visit.html")


@require_safe
@public
def visit_now(request: Request, key: str) -> HttpResponse:
    """What changes on it."""
    return _shown(request, key, "visit/visit_now.html")


@require_http_methods(["GET", "HEAD", "POST"])
@public
def leave(request: Request, key: str) -> HttpResponse:
    """Ask once, then give the place in the queue to others."""
    visit = floor.visit_by_key(key, at=request.at)
    if request.method != "POST":
        return render(request, "visit/leave.html", {"visit": visit, "key": key})

    commands.leave(visit, by=request.actor, at=request.at)
    messages.success(request, _("You have left the queue. Your number will not be called."))
    return redirect("display:visit", key)


def _shown(request: Request, key: str, template: str) -> HttpResponse:
    visit = floor.visit_by_key(key, at=request.at)
    position = floor.position(visit, at=request.at)
    version = version_of(position, local_time(request.at))
    address = stream([visit.office_id], at=request.at)
    facts = {
        "visit": visit,
        "key": key,
        "position": position,
        "stage": _stage(position),
        "may_leave": position.state in MAY_LEAVE,
        "stream": address,
        "version": version,
    }
    response = fresh(request, version, lambda: render(request, template, facts))
    response.headers["X-Stream"] = address
    return response


def _stage(position: Position) -> str:
    """The name of the template that says how it stands."""
    return f"visit/stage_{position.state}.html"
