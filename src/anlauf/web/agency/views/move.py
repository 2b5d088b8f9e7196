"""Another time for somebody's appointment; until it is certain, the old one stays."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from anlauf.booking import commands
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.values import Line, Question, Wish
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office, Service
from anlauf.directory.states import Competence
from anlauf.people.roles import Right
from anlauf.web.agency import times
from anlauf.web.agency.asked import Asked
from anlauf.web.agency.scope import Scope
from anlauf.web.agency.views import appointment as own
from anlauf.web.agency.views.service import request_key
from anlauf.web.common.chosen import Chosen, NoSuchTime
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def move(request: Request, number: int) -> HttpResponse:
    """Offer other times; a press on one asks once more, a second one moves."""
    scope = Scope(request.access)
    found = scope.appointment(number)
    if not own.may_change(found, request):
        return own.shown(request, found, refusal=commands.NothingToChange())
    offices = scope.of(_possible(found))

    if request.method == "POST":
        try:
            moved = _moved(request, found, offices)
        except Refused as refusal:
            return _shown(request, found, offices, refusal=refusal)
        return redirect(f"{reverse('agency:appointment', args=[moved.pk])}?just=moved")
    return _shown(request, found, offices)


def _moved(request: Request, found: Appointment, offices: list[Office]) -> Appointment:
    chosen = Chosen.read(request.POST.get("time", ""))
    office = next((row for row in offices if row.key == chosen.office), None)
    if office is None:
        raise NoSuchTime
    wish = Wish(_lines(found), office.pk, chosen.date, chosen.tick, channel=found.channel)
    key = request_key(request.POST.get("request", ""), chosen)
    return times.promised(
        wish,
        lambda one: commands.move(found, one, request_key=key, by=request.actor, at=request.at),
    )


def _shown(
    request: Request, found: Appointment, offices: list[Office], *, refusal: Refused | None = None
) -> HttpResponse:
    asked = Asked.read(request.GET.dict())
    searched = [office for office in offices if office.key == asked.office] or offices
    question = Question(
        _lines(found), tuple(office.pk for office in searched), channel=found.channel
    )
    context = {
        "appointment": found,
        "details": details(found, get_language() or ""),
        "offices": offices,
        "asked": asked,
        "times": times.shown(question, searched, asked.when, at=request.at),
        "chosen": _chosen(request, offices),
        "request_key": uuid4(),
        "refusal": refusal,
        "today": local_date(request.at),
    }
    status = refusal.status if refusal else 200
    return render(request, "agency/move.html", context, status=status)


def _chosen(request: Request, offices: list[Office]) -> tuple[Chosen, Office] | None:
    """The time that was pressed on, to be compared with the present one."""
    if not request.GET.get("time"):
        return None
    chosen = Chosen.read(request.GET["time"])
    office = next((row for row in offices if row.key == chosen.office), None)
    return None if office is None else (chosen, office)


def _lines(found: Appointment) -> tuple[Line, ...]:
    return tuple(Line(row.service_id, row.count) for row in found.services.all())


def _possible(found: Appointment) -> list[Office]:
    """Offices that do all of it; where residence decides, those competent for the same district."""
    here = {district.pk for district in found.day.office.districts.all()}
    possible: dict[int, Office] | None = None
    for row in found.services.all():
        able = {
            offering.office_id: offering.office
            for offering in directory.offerings_of(row.service)
            if _serves(row.service, offering.office, here)
        }
        possible = able if possible is None else {k: v for k, v in possible.items() if k in able}
    return list((possible or {}).values())


def _serves(service: Service, office: Office, here: set[int]) -> bool:
    if service.competence != Competence.DISTRICT:
        return True
    return bool(here & {district.pk for district in office.districts.all()})
