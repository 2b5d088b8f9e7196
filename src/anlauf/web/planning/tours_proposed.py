"""Where should the teams go: asked for, looked for, beside today's tours, and made a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core.refusal import Refused, Unknown
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span
from anlauf.evaluation import commands as evaluation_commands
from anlauf.evaluation import queries as evaluation
from anlauf.evaluation.commands import ToursWanted
from anlauf.evaluation.queries import Scenario
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Team
from anlauf.staffing.tours import Halt
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import INPUT, date_field, date_value
from anlauf.web.planning.own_tours import own_teams

WEEK = 7
AHEAD = 14  # days: whoever books wants to know in time
MOST_DAYS = 10
LONGEST, SHORTEST = 90, 10  # minutes


class QuestionForm(forms.Form):
    """From when on, on how many days, how far people may go, and whom offices do not serve."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        number = forms.NumberInput(attrs={"class": INPUT})
        self.fields["monday"] = date_field(_("Two weeks from this Monday"), required=True)
        self.fields["days"] = forms.IntegerField(
            label=_("Days on which each team drives (0: as often as now)"),
            min_value=0,
            max_value=MOST_DAYS,
            widget=number,
        )
        self.fields["reach"] = forms.IntegerField(
            label=_("Minutes that people may be on their way"),
            min_value=SHORTEST,
            max_value=LONGEST,
            widget=number,
        )
        self.fields["unmet"] = forms.IntegerField(
            label=_("Per cent of those with an office nearby whom it does not serve in time"),
            min_value=0,
            max_value=100,
            widget=number,
        )

    def clean_monday(self) -> date:
        """Two weeks begin on a Monday."""
        day: date = self.cleaned_data["monday"]
        if day.weekday():
            raise forms.ValidationError(_("Please choose a Monday."))
        return day


@dataclass(frozen=True)
class Line:
    """A team's day in the proposal."""

    team: str
    date: date
    stops: tuple[tuple[str, int, int, int], ...]  # where, from and to in ticks, minutes of driving


@dataclass(frozen=True)
class Found:
    """What a proposal says, in words and beside today's tours."""

    today: str
    then: str
    gain: str
    more: bool
    bound: str
    within: tuple[str, str]
    days: tuple[int, int]
    lines: tuple[Line, ...]
    pins: tuple[tuple[float, float, str, str], ...]  # x, y, what it is, better or today
    areas: tuple[tuple[str, str, str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def tours_proposed(request: Request) -> HttpResponse:
    """The question, how far the search is, and what it found."""
    teams = [team for team in own_teams(request) if team.active]
    row = evaluation.tours_proposed([team.key for team in teams])
    form = QuestionForm(request.POST or None, initial=_usual(request, row))
    if form.is_bound and form.is_valid() and teams:
        wanted = ToursWanted(teams=[team.key for team in teams], **form.cleaned_data)
        try:
            evaluation_commands.propose_tours(wanted, by=request.actor, at=request.at)
            return redirect("planning:tours_proposed")
        except Refused as refused:
            form.add_error(None, str(refused))
    page = {
        "form": form,
        "teams": teams,
        "map": directory.map_of_city(),
        "row": row,
        "now": _now(row) if row else None,
        "found": _found(row, teams) if row and row.results.get("complete") else None,
    }
    status = 422 if form.errors else 200
    return render(request, "planning/tours_proposed.html", page, status=status)


@require_safe
@needs_somewhere(Right.PLAN)
def tours_proposed_now(request: Request) -> HttpResponse:
    """Whether it is still looked for; when it is over the whole page is asked for again."""
    row = _proposal(request)
    if row.state != ScenarioState.PLAYING:
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    page = _now(row)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/tours_looked_for.html", page))


@require_POST
@needs_somewhere(Right.PLAN)
def tours_proposed_draft(request: Request) -> HttpResponse:
    """Note the proposed days down as planned tours; days that have a tour keep it."""
    row, done, kept = _proposal(request), 0, list[str]()
    for visit in row.results.get("visits", ()):
        halts = [
            Halt(one["office"], Span(one["start"], one["end"]), one["way"])
            for one in visit["halts"]
        ]
        on = date.fromisoformat(visit["date"])
        try:
            commands.plan_tour(visit["team"], on, halts, by=request.actor, at=request.at)
            done += 1
        except Refused as refused:
            kept.append(str(refused))
    sentence = ngettext(
        "%(days)s day is planned. Nothing is open before you publish it.",
        "%(days)s days are planned. Nothing is open before you publish them.",
        done,
    )
    messages.success(request, sentence % {"days": done})
    for one in dict.fromkeys(kept):
        messages.warning(request, one)
    return redirect("planning:tours")


def _proposal(request: Request) -> Scenario:
    keys = [team.key for team in own_teams(request) if team.active]
    row = evaluation.tours_proposed(keys)
    if row is None:
        raise Unknown
    return row


def _usual(request: Request, row: Scenario | None) -> dict[str, object]:
    """What was asked last, or the first Monday in two weeks."""
    if row is not None and row.city:
        return {**row.city, "monday": row.city["monday"]}
    first = staffing.today(request.at) + timedelta(days=AHEAD)
    monday = first + timedelta(days=-first.weekday() % WEEK)
    usual = ToursWanted(monday, ())
    return {
        "monday": date_value(monday),
        "days": usual.days or MOST_DAYS // 2,
        "reach": usual.reach,
        "unmet": usual.unmet,
    }


def _now(row: Scenario) -> dict[str, object]:
    return {
        "playing": row.state == ScenarioState.PLAYING,
        "empty": row.state == ScenarioState.STOPPED and not row.results,
        "version": version_of(row.state, row.turn),
    }


def _found(row: Scenario, teams: Sequence[Team]) -> Found:
    told: Mapping[str, Any] = row.results
    today, then = told["today"]["people"], told["proposal"]["people"]
    offices = staffing.offices_numbered(
        {one["office"] for visit in told["visits"] for one in visit["halts"]}
        | set(told["goes_today"])
    )
    names = {team.key: team.name for team in teams}
    lines = tuple(
        Line(
            names.get(visit["team"], visit["team"]),
            date.fromisoformat(visit["date"]),
            tuple(
                (offices[one["office"]].short, one["start"], one["end"], one["way"])
                for one in visit["halts"]
                if one["office"] in offices
            ),
        )
        for visit in told["visits"]
    )
    goes = {one["office"] for visit in told["visits"] for one in visit["halts"]}
    return Found(
        today=_count(today),
        then=_count(then),
        gain=_count(abs(then - today)),
        more=then >= today,
        bound=_count(told["proposal"]["bound"]),
        within=(_count(told["today"]["within"]), _count(told["proposal"]["within"])),
        days=(told["days"]["today"], told["days"]["proposal"]),
        lines=lines,
        pins=tuple(_pins(offices, goes, set(told["goes_today"]))),
        areas=tuple(_areas(told["areas"])),
    )


def _pins(
    offices: Mapping[int, Any], goes: set[int], today: set[int]
) -> list[tuple[float, float, str, str]]:
    """Where the proposal goes, and where teams go today and would not any more."""
    sheet = directory.map_of_city().sheet
    found = []
    for number in sorted(goes | today):
        row = offices.get(number)
        if row is None or row.place.latitude is None:
            continue
        x, y = sheet.put(row.place.longitude, row.place.latitude)
        found.append((x, y, row.short, "better" if number in goes else "same"))
    return found


def _areas(areas: Mapping[str, Sequence[float]]) -> list[tuple[str, str, str, str]]:
    """The quarters that either serves, those that gain most first."""
    names = {row.key: row.name for row in directory.quarters()}
    served = [(key, figures) for key, figures in areas.items() if max(figures[1:]) >= 1]
    served.sort(key=lambda one: (one[1][1] - one[1][2], one[0]))
    return [(names.get(key, key), *map(_count, figures)) for key, figures in served]  # type: ignore[misc]


def _count(value: float) -> str:
    return str(number_format(round(value), 0, force_grouping=True))
