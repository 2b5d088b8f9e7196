"""One day of a team: its places are entered, changed, published, cancelled and taken back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking.commands import NewTimesTaken, SupplyConflicts
from anlauf.booking.decisions import Decisions
from anlauf.core.refusal import Refused, Unknown
from anlauf.directory import queries as directory
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Team, Tour
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Day
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes_decide
from anlauf.web.planning.own_tours import dated, own_stops, own_team
from anlauf.web.planning.tours_form import StopsForm, stop_values

_RETRY = (SupplyConflicts, NewTimesTaken)
_CHOSEN = ("choice-", "to-", "all", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Step:
    """Something done to days of a team: how they would be, what does it, and what is said then."""

    days: list[Day]
    verb: Callable[[Decisions], object]
    title: str
    done: str


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def tour(request: Request, team: str, on: str) -> HttpResponse:
    """The places of a day, and what can be done with it."""
    one, day = own_team(request, team), dated(on)
    row = _row(one, day)
    offices = own_stops(request, row)
    given = request.POST if request.method == "POST" else None
    initial = stop_values(staffing.day_of(row).halts) if row else {}
    form = StopsForm(given, offices=offices, home=one.home, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            return _saved(request, one, row, day, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(
        request,
        "planning/tour.html",
        _shown(request, one, row, day, form),
        status=422 if form.errors else 200,
    )


@require_POST
@needs_somewhere(Right.PLAN)
def tour_do(request: Request, team: str, on: str, what: str) -> HttpResponse:
    """Publish a day, cancel it, or take back what was last done."""
    one, day = own_team(request, team), dated(on)
    row = staffing.tour_on(one, day)
    makers: dict[str, Callable[[Request, Tour], Step]] = {
        "publish": _publishing,
        "cancel": _cancelling,
        "undo": _undoing,
    }
    if what not in makers:
        raise Unknown
    try:
        step = makers[what](request, row)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("planning:tour", one.key, on)
    return done_or_asked(request, one, step, redirect("planning:tour", one.key, on))


@require_POST
@needs_somewhere(Right.PLAN)
def tours_publish(request: Request, team: str) -> HttpResponse:
    """Publish every planned day of a team from today on."""
    one = own_team(request, team)
    rows = staffing.planned_tours(one, staffing.today(request.at))
    step = _publishing(request, *rows)
    return done_or_asked(request, one, step, redirect("planning:tours"))


def done_or_asked(request: Request, one: Team, step: Step, after: HttpResponse) -> HttpResponse:
    """Do it; where people are in conflict, ask what shall become of them first."""
    decisions = changes_decide.decisions(request.POST.dict())
    refusal: Refused | None = None
    if "all" not in request.POST:
        try:
            step.verb(decisions)
            messages.success(request, step.done)
            return after
        except _RETRY as refused:
            refusal = refused if decisions else None
        except Refused as refused:
            messages.error(request, str(refused))
            return after
    concerned = {office for day in step.days for office in day.offices}
    concerned |= _offices_now(one, step.days)
    shown = staffing.preview_tours(step.days, sorted(concerned), at=request.at)
    context = changes_decide.by_office(shown, request.POST.dict(), at=request.at)
    context |= {
        "team": one,
        "title": step.title,
        "refusal": refusal,
        "carried": _carried(request.POST.dict()),
        "back": after.headers["Location"],
    }
    return render(request, "planning/tour_decide.html", context, status=409)


def _saved(
    request: Request, one: Team, row: Tour | None, on: date, form: StopsForm
) -> HttpResponse:
    after = redirect("planning:tour", one.key, on.isoformat())
    cancelled = row is not None and row.state == TourState.CANCELLED
    if row is None or cancelled:
        commands.plan_tour(one.key, on, form.halts, by=request.actor, at=request.at)
        messages.success(request, _("The tour is planned. Nothing opens before you publish it."))
        return after
    day = staffing.with_halts(row, form.halts)

    def change(decisions: Decisions) -> object:
        return commands.change_tour(
            one.key, on, form.halts, decisions, by=request.actor, at=request.at
        )

    if not day.opens:
        change({})
        messages.success(request, _("The tour is changed. You can take that back."))
        return after
    done = _("The tour is changed, and its offices are open by it. You can take that back.")
    return done_or_asked(request, one, Step([day], change, _("Change a tour"), done), after)


def _publishing(request: Request, *rows: Tour) -> Step:
    dates = [row.date for row in rows]
    team = rows[0].team if rows else None

    def publish(decisions: Decisions) -> object:
        if team is None:
            return []
        return commands.publish_tours(team.key, dates, decisions, by=request.actor, at=request.at)

    days = staffing.published_days(team, dates) if team else []
    done = _("Published. The places of the tour can be booked now.")
    return Step(days, publish, _("Publish tours"), done)


def _cancelling(request: Request, row: Tour) -> Step:
    def cancel(decisions: Decisions) -> object:
        return commands.cancel_tour(
            row.team.key, row.date, decisions, by=request.actor, at=request.at
        )

    done = _("The tour is cancelled. You can take that back.")
    return Step([staffing.cancelled_day(row)], cancel, _("Cancel a tour"), done)


def _undoing(request: Request, row: Tour) -> Step:
    def undo(decisions: Decisions) -> object:
        return commands.undo_tour(
            row.team.key, row.date, decisions, by=request.actor, at=request.at
        )

    done = _("It is as it was before.")
    return Step([staffing.day_before(row)], undo, _("Take back a change of a tour"), done)


def _offices_now(one: Team, days: Iterable[Day]) -> set[int]:
    rows = staffing.tours_on(one, [day.date for day in days])
    return {office for row in rows for office in staffing.day_of(row).offices}


def _carried(posted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields of the form that asked, to be sent again with the decisions."""
    return [(name, value) for name, value in posted.items() if not name.startswith(_CHOSEN)]


def _row(one: Team, on: date) -> Tour | None:
    found = staffing.tours_on(one, [on])
    return found[0] if found else None


def _shown(
    request: Request, one: Team, row: Tour | None, on: date, form: StopsForm
) -> Mapping[str, Any]:
    state = TourState(row.state) if row else None
    announced = row is not None and row.published_at is not None
    may_change = on >= staffing.today(request.at)
    cancelled = state == TourState.CANCELLED
    return {
        "team": one,
        "row": row,
        "on": on,
        "form": form,
        "state": state,
        "may_change": may_change,
        "may_enter": may_change and not (cancelled and announced),
        "may_publish": may_change and state == TourState.PLANNED,
        "may_cancel": may_change and state in {TourState.PLANNED, TourState.PUBLISHED},
        "may_undo": may_change and row is not None and row.before is not None,
        "published": state == TourState.PUBLISHED,
        "holiday": directory.holidays_between(on, on, language=get_language() or "de").get(on, ""),
    }
