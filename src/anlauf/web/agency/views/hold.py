"""A time is kept while the caller spells their name."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import UNCONFIRMED, AppointmentState, Purpose
from anlauf.core.refusal import Refused
from anlauf.people.roles import Right
from anlauf.web.agency.forms import ContactForm
from anlauf.web.agency.scope import Scope
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request


@sensitive_post_parameters("name", "email", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def held(request: Request, key: str) -> HttpResponse:
    """Whom is it for? Then it is booked, and the code can be read out."""
    appointment = _theirs(request, key)
    if appointment.state == AppointmentState.BOOKED:
        return redirect("agency:appointment", appointment.pk)
    if appointment.state not in UNCONFIRMED or _is_over(appointment, request):
        return _ended(request, appointment)

    form = ContactForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        try:
            booked = commands.confirm(appointment, form.contact(), by=request.actor, at=request.at)
            return redirect(f"{reverse('agency:appointment', args=[booked.pk])}?just=booked")
        except commands.HoldEnded:
            return _ended(request, appointment)
        except Refused as refusal:
            form.add_error(None, str(refusal))

    context = {
        "appointment": appointment,
        "details": details(appointment, get_language() or ""),
        "rule": booking.claimed(appointment),
        "form": form,
        "key": key,
        "said": request.GET.urlencode(),
    }
    return render(request, "agency/hold.html", context, status=422 if form.errors else 200)


@require_POST
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def release(request: Request, key: str) -> HttpResponse:
    """Give the time back and offer others."""
    appointment = _theirs(request, key)
    commands.release(appointment, by=request.actor, at=request.at)
    return redirect(_times_again(request, appointment))


def _theirs(request: Request, key: str) -> Appointment:
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    Scope(request.access).check(appointment)
    return appointment


def _is_over(appointment: Appointment, request: Request) -> bool:
    return appointment.held_until is not None and appointment.held_until <= request.at


def _ended(request: Request, appointment: Appointment) -> HttpResponse:
    sentence = _("We no longer keep this time. Maybe it is still free: please look again.")
    context = {"sentence": sentence, "again": _times_again(request, appointment)}
    return render(request, "agency/ended.html", context, status=410)


def _times_again(request: Request, appointment: Appointment) -> str:
    line = next(iter(appointment.services.all()))
    address = reverse("agency:service", args=[line.service.key])
    said = request.GET.urlencode()
    return f"{address}?{said}" if said else address
