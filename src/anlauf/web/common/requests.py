"""The request as every view sees it: with its moment, and with who is acting.

The middleware reads the clock once. Who acts is not guessed here: the view's guard says it, so a
clerk who books on the citizen's pages books as a citizen.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from anlauf.core import clock
from anlauf.core.actors import CITIZEN, Actor
from anlauf.people.access import Access
from anlauf.people.queries import Office, Person
from anlauf.web.common import city

NOBODY = Access(())


class Request(HttpRequest):
    """A request that knows its moment, its actor and, at an office's pages, the office."""

    at: datetime
    actor: Actor
    person: Person | None
    access: Access
    office: Office | None


def origin(request: HttpRequest) -> str:
    """Where a request comes from, for counting tries; the server has asked a trusted proxy."""
    return str(request.META.get("REMOTE_ADDR", ""))


Respond = Callable[[HttpRequest], HttpResponseBase]


def moment(respond: Respond) -> Respond:
    """Give every request one moment, the city's zone, and at first no rights at all."""

    def respond_at(request: HttpRequest) -> HttpResponseBase:
        request.at = clock.now()  # type: ignore[attr-defined]
        request.actor = CITIZEN  # type: ignore[attr-defined]
        request.person = None  # type: ignore[attr-defined]
        request.access = NOBODY  # type: ignore[attr-defined]
        request.office = None  # type: ignore[attr-defined]
        with timezone.override(city.home().zone):
            return respond(request)

    return respond_at
