"""The time somebody holds while they look at others, known to their browser until it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import UNCONFIRMED, Purpose
from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.requests import Request

COOKIE = "held"
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Kept:
    """A held time, the page to go on with it, and the address that gives it back."""

    appointment: Appointment
    go_on: str
    release: str


def left(appointment: Appointment, *, at: datetime) -> timedelta:
    """How long the time is still kept."""
    if appointment.state not in UNCONFIRMED or appointment.held_until is None:
        return NO_TIME
    return appointment.held_until - at


def remember(response: HttpResponse, appointment: Appointment, *, at: datetime) -> None:
    """Let the browser know the hold until it ends."""
    response.set_cookie(
        COOKIE,
        booking.hold_key(appointment),
        max_age=left(appointment, at=at),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def of(request: Request, journey: Journey) -> Kept | None:
    """What this browser still holds."""
    key = request.COOKIES.get(COOKIE)
    if not key:
        return None
    try:
        appointment = booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    except booking.UnknownAppointment:
        return None
    if left(appointment, at=request.at) <= NO_TIME:
        return None
    return Kept(
        appointment,
        addresses.of("hold", key, journey),
        addresses.of("release", key, journey),
    )
