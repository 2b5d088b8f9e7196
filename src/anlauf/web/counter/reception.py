"""The reception: check people in by their code or name, and give tickets to walk-ins."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.booking.values import Line, WalkIn
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common import slips
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.needs import AccessNeed
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.counter.expected import todays
from anlauf.web.counter.finding import received
from anlauf.web.counter.screen import waiting_rows
from anlauf.web.templatetags.anlauf import local_time, say

LONGEST = 100
LONGEST_LINK = 300


class CodeForm(forms.Form):
    """What stands in somebody's letter."""

    code = forms.CharField(
        label=gettext_lazy("Code, number, or scan"),
        max_length=LONGEST_LINK,
        help_text=gettext_lazy(
            "The code of an appointment checks in. A number or the square on a slip"
            " finds somebody who is here already."
        ),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class TicketForm(forms.Form):
    """What for, for how many, in which language; and which press of the button this is."""

    service = forms.TypedChoiceField(label=gettext_lazy("Service"), coerce=int)
    count = forms.IntegerField(label=gettext_lazy("People"), min_value=1, max_value=99)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    access_needs = forms.MultipleChoiceField(
        label=gettext_lazy("What should we prepare?"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, services: Iterable[Service], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["service"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [("", ""), *((service.pk, say(service.name)) for service in services)]


@sensitive_post_parameters("name")
@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.RECEIVE)
def reception(request: Request, office: Office) -> HttpResponse:
    """Who is expected, who has come; check in, give a ticket. A name is looked for by post."""
    usual = {"count": 1, "language": get_language(), "request_key": uuid4()}
    return _shown(request, office, CodeForm(), TicketForm(_services(office), initial=usual))


@require_safe
@at_office(Right.RECEIVE)
def reception_now(request: Request, office: Office) -> HttpResponse:
    """What changes on the page by itself; who was looked for by name stays."""
    facts = _now(request, office) | {"live": True, "beside": "found" not in request.GET}
    shown = partial(render, request, "counter/reception_now.html", facts)
    response = fresh(request, facts["version"], shown)
    response.headers["X-Stream"] = stream([office.pk], at=request.at)
    return response


@require_POST
@at_office(Right.RECEIVE)
def check_in(request: Request, office: Office) -> HttpResponse:
    """Somebody with an appointment has come."""
    form = CodeForm(request.POST)
    if form.is_valid():
        with refused_into(form, "code"):
            said = form.cleaned_data["code"]
            visit = received(said, office, by=request.actor, at=request.at)
            if visit.arrived_at < request.at:  # somebody who is here already
                return redirect("counter:person", office.key, visit.pk)
            messages.success(request, _("Checked in: number %(label)s.") % {"label": visit.label})
            return redirect("counter:slip", office.key, floor.visit_key(visit.appointment))

    usual = {"count": 1, "language": get_language(), "request_key": uuid4()}
    tickets = TicketForm(_services(office), initial=usual)
    return _shown(request, office, form, tickets, status=422)


@require_POST
@at_office(Right.RECEIVE)
def give_ticket(request: Request, office: Office) -> HttpResponse:
    """Somebody has come without an appointment."""
    form = TicketForm(_services(office), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            lines = (Line(said["service"], said["count"]),)
            visit = commands.give_ticket(
                WalkIn(office.pk, lines, said["language"], tuple(said["access_needs"])),
                request_key=said["request_key"],
                by=request.actor,
                at=request.at,
            )
            return redirect("counter:slip", office.key, floor.visit_key(visit.appointment))

    return _shown(request, office, CodeForm(), form, status=422)


@require_safe
@at_office(Right.RECEIVE)
def slip(request: Request, office: Office, key: str) -> HttpResponse:
    """The number, large and to print."""
    visit = floor.visit_by_key(key, at=request.at)
    facts = {
        "office": office,
        "visit": visit,
        "position": floor.position(visit, at=request.at),
        "qr": slips.qr(slips.visitor_address(key)),
    }
    return render(request, "counter/slip.html", facts)


def _shown(
    request: Request,
    office: Office,
    code_form: CodeForm,
    ticket_form: TicketForm,
    *,
    status: int = 200,
) -> HttpResponse:
    name = request.POST.get("name", "").strip()[:LONGEST]
    facts = _now(request, office, name) | {
        "code_form": code_form,
        "ticket_form": ticket_form,
        "name": name,
        "may_serve": request.access.may(Right.SERVE, office=office.pk),
        "stream": stream([office.pk], at=request.at),
    }
    return render(request, "counter/reception.html", facts, status=status)


def _now(request: Request, office: Office, name: str = "") -> dict[str, Any]:
    """Who waits, who is on the way, who is expected, who needs help: what changes by itself."""
    everybody = "all" in request.GET
    today = todays(office, name=name, everybody=everybody, at=request.at)
    room = waiting_rows(floor.queue(office.pk, at=request.at))
    coming = floor.coming(office.pk, at=request.at)
    calls = floor.calls_for_help(office.pk)
    on_the_way = [(one.row.pk, one.row.turn_at, one.standing.ahead) for one in coming]
    return {
        "office": office,
        "today": today,
        "everybody": everybody,
        "room": room,
        "coming": coming,
        "screen": {"help": calls},
        "version": version_of(today.mark, room, on_the_way, calls, local_time(request.at)),
    }


def _services(office: Office) -> list[Service]:
    return [service for service in directory.services_at(office) if service.walk_in]
