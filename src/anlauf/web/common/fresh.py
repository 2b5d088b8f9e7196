"""Parts of a page that a screen asks for again every few seconds."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_time


def version_of(*shown: object) -> str:
    """An entity tag for what is shown, in the language of the page: frozen values, minutes."""
    seen = (get_language(), *shown)
    return f'"{sha256(repr(seen).encode()).hexdigest()[:24]}"'


def fresh(request: Request, version: str, render: Callable[[], HttpResponse]) -> HttpResponse:
    """The part, or 304 for a screen that shows this version already.

    Either says what time it is, so that a screen can tell since when it has heard nothing.
    """
    unchanged = get_conditional_response(request, etag=version)
    response = render() if unchanged is None else unchanged
    response.headers["ETag"] = version
    response.headers["X-Clock"] = local_time(request.at)
    response.headers["Cache-Control"] = "no-store"
    return response
