"""The kiosk gives a number to somebody without an appointment, as long as today still holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking import queries as booking
from anlauf.booking.commands import NoWalkInsLeft
from anlauf.booking.values import Line, Question, Start, WalkIn
from anlauf.core import carriers, limits
from anlauf.core.links import link
from anlauf.core.refusal import Invalid, Refused, Unknown
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.states import TicketState
from anlauf.people.queries import Office
from anlauf.web.common import slips
from anlauf.web.common.guards import kiosk
from anlauf.web.common.nearby import beside
from anlauf.web.common.requests import Request, origin
from anlauf.web.display.kiosk import shown, spoken

SHOWN_FIRST = 8
ELSEWHERE = 3
MOST_AT_ONCE = 6
LONGEST_SEARCH = 80


class Unclear(Invalid):
    """The address or the form was changed by hand."""

    code = "unclear"
    sentence = _("That was not understood. Please choose again.")


class DrawForm(forms.Form):
    """For how many people, and which press of the button this is."""

    count = forms.IntegerField(min_value=1, max_value=99)
    request_key = forms.UUIDField()

    def lines(self, wanted: Service) -> tuple[Line, ...]:
        """What booking and floor are asked for."""
        if not self.is_valid():
            raise Unclear
        return (Line(wanted.pk, self.cleaned_data["count"]),)


@dataclass(frozen=True)
class Elsewhere:
    """The next free appointment at another office."""

    office: Office
    start: Start


@require_safe
@kiosk
@spoken
def services(request: Request, office: Office, language: str) -> HttpResponse:
    """Ask what somebody needs."""
    offered = _offered(office)
    words = request.GET.get("words", "").strip()[:LONGEST_SEARCH]
    everything = "all" in request.GET
    first = offered if everything else offered[:SHOWN_FIRST]
    matching = directory.services_matching(words, language) if words else []
    facts = {
        "language": language,
        "words": words,
        "all": everything,
        "services": [service for service in matching if service in offered] if words else first,
        "more": len(first) < len(offered),
    }
    return shown(request, office, "kiosk/services.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk
@spoken
def service(request: Request, office: Office, language: str, service: str) -> HttpResponse:
    """Is it still possible today, and how long will it take? Then draw a number."""
    wanted = _wanted(office, service)
    usual = {"count": request.GET.get("count", "1"), "request_key": uuid4()}
    form = DrawForm(request.POST if request.method == "POST" else usual)
    status = 200
    try:
        lines = form.lines(wanted)
        if request.method == "POST":
            return redirect(
                "display:kiosk_ticket", office.key, language, _draw(request, office, form, lines)
            )
        answer = _possible(request, office, lines)
    except NoWalkInsLeft as refusal:
        answer = {
            "refusal": refusal,
            "instead": _instead(request, office, wanted, lines),
            "nearby": beside(office, lines, at=request.at),
        }
        status = refusal.status if request.method == "POST" else 200  # asking was no mistake
    except Refused as refusal:
        answer, status = {"refusal": refusal}, refusal.status

    facts = {
        "language": language,
        "service": wanted,
        "counts": range(1, _most(office, wanted) + 1),
        "said": form.cleaned_data,
    }
    return shown(request, office, "kiosk/service.html", facts | answer, status=status)


@require_safe
@kiosk
@spoken
def ticket(request: Request, office: Office, language: str, key: str) -> HttpResponse:
    """Your number, and the way to your own page."""
    visit = floor.visit_by_key(key, at=request.at)
    facts = {
        "language": language,
        "visit": visit,
        "position": floor.position(visit, at=request.at),
        "qr": slips.qr(slips.visitor_address(key)),
        "key": key,
        "told_to": floor.told_to(visit),
        "may_be_told": carriers.sends_sms() and visit.state == TicketState.WAITING,
    }
    return shown(request, office, "kiosk/ticket.html", facts)


def _offered(office: Office) -> list[Service]:
    """What can be done here without an appointment, most wanted first."""
    return [service for service in directory.services_at(office) if service.walk_in]


def _wanted(office: Office, key: str) -> Service:
    for service in _offered(office):
        if service.key == key:
            return service
    raise Unknown


def _most(office: Office, wanted: Service) -> int:
    return min(directory.offering(office, wanted).most, MOST_AT_ONCE)


def _draw(request: Request, office: Office, form: DrawForm, lines: Sequence[Line]) -> str:
    """Give out the next number; the answer is the key of the visitor's own page."""
    limits.check_network(limits.TICKETS, origin(request), at=request.at)
    visit = commands.give_ticket(
        WalkIn(office.pk, tuple(lines), get_language() or settings.LANGUAGE_CODE),
        request_key=form.cleaned_data["request_key"],
        by=request.actor,
        at=request.at,
    )
    return floor.visit_key(visit.appointment)


def _possible(request: Request, office: Office, lines: Sequence[Line]) -> dict[str, object]:
    """What a yes looks like; raises the same refusal as drawing would."""
    walk_ins = floor.walk_in_open(office.pk, lines, at=request.at)
    if walk_ins.tickets_from is not None:
        raise commands.TicketsLater.of(walk_ins.tickets_from)
    if not walk_ins.open:
        raise NoWalkInsLeft(walk_ins.start)
    wait = floor.wait_for(office.pk, lines, at=request.at)
    rule = floor.arrival_policy(office.pk, floor.today(request.at))
    others = beside(office, lines, wait, at=request.at) if rule.is_long(wait) else []
    return {"wait": wait, "nearby": others}


def _instead(
    request: Request, office: Office, wanted: Service, lines: Sequence[Line]
) -> dict[str, object]:
    """The next free appointments here and elsewhere, and how to book one."""
    offices = {each.pk: each for each in directory.competent_offices(wanted)}
    question = Question(tuple(lines), (office.pk, *(pk for pk in offices if pk != office.pk)))
    starts = booking.earliest_per_office(question, at=request.at)
    found = [start for start in starts.values() if start is not None and start.office in offices]
    others = sorted((start for start in found if start.office != office.pk), key=_by_time)
    return {
        "here": starts.get(office.pk),
        "elsewhere": [Elsewhere(offices[start.office], start) for start in others[:ELSEWHERE]],
        "address": link("/"),
        "qr": slips.qr(link("/")),
    }


def _by_time(start: Start) -> tuple[object, ...]:
    return start.at, start.office
