"""Headers that say what a browser should not let a page do."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from anlauf.web.common.requests import Respond

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def careful(respond: Respond) -> Respond:
    """Ask browsers to keep cameras, microphones and places out of our pages."""

    def respond_with_care(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return respond_with_care
