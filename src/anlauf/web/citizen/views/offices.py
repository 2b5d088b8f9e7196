"""Where the offices are, when they are open, what they do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.web.citizen.city_view import map_with
from anlauf.web.citizen.office_page import OfficePage, by_area
from anlauf.web.citizen.today import today
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


class NoSuchOffice(Unknown):
    """The address names an office the city does not have, or does not show."""

    code = "no_such_office"
    sentence = _("We do not know this office. Maybe it has moved: please look at the list.")


@require_safe
@public
def offices(request: Request) -> HttpResponse:
    """All offices with their doors open or closed now."""
    rows = list(directory.offices())
    context = {
        "areas": by_area(rows, at=request.at, language=get_language() or ""),
        "map": map_with(rows),
    }
    return render(request, "citizen/offices.html", context)


@require_safe
@public
def office(request: Request, office: str) -> HttpResponse:
    """One office: its hours this week, how to enter it, what it offers."""
    row = known_office(office)
    page = OfficePage.of(row, at=request.at, language=get_language() or "")
    context = {"office": row, "page": page, "map": map_with([row]), "today": today(request.at)}
    return render(request, "citizen/office.html", context)


def known_office(key: str) -> Office:
    """The office of an address; raises NoSuchOffice."""
    try:
        return directory.office(key)
    except Office.DoesNotExist:
        raise NoSuchOffice from None
