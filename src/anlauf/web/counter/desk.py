"""A clerk's place: choose a desk, log on, the desk's screen, log off."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.queries import Desk, DeskSession
from anlauf.floor.states import ParkReason, WorkKind
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.counter import once
from anlauf.web.counter.about import about_visit
from anlauf.web.counter.closing import the_day
from anlauf.web.counter.foresight import foreseen
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
    """The desk's screen."""
    return _shown(request, office, "counter/screen.html")


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

    view = floor.desk_view(session, at=request.at)
    on_screen = screen(view, at=request.at)
    day = the_day(office, request.at)
    about = about_visit(view.present)
    version = version_of(on_screen, day, about, local_time(request.at))
    facts = {
        "office": office,
        "seat": session.pk,
        "screen": on_screen,
        "foreseen": foreseen(view, at=request.at),
        "day": day,
        "about": about,
        "version": version,
        "stream": stream([office.pk], at=request.at),
        "once": once.token(),
        **_choices(office, on_screen, session),
    }
    response = fresh(request, version, lambda: render(request, template, facts))
    response.headers["X-Stream"] = str(facts["stream"])
    return response


def _to_desks(request: Request, office: Office) -> HttpResponse:
    address = reverse("counter:desk", args=[office.key])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _choices(office: Office, on_screen: Screen, session: DeskSession) -> dict[str, object]:
    """What the panels let somebody choose from, as far as this visit or the next step needs it."""
    always = {"work_kinds": WorkKind.choices, "most_items": commands.MOST_ITEMS}
    if on_screen.present is None:
        return always
    seats = [seat for seat in floor.open_sessions(office.pk) if seat.session != session.pk]
    return always | {
        "services": list(directory.services_at(office)),
        "skills": list(directory.skills_at(office)),
        "longest_note": commands.LONGEST_NOTE,
        "park_reasons": ParkReason.choices,
        "seats": seats,
        "neighbours": office.place.offices.exclude(pk=office.pk).order_by("sort_key"),
    }
