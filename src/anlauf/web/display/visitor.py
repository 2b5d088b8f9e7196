"""The visitor's own page: where they stand, how long it takes, and where to go."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core.refusal import Refused
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.afar import OnTheWay
from anlauf.floor.queries import Visit
from anlauf.floor.states import OVER, TicketState
from anlauf.floor.values import Position
from anlauf.web.common import slips
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.templatetags.anlauf import local_time

MAY_LEAVE = frozenset({TicketState.COMING, TicketState.WAITING, TicketState.PARKED})
LONGEST_DIGITS = 20


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


@require_POST
@public
def here(request: Request, key: str) -> HttpResponse:
    """Say that one is there, with today's digits from the entrance."""
    visit = floor.visit_by_key(key, at=request.at)
    digits = request.POST.get("digits", "")[:LONGEST_DIGITS]
    code = visit.appointment.code
    try:
        commands.arrive_by_door(code, visit.office_id, digits, by=request.actor, at=request.at)
    except Refused as refusal:
        return _shown(request, key, "visit/visit.html", refusal=refusal)
    messages.success(request, _("Good that you are here. Please take a seat."))
    return redirect("display:visit", key)


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


def _shown(
    request: Request, key: str, template: str, *, refusal: Refused | None = None
) -> HttpResponse:
    visit = floor.visit_by_key(key, at=request.at)
    position = floor.position(visit, at=request.at)
    coming = _coming(visit, position, request)
    told_to = "" if position.state in OVER else floor.told_to(visit)
    version = version_of(position, local_time(request.at), coming, told_to)
    address = stream([visit.office_id], at=request.at)
    facts = {
        "visit": visit,
        "key": key,
        "position": position,
        "stage": _stage(position),
        "coming": coming,
        "qr": slips.to_scan(coming.code) if coming else "",
        "longest": LONGEST_DIGITS,
        "refusal": refusal,
        "told_to": told_to,
        "may_leave": position.state in MAY_LEAVE,
        "over": position.state in OVER,
        "stream": address,
        "version": version,
    }
    status = 200 if refusal is None else refusal.status
    shown = partial(render, request, template, facts, status=status)
    response = fresh(request, version, shown) if refusal is None else shown()
    response.headers["X-Stream"] = address
    return response


def _coming(visit: Visit, position: Position, request: Request) -> OnTheWay | None:
    """What somebody on the way is told; nobody else."""
    if position.state != TicketState.COMING:
        return None
    return floor.on_the_way(visit, position.wait, position.ahead, at=request.at)


def _stage(position: Position) -> str:
    """The name of the template that says how it stands."""
    return f"visit/stage_{position.state}.html"
