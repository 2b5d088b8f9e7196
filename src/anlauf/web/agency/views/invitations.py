"""Codes for cases: make one and print its letter, see which are still open, take one back."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Invitation
from anlauf.booking.values import Line
from anlauf.core.links import link
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office, Service
from anlauf.people.roles import Right
from anlauf.web.agency.forms import InvitationForm
from anlauf.web.agency.scope import NotYoursToBook, Scope
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date

LATEST = 50


@dataclass(frozen=True)
class Made:
    """An invitation as the list shows it; whom it was for is known to nobody here."""

    number: int
    services: tuple[Service, ...]
    offices: tuple[Office, ...]
    made_on: date
    valid_until: date
    standing: Promise
    open: bool


@require_safe
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def invitations(request: Request) -> HttpResponse:
    """The form for a new code, and the latest ones."""
    return _shown(request, _form(request))


@require_POST
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def invite(request: Request) -> HttpResponse:
    """Make a code; its letter is the only place where it stands, so the answer is the letter."""
    form = _form(request)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            invitation, code = commands.invite(
                (Line(said["service"], said["count"]),),
                tuple(said["offices"]),
                form.until(),
                said["language"],
                by=request.actor,
                at=request.at,
            )
            return _letter(request, invitation, code)
    return _shown(request, form, status=422)


@require_POST
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def withdraw(request: Request, number: int) -> HttpResponse:
    """Take a code back that should no longer be used."""
    invitation = booking.invitation_by_number(number)
    if not set(invitation.offices) <= _numbers(request):
        raise NotYoursToBook
    commands.withdraw_invitation(invitation, by=request.actor, at=request.at)
    messages.success(request, _("The code can no longer be used."))
    return redirect("agency:invitations")


def _form(request: Request) -> InvitationForm:
    offices = Scope(request.access).offices()
    initial = {"count": 1, "language": get_language(), "offices": [row.pk for row in offices]}
    areas = {office.area_id for office in offices}
    services = [service for service in directory.services() if service.area_id in areas]
    if request.method == "POST":
        return InvitationForm(services, offices, request.POST)
    return InvitationForm(services, offices, initial=initial)


def _shown(request: Request, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "made": _made(request)}
    return render(request, "agency/invitations.html", context, status=status)


def _letter(request: Request, invitation: Invitation, code: str) -> HttpResponse:
    with translation.override(invitation.language):
        context = {
            "code": code,
            "valid_until": invitation.valid_until,
            "services": _services(invitation, {row.pk: row for row in directory.services()}),
            "offices": directory.offices().filter(pk__in=invitation.offices),
            "address": link(reverse("citizen:invitation")),
            "back": reverse("agency:invitations"),
        }
        return render(request, "agency/letter.html", context)


def _made(request: Request) -> list[Made]:
    """The latest invitations to offices that are theirs."""
    ours, services = _numbers(request), {row.pk: row for row in directory.services()}
    offices = {row.pk: row for row in directory.offices()}
    rows = [row for row in booking.invitations_made(LATEST) if set(row.offices) <= ours]
    return [
        Made(
            row.pk,
            _services(row, services),
            tuple(offices[number] for number in row.offices if number in offices),
            local_date(row.made_at),
            row.valid_until,
            *_standing(row, request),
        )
        for row in rows
    ]


def _standing(row: Invitation, request: Request) -> tuple[Promise, bool]:
    """How it stands in words, and whether it can still be used."""
    try:
        commands.check_invitation(row, at=request.at)
    except commands.InvitationUsed:
        return gettext_lazy("booked"), False
    except commands.InvitationOver:
        return gettext_lazy("over"), False
    except Refused:
        return gettext_lazy("withdrawn"), False
    return gettext_lazy("not used yet"), True


def _services(row: Invitation, known: dict[int, Service]) -> tuple[Service, ...]:
    return tuple(
        known[line.service] for line in booking.invited_lines(row) if line.service in known
    )


def _numbers(request: Request) -> set[int]:
    return {office.pk for office in Scope(request.access).offices()}
