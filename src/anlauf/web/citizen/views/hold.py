"""A time is held: say whom it is for, then book it, wait for a letter, or give the time back."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.core.refusal import Invalid
from anlauf.web.citizen import addresses, ended, kept, own
from anlauf.web.citizen.contact_form import AddressForm, ContactForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.guards import public
from anlauf.web.common.language import as_typed, keeps_words
from anlauf.web.common.requests import Request

WRONG = 422


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def held(request: Request, key: str) -> HttpResponse:
    """Whom is the time for? Then book it, or ask the mailbox."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    settled = _settled(request, appointment)
    if settled is not None:
        return settled
    if request.method != "POST" and appointment.state == AppointmentState.AWAITING_CONFIRMATION:
        return _waiting(request, appointment, AddressForm(initial={"email": appointment.email}))

    form = as_typed(
        request, ContactForm(request.POST or None, initial={"language": get_language()})
    )
    if form.is_valid():
        contact = form.contact()
        answer = _said(
            request,
            lambda: commands.confirm_both(appointment, contact, by=request.actor, at=request.at),
            form,
        )
        if answer is not None:
            return answer

    context = _context(request, appointment) | {"form": form, "form_with_words": "words"}
    return render(request, "citizen/hold.html", context, status=WRONG if form.errors else 200)


@sensitive_post_parameters()
@require_POST
@public
@keeps_words
def address(request: Request, key: str) -> HttpResponse:
    """The letter went to a wrong address: send another to the right one."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    settled = _settled(request, appointment)
    if settled is not None:
        return settled
    form = as_typed(request, AddressForm(request.POST))
    if form.is_valid():
        email = form.cleaned_data["email"]
        answer = _said(
            request,
            lambda: commands.correct_mail(appointment, email, by=request.actor, at=request.at),
            form,
        )
        if answer is not None:
            return answer
    return _waiting(request, appointment, form)


@require_POST
@public
def without_mail(request: Request, key: str) -> HttpResponse:
    """Go on without e-mail: book now and show the code, because nothing can be sent."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    settled = _settled(request, appointment)
    if settled is not None:
        return settled
    try:
        booked = commands.go_on_without_mail(appointment, by=request.actor, at=request.at)
    except commands.TooManyForYou as refusal:
        return ended.too_many(request, refusal)
    except commands.HoldEnded:
        return ended.form_too_late(request, appointment)
    return _after(request, booked)


@require_POST
@public
def release(request: Request, key: str) -> HttpResponse:
    """Give the time back and look for another one."""
    appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    commands.release_both(appointment, by=request.actor, at=request.at)
    return redirect(own.times_like(appointment, Journey.read(request.GET.dict())))


def _settled(request: Request, appointment: Appointment) -> HttpResponse | None:
    """The answer when there is nothing left to say here: it is booked, or no longer kept."""
    if appointment.booked_at is not None:
        return _booked(request, appointment)
    if kept.left(appointment, at=request.at) > kept.NO_TIME:
        return None
    if appointment.email:
        return ended.letter_too_late(request, appointment)
    return ended.form_too_late(request, appointment)


def _said(
    request: Request, verb: Callable[[], Appointment], form: ContactForm | AddressForm
) -> HttpResponse | None:
    """The answer to a contact given; None when the form has to ask again."""
    try:
        return _after(request, verb())
    except commands.HoldEnded:
        return redirect(request.get_full_path())
    except commands.TooManyForYou as refusal:
        return ended.too_many(request, refusal)
    except Invalid as refusal:
        form.add_error(None, str(refusal))
        return None


def _after(request: Request, appointment: Appointment) -> HttpResponse:
    """Where to go when the contact is said: to the appointment, or to wait for the letter."""
    if appointment.state != AppointmentState.AWAITING_CONFIRMATION:
        return _booked(request, appointment)
    journey = Journey.read(request.GET.dict())
    response = redirect(addresses.of("hold", booking.hold_key(appointment), journey))
    kept.remember(response, kept.beside(request, appointment), at=request.at)
    return response


def _booked(request: Request, appointment: Appointment) -> HttpResponse:
    """The appointment's own page; where a mailbox proved it, only that mailbox has the link."""
    if booking.was_proved_by_mail(appointment):
        return render(request, "citizen/proved.html", {"kept": kept.of(request, Journey())})
    return redirect(f"{own.page_of(appointment)}?just=booked")


def _waiting(request: Request, appointment: Appointment, form: AddressForm) -> HttpResponse:
    context = _context(request, appointment) | {"form": form, "form_with_words": "words"}
    return render(request, "citizen/mailbox.html", context, status=WRONG if form.errors else 200)


def _context(request: Request, appointment: Appointment) -> dict[str, object]:
    key = booking.hold_key(appointment)
    journey = Journey.read(request.GET.dict())
    left = kept.left(appointment, at=request.at)
    after = _second(request, appointment)
    return {
        "after": after and details(after, get_language() or ""),
        "appointment": appointment,
        "details": details(appointment, get_language() or ""),
        "key": key,
        "page_address": addresses.of("hold", key, journey),
        "kept": kept.of(request, journey, without=(appointment, after)),
        "said": request.GET.urlencode(),
        "seconds_left": int(left.total_seconds()),
    }


def _second(request: Request, appointment: Appointment) -> Appointment | None:
    """The time right after this one that the same letter would confirm, or will."""
    if appointment.state != AppointmentState.HELD:
        return booking.waits_along(appointment, at=request.at)
    second = booking.kept_after(appointment, at=request.at)
    return second if second and second.state == AppointmentState.HELD else None
