"""Who a mobile team is, where it goes by habit, and the days that follow from that."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.people import queries as people
from anlauf.people.roles import Right
from anlauf.staffing import commands, tours
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Office, Team, TourPattern
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import WEEKDAYS, date_field, date_value
from anlauf.web.planning.own_tours import own_stops, own_team
from anlauf.web.planning.tours_form import HabitForm, TeamForm, rhythm_said, team_values

MONTH = timedelta(days=28)
LONGEST = timedelta(days=366)


class PeriodForm(forms.Form):
    """From which day to which the habits are laid out."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["first"] = date_field(_("First day"), required=True)
        self.fields["last"] = date_field(_("Last day"), required=True)

    def clean(self) -> dict[str, object]:
        """A period of at most a year."""
        filled = super().clean() or {}
        first, last = filled.get("first"), filled.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last", _("Please choose a day at most a year after the first one."))
        return filled


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def team_new(request: Request) -> HttpResponse:
    """Take a team down."""
    homes = _homes(request)
    skills = [skill.key for skill in staffing.skills_on_tour()]
    form = TeamForm(request.POST or None, homes=homes, initial={"clerks": 2, "skills": skills})
    if form.is_bound and form.is_valid():
        with refused_into(form, "name"):
            row = commands.make_team(form.described(), by=request.actor, at=request.at)
            messages.success(request, _("The team is noted down. Now say where it goes."))
            return redirect("planning:tour_team", row.key)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "planning/tour_team_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def tour_team(request: Request, team: str) -> HttpResponse:
    """The team, its habits, and laying them out."""
    one = own_team(request, team)
    homes = _homes(request)
    form = TeamForm(request.POST or None, homes=homes, initial=team_values(one))
    if form.is_bound and form.is_valid():
        with refused_into(form):
            commands.change_team(one.key, form.described(), {}, by=request.actor, at=request.at)
            messages.success(request, _("The team is changed."))
            return redirect("planning:tour_team", one.key)
    return _page(request, one, form=form)


@require_POST
@needs_somewhere(Right.PLAN)
def habit_add(request: Request, team: str) -> HttpResponse:
    """Note down where the team goes again and again."""
    one = own_team(request, team)
    habit = _habit_form(request, one)
    if not habit.is_valid():
        return _page(request, one, habit=habit)
    commands.set_habit(one.key, habit.habit(), by=request.actor, at=request.at)
    messages.success(request, _("Noted down. Plan its days below, then publish them."))
    return redirect("planning:tour_team", one.key)


@require_POST
@needs_somewhere(Right.PLAN)
def habit_drop(request: Request, team: str, number: int) -> HttpResponse:
    """Go there by habit no more."""
    one = own_team(request, team)
    with told(request, _("Removed. Days that are planned already stay as they are.")):
        commands.drop_habit(one.key, number, by=request.actor, at=request.at)
    return redirect("planning:tour_team", one.key)


@require_POST
@needs_somewhere(Right.PLAN)
def lay_out(request: Request, team: str) -> HttpResponse:
    """Plan the days of a period by the team's habits; say which ones could not be."""
    one = own_team(request, team)
    period = PeriodForm(request.POST)
    if not period.is_valid():
        return _page(request, one, period=period)
    first, last = period.cleaned_data["first"], period.cleaned_data["last"]
    done = commands.lay_out(one.key, first, last, by=request.actor, at=request.at)
    days = len(done.planned)
    said = ngettext("%(days)s day is planned.", "%(days)s days are planned.", days)
    messages.success(request, said % {"days": days})
    for _on, refused in done.left_out:
        messages.warning(request, _("Left out: %(why)s") % {"why": str(refused)})
    return redirect("planning:tours")


def _page(
    request: Request,
    one: Team,
    *,
    form: TeamForm | None = None,
    habit: HabitForm | None = None,
    period: PeriodForm | None = None,
) -> HttpResponse:
    today = staffing.today(request.at)
    starts = {"first": date_value(today), "last": date_value(today + MONTH)}
    forms_shown = {
        "form": form or TeamForm(homes=_homes(request), initial=team_values(one)),
        "habit": habit or _habit_form(request, one),
        "period": period or PeriodForm(initial=starts),
    }
    wrong = any(one.errors for one in forms_shown.values())
    context = {**forms_shown, "team": one, "habits": [_said(row) for row in _habits(one)]}
    return render(request, "planning/tour_team.html", context, status=422 if wrong else 200)


def _habit_form(request: Request, one: Team) -> HabitForm:
    posted = request.POST if "habit-weekday" in request.POST else None
    return HabitForm(posted, offices=own_stops(request, None), home=one.home, prefix="habit")


def _habits(one: Team) -> list[TourPattern]:
    return staffing.patterns_of(one)


def _said(row: TourPattern) -> dict[str, object]:
    """A habit in words."""
    halts = tours.read(row.stops)
    offices = staffing.offices_numbered(halt.office for halt in halts)
    return {
        "number": row.pk,
        "weekday": WEEKDAYS[row.weekday],
        "rhythm": rhythm_said(row.nth, row.week_parity),
        "since": row.valid_from,
        "until": row.valid_to,
        "halts": [(offices[halt.office], halt) for halt in halts],
    }


def _homes(request: Request) -> list[Office]:
    return people.workplaces(request.access.offices(Right.PLAN))
