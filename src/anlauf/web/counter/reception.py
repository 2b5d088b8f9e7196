"""The reception: check people in by their code or name, and give tickets to walk-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment, UrgencyRule
from anlauf.booking.states import UNCONFIRMED, AppointmentState, ClaimState, Share
from anlauf.booking.values import Line, WalkIn
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common import slips
from anlauf.web.common.guards import at_office
from anlauf.web.common.needs import AccessNeed
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request
from anlauf.web.counter import words
from anlauf.web.counter.finding import received
from anlauf.web.counter.screen import waiting_rows
from anlauf.web.templatetags.anlauf import say

LONGEST = 100
LONGEST_LINK = 300
_STANDS = {AppointmentState.BOOKED: 0, AppointmentState.MISSED: 1}  # above all others
YET_TO_COME = frozenset(_STANDS)


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


@dataclass(frozen=True)
class Expected:
    """An appointment of today, and whether its visitor can still be checked in."""

    appointment: Appointment
    to_come: bool
    standing: Promise
    urgency: UrgencyRule | None = None
    claim: Promise | None = None


@sensitive_post_parameters("name")
@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.RECEIVE)
def reception(request: Request, office: Office) -> HttpResponse:
    """Who is expected, who has come; check in, give a ticket. A name is looked for by post."""
    usual = {"count": 1, "language": get_language(), "request_key": uuid4()}
    return _shown(request, office, CodeForm(), TicketForm(_services(office), initial=usual))


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
    expected = [one for one in _expected(office, request) if _is_meant(one, name)]
    facts = {
        "office": office,
        "code_form": code_form,
        "ticket_form": ticket_form,
        "name": name,
        "expected": expected,
        "room": waiting_rows(floor.queue(office.pk, at=request.at)),
        "coming": floor.coming(office.pk, at=request.at),
        "screen": {"help": floor.calls_for_help(office.pk)},
        "to_come": sum(one.to_come for one in expected),
        "may_serve": request.access.may(Right.SERVE, office=office.pk),
    }
    return render(request, "counter/reception.html", facts, status=status)


def _expected(office: Office, request: Request) -> list[Expected]:
    """Today's appointments, those still to come first; walk-ins are promises of another kind."""
    rows = booking.appointments_of_day(office.pk, floor.today(request.at))
    rows = sorted(
        rows, key=lambda row: (_STANDS.get(AppointmentState(row.state), len(_STANDS)), row.start)
    )
    reasons = booking.rules_claimed(rows)
    return [
        Expected(
            row,
            row.state in YET_TO_COME,
            words.STANDING[AppointmentState(row.state)],
            reasons.get(row.urgency_id or 0),
            words.CLAIMS[ClaimState(row.claim)] if row.claim else None,
        )
        for row in rows
        if row.state not in UNCONFIRMED and row.share != Share.WALK_IN
    ]


def _is_meant(one: Expected, name: str) -> bool:
    wanted = name.casefold()
    appointment = one.appointment
    return wanted in appointment.name.casefold() or wanted in appointment.code.casefold()


def _services(office: Office) -> list[Service]:
    return [service for service in directory.services_at(office) if service.walk_in]
