"""My appointment: see it, take it along, cancel it. Whoever has the link is its owner."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.booking import calendar, commands
from anlauf.booking import queries as booking
from anlauf.booking.details import Details, details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.core.refusal import Refused
from anlauf.directory.states import Channel
from anlauf.floor import queries as floor
from anlauf.floor.queries import visit_key
from anlauf.surveys import commands as surveys_commands
from anlauf.surveys import queries as surveys
from anlauf.web.citizen import kept, own, scan
from anlauf.web.citizen.city_view import map_with
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

GONE = 410
SAID = frozenset({"booked", "moved", "accepted"})
NOT_THERE = frozenset({AppointmentState.BOOKED, AppointmentState.MISSED})
OVER = frozenset({AppointmentState.SERVED, AppointmentState.LEFT, AppointmentState.MISSED})


@never_cache
@require_safe
@public
def appointment(request: Request, key: str) -> HttpResponse:
    """When, where, what to bring; with the code for the machine at the entrance."""
    found = owned(request, key)
    return shown(request, found, key=key)


@require_safe
@public
def calendar_file(request: Request, key: str) -> HttpResponse:
    """The appointment for somebody's own calendar."""
    found = owned(request, key)
    entry = calendar.entry(found, at=request.at)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.ics"'}
    return HttpResponse(entry, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def cancel(request: Request, key: str) -> HttpResponse:
    """Do you really not come? Then the time goes to others."""
    found = owned(request, key)
    if request.method == "POST":
        commands.cancel(found, by=request.actor, at=request.at)
        return redirect(own.page_of(found))
    if found.state != AppointmentState.BOOKED:
        return shown(request, found, key=key)

    context = {"details": details(found, get_language() or ""), "key": key}
    return render(request, "citizen/cancel.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def accept(request: Request, key: str) -> HttpResponse:
    """The time we moved it to suits: the link in our letter leads to the question itself."""
    found = owned(request, key)
    if request.method == "POST":
        commands.accept_move(found, by=request.actor, at=request.at)
        return redirect(f"{own.page_of(found)}?just=accepted")
    return redirect(own.page_of(found))


@require_POST
@public
def ask_me(request: Request, key: str) -> HttpResponse:
    """Say that one wants to be asked by mail how it was, or no longer."""
    found = owned(request, key)
    verb = surveys_commands.withdraw if "no" in request.POST else surveys_commands.consent
    verb(found, by=request.actor, at=request.at)
    return redirect(f"{own.page_of(found)}#survey")


def owned(request: Request, key: str) -> Appointment:
    """The appointment this link opens; raises UnknownAppointment."""
    return booking.appointment_by_key(key, Purpose.MANAGE, at=request.at)


def shown(
    request: Request, found: Appointment, *, key: str, refusal: Refused | None = None
) -> HttpResponse:
    """The page of an appointment as it stands, whether it is still to come or not."""
    context = {
        "appointment": found,
        "details": details(found, get_language() or ""),
        "key": key,
        "again": own.times_like(found, Journey()),
        "by_door": _by_door(found, at=request.at),
        "refusal": refusal,
    }
    if found.state == AppointmentState.CANCELLED:
        context["wait"] = own.waiting_like(found)
        return render(request, "citizen/cancelled.html", context, status=GONE)
    if found.state in OVER:
        context["survey"] = visit_key(found) if found.state == AppointmentState.SERVED else ""
        return render(request, "citizen/over.html", context, status=GONE)
    before, just = _before(found), request.GET.get("just", "")
    may_change = found.state == AppointmentState.BOOKED and found.starts_at > request.at
    return render(
        request,
        "citizen/appointment.html",
        context
        | {
            "code_image": scan.image(found.code),
            "map": map_with([found.day.office]),
            "may_change": may_change,
            "asked_after": surveys.wants_to_be_asked(found),
            "just": just,
            "before": before,
            "asks": before is not None and may_change and just not in SAID,
            "after": _after(found),
            "kept": kept.of(request, Journey(), without=[found]),
            "visit_key": visit_key(found) if found.state == AppointmentState.ARRIVED else "",
        },
        status=200 if refusal is None else refusal.status,
    )


def _by_door(found: Appointment, *, at: datetime) -> bool:
    """Whether today's digits from the entrance would check somebody in."""
    today = floor.today(at)
    if found.state not in NOT_THERE or found.channel != Channel.VISIT or found.day.date != today:
        return False
    return floor.arrival_policy(found.day.office_id, today).door_code


def _after(found: Appointment) -> tuple[Details, str] | None:
    """The appointment right after this one, where a visit takes two, and its page."""
    second = booking.booked_after(found)
    if second is None:
        return None
    return details(second, get_language() or ""), own.page_of(second)


def _before(found: Appointment) -> Details | None:
    """The time we could not keep, as long as nobody has said whether the new one suits."""
    old = found.moved_from
    if old is None or found.asked_at is None or found.answered_at is not None:
        return None
    return details(old, get_language() or "")
