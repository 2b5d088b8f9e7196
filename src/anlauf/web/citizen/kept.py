"""The times somebody holds while they look at others, known to their browser until they end.

There are two when a visit takes two appointments in a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import UNCONFIRMED, Purpose
from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import BETWEEN, Journey
from anlauf.web.common.requests import Request

COOKIE = "held"
MOST = 2
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


def remember(response: HttpResponse, held: Sequence[Appointment], *, at: datetime) -> None:
    """Let the browser know these holds until they end."""
    response.set_cookie(
        COOKIE,
        BETWEEN.join(booking.hold_key(each) for each in held),
        max_age=max(left(each, at=at) for each in held),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def of(
    request: Request, journey: Journey, *, without: Iterable[Appointment | None] = ()
) -> list[Kept]:
    """What this browser still holds, apart from the times the page is about."""
    known = {each.pk for each in without if each is not None}
    return [
        Kept(
            each,
            addresses.of("hold", booking.hold_key(each), journey),
            addresses.of("release", booking.hold_key(each), journey),
        )
        for each in _held(request)
        if each.pk not in known
    ]


def beside(request: Request, appointment: Appointment) -> list[Appointment]:
    """A held time together with the others this browser holds."""
    return [appointment, *(each for each in _held(request) if each.pk != appointment.pk)]


def _held(request: Request) -> list[Appointment]:
    keys = request.COOKIES.get(COOKIE, "").split(BETWEEN)[:MOST]
    found = (_found(key, request) for key in keys if key)
    return [each for each in found if each and left(each, at=request.at) > NO_TIME]


def _found(key: str, request: Request) -> Appointment | None:
    try:
        return booking.appointment_by_key(key, Purpose.HOLD, at=request.at)
    except booking.UnknownAppointment:
        return None
