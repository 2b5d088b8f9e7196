"""The kiosk's first questions: the language, and whether somebody has an appointment.

The language stands in the address, so a kiosk remembers nothing of the person before.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from anlauf.people.queries import Office
from anlauf.web.common import door as door_sign
from anlauf.web.common.guards import kiosk
from anlauf.web.common.requests import Request

P = ParamSpec("P")
Spoken = Callable[Concatenate[Request, Office, str, P], HttpResponse]

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DONE = "done"
REACH = "kiosk_reach"
REACH_LASTS = 180


def spoken(view: Spoken[P]) -> Spoken[P]:
    """Answer in the language of the address."""

    @wraps(view)
    def answer(
        request: Request, /, office: Office, language: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if language not in LANGUAGES:
            raise Http404
        with translation.override(language):
            return view(request, office, language, *args, **kwargs)

    return cast(Spoken[P], answer)  # `wraps` hides what it returns from the checker


@require_safe
@kiosk
def start(request: Request, office: Office) -> HttpResponse:
    """Ask for the language."""
    facts = {"languages": LANGUAGES, "sign": door_sign.sign(office, at=request.at)}
    response = shown(request, office, "kiosk/start.html", facts)
    if DONE in request.GET:
        response.delete_cookie(REACH)
    return response


@require_safe
@kiosk
@spoken
def door(request: Request, office: Office, language: str) -> HttpResponse:
    """Ask whether somebody has an appointment."""
    return shown(request, office, "kiosk/door.html", {"language": language})


@require_POST
@kiosk
def reach(request: Request, office: Office) -> HttpResponse:
    """Move everything down to where somebody sitting can touch it, or up again."""
    wanted = request.POST.get("next", "")
    if not (wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)):
        wanted = reverse("display:kiosk", args=[office.key])

    response = redirect(wanted)
    if request.POST.get("reach") == "low":
        response.set_cookie(REACH, "low", max_age=REACH_LASTS, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(REACH)
    return response


def shown(
    request: Request,
    office: Office,
    template: str,
    facts: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the kiosk, high or low."""
    low = request.COOKIES.get(REACH) == "low" and DONE not in request.GET
    return render(request, template, {"office": office, "low": low, **facts}, status=status)
