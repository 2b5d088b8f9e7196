"""Plans of a period: begin one, let it be found, look at it, stop it, throw it away."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core.refusal import Refused
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.people import queries as people
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster
from anlauf.staffing.states import RosterState
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning import rosters_picture
from anlauf.web.planning.hours_editor_fields import INPUT, date_field, date_value
from anlauf.web.planning.own_plans import own_plan, own_plans
from anlauf.web.templatetags.anlauf import plain_date

WEEK = 7
MOST_WEEKS = 6
MINUTES = ((1, "1"), (2, "2"), (5, "5"), (10, "10"), (20, "20"))


class BeginForm(forms.Form):
    """What is to be planned: from a Monday on, so many weeks, all offices of an area or one."""

    def __init__(self, *given: Any, mine: frozenset[int] | None, **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "de"
        everywhere = people.workplaces(mine)
        areas = {office.area_id: office.area for office in everywhere}
        if mine is not None:  # a whole area is nobody's who plans single offices
            areas = {}
        choices = [(f"area-{key}", say(area.name, language)) for key, area in areas.items()]
        choices += [(f"office-{office.pk}", say(office.name, language)) for office in everywhere]
        self.places = {
            **{
                f"area-{key}": [one.pk for one in everywhere if one.area_id == key] for key in areas
            },
            **{f"office-{office.pk}": [office.pk] for office in everywhere},
        }
        text = {"class": INPUT}
        self.fields["name"] = forms.CharField(
            label=_("Name of the plan"), max_length=80, widget=forms.TextInput(attrs=text)
        )
        self.fields["first"] = date_field(_("First day, a Monday"), required=True)
        self.fields["weeks"] = forms.IntegerField(
            label=_("Weeks"),
            min_value=1,
            max_value=MOST_WEEKS,
            initial=4,
            widget=forms.NumberInput(attrs=text),
        )
        self.fields["where"] = forms.ChoiceField(label=_("For which offices"), choices=choices)
        self.fields["minutes"] = forms.TypedChoiceField(
            label=_("Search for at most so many minutes"), choices=MINUTES, coerce=int, initial=5
        )

    def wanted(self) -> commands.Begun:
        """The plan in the form."""
        filled = self.cleaned_data
        return commands.Begun(
            name=filled["name"],
            first=filled["first"],
            weeks=filled["weeks"],
            offices=self.places[filled["where"]],
            seconds=60 * filled["minutes"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def rosters(request: Request) -> HttpResponse:
    """Every plan, and a form to begin another."""
    mine = request.access.offices(Right.PLAN)
    form = BeginForm(
        request.POST if request.method == "POST" else None, mine=mine, initial=_next(request)
    )
    if form.is_bound and form.is_valid():
        try:
            row = commands.begin(form.wanted(), by=request.actor, at=request.at)
            commands.ask_to_solve(row.pk, by=request.actor, at=request.at)
            return redirect("planning:roster", row.pk)
        except Refused as refused:
            form.add_error("first", str(refused))
    status = 422 if form.errors else 200
    context = {"form": form, "rosters": own_plans(request)}
    return render(request, "planning/rosters.html", context, status=status)


@require_safe
@needs_somewhere(Right.PLAN)
def roster(request: Request, number: int) -> HttpResponse:
    """One plan: how the search goes, how good it is, where somebody is missing."""
    row = own_plan(request, number)
    context = _seen(row)
    if row.state != RosterState.SOLVING and row.needs:
        context |= rosters_picture.picture(row, staffing.overview(row))
    return render(request, "planning/roster.html", context)


@require_safe
@needs_somewhere(Right.PLAN)
def roster_now(request: Request, number: int) -> HttpResponse:
    """How the search goes; when it is over the whole page is asked for again."""
    row = own_plan(request, number)
    response = render(request, "planning/roster_now.html", _seen(row))
    if row.state != RosterState.SOLVING:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@needs_somewhere(Right.PLAN)
def roster_solve(request: Request, number: int) -> HttpResponse:
    """Search, or search on."""
    return _done(request, number, commands.ask_to_solve)


@require_POST
@needs_somewhere(Right.PLAN)
def roster_stop(request: Request, number: int) -> HttpResponse:
    """Enough: take the best that was found."""
    return _done(request, number, commands.ask_to_stop)


@require_POST
@needs_somewhere(Right.PLAN)
def roster_discard(request: Request, number: int) -> HttpResponse:
    """Throw a plan away that was never published."""
    own_plan(request, number)
    try:
        commands.discard(number, by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("planning:roster", number)
    messages.success(request, _("The plan is thrown away."))
    return redirect("planning:rosters")


def _done(request: Request, number: int, verb: Any) -> HttpResponse:
    row = own_plan(request, number)
    with told(request):
        verb(row.pk, by=request.actor, at=request.at)
    return redirect("planning:roster", row.pk)


def _seen(row: Roster) -> dict[str, object]:
    state = RosterState(row.state)
    gap = None if row.gap is None else round(100 * row.gap, 1)
    return {
        "roster": row,
        "state": state.label,
        "solving": state == RosterState.SOLVING,
        "may_solve": state in {RosterState.DRAFT, RosterState.PROPOSED},
        "may_change": state == RosterState.PROPOSED,
        "published": state == RosterState.PUBLISHED,
        "gap": gap,
        "seconds": row.steps[-1][0] if row.steps else 0,
        "offices": len(row.offices),
    }


def _next(request: Request) -> dict[str, object]:
    """The first Monday from tomorrow on."""
    today = staffing.today(request.at)
    first: date = today + timedelta(days=WEEK - today.weekday())
    zone = directory.city().name
    name = _("%(city)s from %(day)s") % {
        "city": say(zone, get_language() or "de"),
        "day": plain_date(first),
    }
    return {"first": date_value(first), "name": name}
