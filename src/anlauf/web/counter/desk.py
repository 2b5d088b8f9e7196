"""A clerk's place: choose a desk, log on, the desk's screen, log off."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.engine.grid import clock_text
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.queries import Desk, DeskSession
from anlauf.floor.states import ParkReason, WorkKind
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.counter import once
from anlauf.web.counter.screen import Screen, screen
from anlauf.web.templatetags.anlauf import local_time


class LogOnForm(forms.Form):
    """The desk somebody chose."""

    desk = forms.IntegerField(min_value=1, max_value=2**63 - 1)


@dataclass(frozen=True)
class Place:
    """A desk to choose, and whether somebody sits there."""

    desk: Desk
    taken: bool


@require_safe
@at_office(Right.RECEIVE)
def desk(request: Request, office: Office) -> HttpResponse:
    """Where do you sit today? Whoever sits already goes on."""
    session = _session(request)
    if session is not None and session.desk.office_id == office.pk:
        return redirect("counter:screen", office.key)

    taken = {seat.desk for seat in floor.open_sessions(office.pk)}
    facts = {
        "office": office,
        "places": [Place(row, row.pk in taken) for row in directory.desks_of(office.pk)],
        "may_serve": request.access.may(Right.SERVE, office=office.pk),
        "elsewhere": session,
        "once": once.token(),
    }
    return render(request, "counter/desk.html", facts)


@require_POST
@at_office(Right.SERVE)
def log_on(request: Request, office: Office) -> HttpResponse:
    """Take the desk."""
    assert request.person is not None
    form = LogOnForm(request.POST)
    chosen = form.is_valid() and office.desks.filter(pk=form.cleaned_data["desk"]).first()
    if not chosen:
        messages.error(request, _("Please choose one of the desks."))
        return redirect("counter:desk", office.key)

    try:
        commands.log_on(chosen, request.person, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("counter:desk", office.key)
    return redirect("counter:screen", office.key)


@require_POST
@at_office(Right.SERVE)
def log_off(request: Request, office: Office) -> HttpResponse:
    """Leave the desk, wherever it is."""
    session = _session(request)
    if session is None:
        return redirect("counter:desk", office.key)
    try:
        commands.log_off(session, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("counter:desk", office.key)

    messages.success(
        request, _("You are logged off from desk %(desk)s.") % {"desk": session.desk.name}
    )
    return redirect("counter:desk", office.key)


@require_safe
@at_office(Right.SERVE)
def show(request: Request, office: Office) -> HttpResponse:
    """The desk's screen; htmx is handed what changes on it, and the status line."""
    part = "counter/after.html" if request.headers.get("HX-Request") else "counter/screen.html"
    return _shown(request, office, part)


@require_safe
@at_office(Right.SERVE)
def show_now(request: Request, office: Office) -> HttpResponse:
    """What changes on the screen by itself."""
    return _shown(request, office, "counter/screen_now.html")


def own_session(request: Request, office: Office) -> DeskSession | None:
    """Where the clerk sits in this office."""
    session = _session(request)
    return session if session is not None and session.desk.office_id == office.pk else None


def _session(request: Request) -> DeskSession | None:
    assert request.person is not None
    return floor.session_of(request.person.pk)


def _shown(request: Request, office: Office, template: str) -> HttpResponse:
    session = own_session(request, office)
    if session is None:
        return _to_desks(request, office)

    on_screen = screen(floor.desk_view(session, at=request.at), at=request.at)
    closes, expected = _day(office, request.at)
    version = version_of(on_screen, closes, expected, local_time(request.at))
    facts = {
        "office": office,
        "screen": on_screen,
        "closes": closes,
        "expected": expected,
        "version": version,
        "once": once.token(),
        **_choices(office, on_screen, session),
    }
    return fresh(request, version, lambda: render(request, template, facts))


def _to_desks(request: Request, office: Office) -> HttpResponse:
    address = reverse("counter:desk", args=[office.key])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _day(office: Office, at: datetime) -> tuple[str, int]:
    """When the office closes, and how many with an appointment are still expected."""
    today = floor.today(at)
    spans = directory.opening_on(office, today)
    closes = clock_text(spans[-1].end) if spans else ""
    appointments = booking.appointments_of_day(office.pk, today)
    return closes, sum(one.state == AppointmentState.BOOKED for one in appointments)


def _choices(office: Office, on_screen: Screen, session: DeskSession) -> dict[str, object]:
    """What the panels let somebody choose from, as far as the visit's state opens them."""
    if on_screen.present is None:
        return {"work_kinds": WorkKind.choices, "most_items": commands.MOST_ITEMS}
    seats = [seat for seat in floor.open_sessions(office.pk) if seat.session != session.pk]
    return {
        "services": list(directory.services_at(office)) if on_screen.serving else [],
        "skills": list(directory.skills_at(office)) if on_screen.serving else [],
        "longest_note": commands.LONGEST_NOTE,
        "park_reasons": ParkReason.choices,
        "seats": seats,
        "neighbours": office.place.offices.exclude(pk=office.pk).order_by("sort_key"),
    }
