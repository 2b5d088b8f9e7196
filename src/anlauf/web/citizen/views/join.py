"""Draw a number before you are there: what for, when to come, and the number."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking.values import WalkIn
from anlauf.core import limits
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office, Service
from anlauf.directory.states import Competence
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.afar import Join
from anlauf.web.citizen.join_form import TellForm, WhatForm
from anlauf.web.citizen.joining import answer
from anlauf.web.citizen.views.offices import known_office
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request, origin

WRONG = 422


@require_safe
@public
def join(request: Request, office: str) -> HttpResponse:
    """Ask what somebody needs and how far away they are."""
    row = known_office(office)
    check_open(row, request)
    form = WhatForm(_offered(row), request.GET if "service" in request.GET else None)
    return render(request, "citizen/join.html", {"office": row, "form": form})


@sensitive_post_parameters("email", "phone")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def number(request: Request, office: str) -> HttpResponse:
    """Say when to come; then draw the number, with messages for those who ask for them."""
    row = known_office(office)
    check_open(row, request)
    what = WhatForm(_offered(row), request.GET)
    if not what.is_valid():
        return render(request, "citizen/join.html", {"office": row, "form": what}, status=WRONG)

    form = TellForm(request.POST or None, initial={"request_key": uuid4()})
    status = WRONG if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            return redirect("display:visit", _drawn(request, row, what, form))
    found = answer(row, what, at=request.at)
    facts = {
        "office": row,
        "what": what,
        "form": form,
        "found": found,
        "rule": floor.arrival_policy(row.pk, floor.today(request.at)),
        "districts": _districts(row, what),
        "back": f"{reverse('citizen:join', args=[row.key])}?{request.GET.urlencode()}",
    }
    return render(request, "citizen/join_number.html", facts, status=status)


def check_open(office: Office, request: Request) -> None:
    """Refuse where numbers are drawn at the entrance only."""
    if not floor.arrival_policy(office.pk, floor.today(request.at)).joins:
        raise commands.NotFromAfar


def _offered(office: Office) -> list[Service]:
    """What can be done here without an appointment, most wanted first."""
    return [service for service in directory.services_at(office) if service.walk_in]


def _drawn(request: Request, office: Office, what: WhatForm, form: TellForm) -> str:
    """Draw the number; the answer is the key of its own page."""
    limits.check_network(limits.TICKETS, origin(request), at=request.at)
    said = form.cleaned_data
    network = crowd.let_through(request, said["request_key"])
    language = get_language() or settings.LANGUAGE_CODE
    wish = Join(
        WalkIn(office.pk, what.lines(), language),
        what.cleaned_data["way"],
        email=said["email"],
        phone=said.get("phone", ""),
        network=network,
    )
    visit = commands.join(wish, request_key=said["request_key"], by=request.actor, at=request.at)
    return floor.visit_key(visit.appointment)


def _districts(office: Office, what: WhatForm) -> list[str]:
    """Whom the office may do this for, if not for everybody."""
    if all(service.competence == Competence.CITY for service in what.chosen):
        return []
    return sorted(office.districts.values_list("name", flat=True))
