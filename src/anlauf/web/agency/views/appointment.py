"""Somebody's appointment: read it out, print it, cancel it for them."""

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.core import queries as core
from anlauf.core.refusal import Refused
from anlauf.people.roles import Right
from anlauf.web.agency import words
from anlauf.web.agency.scope import Scope
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request


@require_safe
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def appointment(request: Request, number: int) -> HttpResponse:
    """What to read out, and what can be done for them."""
    return shown(request, Scope(request.access).appointment(number))


@require_safe
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def confirmation(request: Request, number: int) -> HttpResponse:
    """The confirmation on paper, in the language of its visitor."""
    found = Scope(request.access).appointment(number)
    with translation.override(found.language):
        context = {
            "appointment": found,
            "details": details(found, found.language),
            "rule": booking.claimed(found),
            "image": segno.make(found.code, error="m", micro=False).svg_data_uri(border=2),
        }
        return render(request, "agency/print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def cancel(request: Request, number: int) -> HttpResponse:
    """Ask once more, then give the time back."""
    found = Scope(request.access).appointment(number)
    if request.method == "POST":
        try:
            commands.cancel(found, by=request.actor, at=request.at)
        except Refused as refusal:
            return shown(request, found, refusal=refusal)
        return redirect("agency:appointment", number)
    context = {"appointment": found, "details": details(found, get_language() or "")}
    return render(request, "agency/cancel.html", context)


def may_change(found: Appointment, request: Request) -> bool:
    """Tell whether it can still be moved or cancelled."""
    return found.state == AppointmentState.BOOKED and found.starts_at > request.at


def shown(request: Request, found: Appointment, *, refusal: Refused | None = None) -> HttpResponse:
    """The appointment as it stands."""
    context = {
        "appointment": found,
        "details": details(found, get_language() or ""),
        "rule": booking.claimed(found),
        "may_change": may_change(found, request),
        "unreached": core.unreached(found._meta.label_lower, [found.pk]).get(found.pk),
        "standing": words.standing(found.state),
        "just": request.GET.get("just", ""),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "agency/appointment.html", context, status=status)
