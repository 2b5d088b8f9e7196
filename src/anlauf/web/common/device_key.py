"""The key of a kiosk or a board: a signed cookie, so that a forged one costs no look at a table."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from anlauf.people import commands
from anlauf.people.queries import Device, device_by_key
from anlauf.web.common.requests import Request

COOKIE = "device"
LASTS = 10 * 365 * 24 * 60 * 60  # a kiosk has no keyboard to type a code anew every year


def keep(response: HttpResponse, key: str) -> None:
    """Let the browser of the device know its key."""
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=COOKIE,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request: Request) -> Device | None:
    """The device that asks, if it is one of ours; it has been seen then."""
    key = _key(request)
    device = device_by_key(key) if key else None
    if device is not None:
        commands.see_device(device, at=request.at)
    return device


def _key(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, "", salt=COOKIE) or ""
