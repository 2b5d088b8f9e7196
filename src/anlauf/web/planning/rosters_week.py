"""A week of a plan at one office: who works when, and another duty for somebody on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.core.refusal import Unknown
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Duty, Employee, Roster
from anlauf.staffing.states import RosterState
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning import rosters_said
from anlauf.web.planning.own_plans import own_plan

WEEK = 7


@dataclass(frozen=True)
class Line:
    """Somebody's week: a duty or none for each day."""

    person: Employee
    days: tuple[tuple[date, Duty | None], ...]


@require_safe
@needs_somewhere(Right.PLAN)
def roster_week(request: Request, number: int, office: str, first: str) -> HttpResponse:
    """Everybody who belongs to the office or comes to it, day by day."""
    row = own_plan(request, number)
    place, monday = _place(row, office), _day(first)
    days = [monday + timedelta(days=day) for day in range(WEEK)]
    duties = staffing.duties_at(row, place.pk, days[0], days[-1])
    by_day = {(duty.employee_id, duty.date): duty for duty in duties}
    everybody = {one.pk: one for one in staffing.people_at(place.pk, monday)}
    everybody |= {duty.employee_id: duty.employee for duty in duties}
    lines = [
        Line(one, tuple((on, by_day.get((one.pk, on))) for on in days))
        for one in everybody.values()
    ]
    context = {
        "roster": row,
        "office": place,
        "days": days,
        "lines": lines,
        "may_change": row.state == RosterState.PROPOSED,
        "before": monday - timedelta(days=WEEK) if monday > row.first else None,
        "after": days[-1] + timedelta(days=1) if days[-1] < row.last else None,
    }
    return render(request, "planning/roster_week.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def roster_day(request: Request, number: int, office: str, person: str, on: str) -> HttpResponse:
    """What somebody could do on this day instead: each with its price and the rules it breaks."""
    row = own_plan(request, number)
    place = _place(row, office)
    who, day = staffing.employee_numbered(person), _day(on)
    known = staffing.options(row, who, place, day)
    if request.method == "POST":
        return _set(request, row, place, who, day)
    shifts = {shift.key: shift for shift in staffing.shifts()}
    context = {
        "roster": row,
        "office": place,
        "person": who,
        "on": day,
        "options": [
            (
                one,
                shifts.get(one.post.shift) if one.post else None,
                rosters_said.broken(row, one.violations),
            )
            for one in known
        ],
        "back": _address(row, place, day),
    }
    return render(request, "planning/roster_day.html", context)


def _set(request: Request, row: Roster, place: Office, who: Employee, day: date) -> HttpResponse:
    """Write the duty down that was chosen."""
    said = request.POST.get("duty", "")
    office, _slash, shift = said.partition("/")
    known = {one.value for one in staffing.options(row, who, place, day)}
    if said not in known:
        raise Unknown
    post = (int(office), shift) if shift else None
    with told(request, _("The duty is changed.")):
        commands.set_duty(row.pk, who.number, day, post, by=request.actor, at=request.at)
    return redirect(_address(row, place, day))


def _address(row: Roster, place: Office, day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return reverse("planning:roster_week", args=[row.pk, place.key, monday.isoformat()])


def _place(row: Roster, key: str) -> Office:
    """An office that the plan is about; raises Unknown."""
    found = people.workplace(key)
    if found.pk not in row.offices:
        raise Unknown
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unknown from None
