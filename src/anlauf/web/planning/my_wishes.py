"""On one's own phone: wishes for days to come, and days one would like to be away."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Unknown
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Employee
from anlauf.staffing.states import Hope
from anlauf.web.common.guards import staff
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request
from anlauf.web.planning.people_form import LeaveForm

WEEKS = timedelta(weeks=4)
FURTHEST = timedelta(weeks=52)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def my_wishes(request: Request) -> HttpResponse:
    """Four weeks with a wish for each day, one's requests, and a form to ask for days."""
    who = staffing.employee_of(request.person)
    if who is None:
        return redirect("planning:my_week")
    form = LeaveForm(request.POST if request.method == "POST" else None, number=who.number)
    if form.is_bound and form.is_valid():
        with refused_into(form, "first"):
            commands.ask_for_leave(form.away(), by=request.actor, at=request.at)
            messages.success(request, _("Your request is sent. You see the answer here."))
            return redirect("planning:my_wishes")
    return _page(request, who, form)


@require_POST
@staff
def my_wish(request: Request, on: str) -> HttpResponse:
    """Wish something for a day, or nothing any more."""
    who, day = _me(request), _day(on)
    said = request.POST.get("hope", "")
    if said and said not in Hope.values:
        raise Unknown
    hope = Hope(said) if said else None
    done = _("Your wish is noted.") if hope else _("The wish is dropped.")
    with told(request, done):
        commands.wish_for_day(who.number, day, hope, by=request.actor, at=request.at)
    monday = day - timedelta(days=day.weekday())
    response = redirect("planning:my_wishes")
    response["Location"] += f"?from={monday.isoformat()}#day-{day.isoformat()}"
    return response


@require_POST
@staff
def my_leave_back(request: Request, number: int) -> HttpResponse:
    """Withdraw what one has asked for."""
    who = _me(request)
    today = staffing.today(request.at)
    if number not in {one.pk for one in staffing.requests_of(who, today)}:
        raise Unknown
    with told(request, _("The request is withdrawn.")):
        commands.withdraw_leave(number, who.number, by=request.actor, at=request.at)
    return redirect("planning:my_wishes")


def _page(request: Request, who: Employee, form: LeaveForm) -> HttpResponse:
    today = staffing.today(request.at)
    first = _first(request.GET.get("from", ""), today)
    days = [first + timedelta(days=day) for day in range(WEEKS.days)]
    wishes = staffing.wishes_of(who, days[0], days[-1])
    away = staffing.absences_of(who, days[0])
    page = {
        "person": who,
        "form": form,
        "days": [
            (on, wishes.get(on, ""), next((a for a in away if a.first <= on <= a.last), None))
            for on in days
            if on > today and on.weekday() < 6 and not staffing.planned_on(who, on)
        ],
        "hopes": Hope.choices,
        "requests": staffing.requests_of(who, today),
        "first": days[0],
        "last": days[-1],
        "before": first - WEEKS if first > today else None,
        "after": first + WEEKS if first + WEEKS < today + FURTHEST else None,
    }
    return render(request, "planning/my_wishes.html", page, status=422 if form.errors else 200)


def _me(request: Request) -> Employee:
    who = staffing.employee_of(request.person)
    if who is None:
        raise Unknown
    return who


def _first(text: str, today: date) -> date:
    """The Monday asked for, within a year from this week on."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = min(max(day, today), today + FURTHEST)
    return day - timedelta(days=day.weekday())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unknown from None
