"""Somebody in the waiting room, at the reception: what they need, and whether they go first."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from anlauf.booking import queries as booking
from anlauf.booking.queries import UrgencyRule
from anlauf.booking.values import Line
from anlauf.core.refusal import Refused
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.queries import Visit
from anlauf.floor.states import TicketState
from anlauf.floor.values import Ticket
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.needs import AccessNeed
from anlauf.web.common.requests import Request
from anlauf.web.counter import words

LARGEST = 2**31 - 1


class NeedsForm(forms.Form):
    """What somebody says they need, or what can be seen."""

    access_needs = forms.MultipleChoiceField(
        label=gettext_lazy("What the visitor needs"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReasonForm(forms.Form):
    """Which published reason was shown."""

    rule = forms.IntegerField(min_value=1, max_value=LARGEST)


@require_safe
@at_office(Right.RECEIVE)
def person(request: Request, office: Office, number: int) -> HttpResponse:
    """What is known of this visit, and what can be noted."""
    ticket = floor.ticket_of(office.pk, number)
    visit = floor.visit_by_number(office.pk, number)
    waits = ticket.state == TicketState.WAITING
    facts = {
        "office": office,
        "ticket": ticket,
        "key": floor.visit_key(visit.appointment),
        "state": TicketState(ticket.state).label,
        "language": words.language_name(ticket.language),
        "form": NeedsForm(initial={"access_needs": list(ticket.access_needs)}),
        "rules": _reasons(ticket, request) if waits else [],
        "waits": waits,
    }
    return render(request, "counter/person.html", facts)


@require_POST
@at_office(Right.RECEIVE)
def needs(request: Request, office: Office, number: int) -> HttpResponse:
    """Note what the visitor needs; it is seen at the desk."""
    form = NeedsForm(request.POST)

    def write(visit: Visit) -> str:
        if not form.is_valid():
            return ""
        said = form.cleaned_data["access_needs"]
        commands.write_needs(visit, said, by=request.actor, at=request.at)
        return _("Noted. The desk sees it.")

    return _done(request, office, number, write)


@require_POST
@at_office(Right.RECEIVE)
def first(request: Request, office: Office, number: int) -> HttpResponse:
    """Somebody has shown a published reason."""
    form = ReasonForm(request.POST)

    def put(visit: Visit) -> str:
        ticket = floor.ticket_of(office.pk, number)
        known = {rule.pk: rule for rule in _reasons(ticket, request)}
        rule = known.get(form.cleaned_data["rule"]) if form.is_valid() else None
        if rule is None:
            raise commands.NoReason(label=visit.label)
        commands.put_first(visit, rule, by=request.actor, at=request.at)
        return _("Number %(label)s is called sooner.") % {"label": visit.label}

    return _done(request, office, number, put)


@require_POST
@at_office(Right.RECEIVE)
def in_line(request: Request, office: Office, number: int) -> HttpResponse:
    """Take that back."""

    def put(visit: Visit) -> str:
        commands.put_in_line(visit, by=request.actor, at=request.at)
        return _("Number %(label)s waits like others again.") % {"label": visit.label}

    return _done(request, office, number, put)


def _done(
    request: Request, office: Office, number: int, verb: Callable[[Visit], str]
) -> HttpResponse:
    visit = floor.visit_by_number(office.pk, number)
    try:
        said = verb(visit)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, said)
        else:
            messages.error(request, _("That was not understood. Please choose again."))
    return redirect("counter:person", office.key, number)


def _reasons(ticket: Ticket, request: Request) -> list[UrgencyRule]:
    lines = [Line(piece.service, piece.count) for piece in ticket.pieces]
    return booking.urgency_rules(lines, floor.today(request.at))
