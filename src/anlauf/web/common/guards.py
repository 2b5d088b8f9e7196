"""Who may open an address: every view carries exactly one of these, and a test walks the map.

A guard also says who is acting: on the public pages everybody is a citizen, a clerk as well.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from anlauf.core.actors import CITIZEN, DEVICE, Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.people import access, queries
from anlauf.people.queries import Device, Office
from anlauf.people.roles import Right
from anlauf.people.states import DeviceKind
from anlauf.web.common.device_key import device_of
from anlauf.web.common.requests import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
OfficeView = Callable[Concatenate[Request, Office, P], HttpResponseBase]
Door = Callable[..., HttpResponseBase]

MARK = "guard"


class NotYours(Refused):
    """Somebody is known, but may not do this here."""

    code = "not_yours"
    status = 403
    sentence = _("Your role does not include this page. Please ask your office management.")


def public(view: View[P]) -> Door:
    """Everybody, as a citizen."""

    @wraps(view)
    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = cast(Request, request)
        request.actor = CITIZEN
        return view(request, *args, **kwargs)

    return _marked(door, "public")


def device(view: View[P]) -> Door:
    """A board in an office; whichever has a key acts under its number."""

    @wraps(view)
    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = cast(Request, request)
        known = device_of(request)
        request.actor = DEVICE if known is None else Actor(Kind.DEVICE, known.pk)
        return view(request, *args, **kwargs)

    return _marked(door, "device")


def kiosk(view: OfficeView[P]) -> Door:
    """A kiosk that was set up for the office in the address; the view is handed its row."""

    @wraps(view)
    def door(
        request: HttpRequest, office: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        request = cast(Request, request)
        row = queries.workplace(office)
        known = device_of(request)
        if known is None or known.kind != DeviceKind.KIOSK or known.office_id != row.pk:
            return _not_set_up(request, known)
        request.actor = Actor(Kind.DEVICE, known.pk)
        return view(request, row, *args, **kwargs)

    return _marked(door, "kiosk")


def staff(view: View[P]) -> Door:
    """Anybody who works here."""

    @wraps(view)
    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = cast(Request, request)
        if not _recognise(request):
            return to_login(request)
        return _unkept(view(request, *args, **kwargs))

    return _marked(door, "staff")


def needs(right: Right) -> Callable[[View[P]], Door]:
    """Somebody who holds the right in the whole city."""

    def guard(view: View[P]) -> Door:
        @wraps(view)
        def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = cast(Request, request)
            if not _recognise(request):
                return to_login(request)
            if not request.access.may(right):
                raise NotYours
            return _unkept(view(request, *args, **kwargs))

        return _marked(door, f"needs {right}")

    return guard


def needs_somewhere(right: Right) -> Callable[[View[P]], Door]:
    """Somebody who holds the right at some office at least; the view asks where it matters."""

    def guard(view: View[P]) -> Door:
        @wraps(view)
        def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = cast(Request, request)
            if not _recognise(request):
                return to_login(request)
            if not request.access.anywhere(right):
                raise NotYours
            return _unkept(view(request, *args, **kwargs))

        return _marked(door, f"needs_somewhere {right}")

    return guard


def at_office(right: Right) -> Callable[[OfficeView[P]], Door]:
    """Somebody who holds the right at the office in the address; the view is handed its row."""

    def guard(view: OfficeView[P]) -> Door:
        @wraps(view)
        def door(
            request: HttpRequest, office: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            request = cast(Request, request)
            if not _recognise(request):
                return to_login(request)
            row = queries.workplace(office)
            if not request.access.may(right, office=row.pk):
                raise NotYours
            request.office = row
            return _unkept(view(request, row, *args, **kwargs))

        return _marked(door, f"at_office {right}")

    return guard


def to_login(request: HttpRequest) -> HttpResponse:
    """Send somebody to the log-in page, and afterwards back to where they were."""
    wanted = request.get_full_path() if request.method == "GET" else ""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    if request.headers.get("HX-Request"):
        wanted = shown.path
    address = reverse("common:log_in")
    if wanted:
        address = f"{address}?{urlencode({'next': wanted})}"
    if request.headers.get("HX-Request"):
        # A redirect would put the log-in page into a corner of the open page.
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _not_set_up(request: Request, known: Device | None) -> HttpResponse:
    """Say kindly that this is no kiosk of this office, and whom to ask."""
    page = {"device": known}
    response = render(request, "common/not_set_up.html", page, status=NotYours.status)
    add_never_cache_headers(response)
    return response


def _recognise(request: Request) -> bool:
    person = request.user
    if not person.is_authenticated:
        return False
    request.person = person
    request.actor = Actor(Kind.STAFF, person.pk)
    request.access = access.of(queries.grants(person))
    return True


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """What staff see stays in no cache: the next person at this machine could go back to it."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    return response


def _marked(door: Door, name: str) -> Door:
    if hasattr(door, MARK):  # `wraps` carried the mark of an inner guard out here
        raise TypeError(f"{door.__name__} has two guards: {getattr(door, MARK)} and {name}.")
    setattr(door, MARK, name)
    return door
