"""A time is held: say whom it is for and book it, or give it back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.core.refusal import Invalid
from anlauf.web.citizen import kept, own
from anlauf.web.citizen.contact_form import ContactForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def held(request: Request, key: str) -> HttpResponse:
    """Whom is the time for? Then book it."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    if appointment.state == AppointmentState.BOOKED:
        return redirect(own.page_of(appointment))
    left = kept.left(appointment, at=request.at)
    if left <= kept.NO_TIME:
        return _ended(request, appointment)

    form = ContactForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        try:
            booked = commands.confirm(appointment, form.contact(), by=request.actor, at=request.at)
            return redirect(f"{own.page_of(booked)}?just=booked")
        except commands.HoldEnded:
            return _ended(request, appointment)
        except Invalid as refusal:
            form.add_error(None, str(refusal))

    context = {
        "appointment": appointment,
        "details": details(appointment, get_language() or ""),
        "form": form,
        "key": key,
        "page_address": request.get_full_path(),
        "said": request.GET.urlencode(),
        "seconds_left": int(left.total_seconds()),
    }
    return render(request, "citizen/hold.html", context, status=422 if form.errors else 200)


@require_POST
@public
def release(request: Request, key: str) -> HttpResponse:
    """Give the time back and look for another one."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    commands.release(appointment, by=request.actor, at=request.at)
    return redirect(own.times_like(appointment, Journey.read(request.GET.dict())))


def _ended(request: Request, appointment: Appointment) -> HttpResponse:
    again = own.times_like(appointment, Journey.read(request.GET.dict()))
    context = {"details": details(appointment, get_language() or ""), "again": again}
    return render(request, "citizen/hold_ended.html", context, status=GONE)
