"""What the frame of every page needs to know."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from anlauf.booking import queries as booking
from anlauf.core import carriers
from anlauf.staffing import queries as staffing
from anlauf.web.common import city, landing
from anlauf.web.common.landing import Desk
from anlauf.web.common.language import missing_here, spoken_here
from anlauf.web.common.requests import Request

# Paths that a page of another language can be asked for with the same address.
_SAFE = {"GET", "HEAD"}


def frame(request: HttpRequest) -> dict[str, object]:
    """The city, the languages to choose from, and where the page can be seen again."""
    return {
        "city": city.home(),
        "page_languages": [get_language_info(code) for code in spoken_here(request)],
        "page_language_missing": missing_here(request),
        "page_address": request.get_full_path() if request.method in _SAFE else request.path,
        "desks_near": _desks_near(request),
        "sends_sms": carriers.sends_sms(),
        "policy": SimpleLazyObject(lambda: booking.policy_at(cast(Request, request).at)),
        "theme": request.COOKIES.get("theme", ""),
    }


def _desks_near(request: HttpRequest) -> Iterator[Desk]:
    """Read only when the page shows a bar; on an error page nobody may have been recognised."""
    access, office = getattr(request, "access", None), getattr(request, "office", None)
    if not access:
        return
    if staffing.employee_of(getattr(request, "person", None)):
        yield landing.mine()
    yield from landing.near(access, office)
