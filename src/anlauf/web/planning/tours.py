"""Some weeks of all mobile teams: who is where, and where a day is still free."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Team, Tour
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning.own_tours import own_teams

WEEKS = 4
WEEK = timedelta(days=7)
SATURDAY = 5


@dataclass(frozen=True)
class Cell:
    """One team on one day: its tour, or none."""

    team: Team
    tour: Tour | None


@dataclass(frozen=True)
class Row:
    """One day of all teams."""

    date: date
    holiday: str
    is_over: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Week:
    """The working days of a week, and days at its end on which a team drives."""

    monday: date
    rows: tuple[Row, ...]


@require_safe
@needs_somewhere(Right.PLAN)
def tours(request: Request) -> HttpResponse:
    """Four weeks of all teams that are somebody's to plan; or on to the day that was asked for."""
    teams = own_teams(request)
    asked = {team.key for team in teams} & {request.GET.get("team", "")}
    if asked and (on := _date(request.GET.get("on", ""))):
        return redirect("planning:tour", asked.pop(), on.isoformat())

    today = staffing.today(request.at)
    first = _date(request.GET.get("from", "")) or today
    monday = first - timedelta(days=first.weekday())
    last = monday + WEEKS * WEEK - timedelta(days=1)
    there = staffing.tours_between(monday, last)
    shown = [team for team in teams if team.active or any(row.team == team for row in there)]
    context = {
        "teams": shown,
        "weeks": _weeks(shown, there, monday, today),
        "planned": _planned(teams, today),
        "today": today,
        "before": monday - WEEKS * WEEK,
        "after": monday + WEEKS * WEEK,
        "first": monday,
        "last": last,
        "offices": staffing.mobile_offices(),
    }
    return render(request, "planning/tours.html", context)


def _weeks(teams: Sequence[Team], there: Iterable[Tour], monday: date, today: date) -> list[Week]:
    by_day = {(row.team_id, row.date): row for row in there}
    language = get_language() or "de"
    holidays = directory.holidays_between(monday, monday + WEEKS * WEEK, language=language)
    weeks = []
    for number in range(WEEKS):
        begins = monday + number * WEEK
        days = [begins + timedelta(days=day) for day in range(7)]
        rows = [_row(teams, by_day, on, holidays.get(on, ""), today) for on in days]
        kept = [row for row in rows if row.date.weekday() < SATURDAY or _driven(row)]
        weeks.append(Week(begins, tuple(kept)))
    return weeks


def _row(
    teams: Iterable[Team],
    by_day: Mapping[tuple[int, date], Tour],
    on: date,
    holiday: str,
    today: date,
) -> Row:
    cells = tuple(Cell(team, by_day.get((team.pk, on))) for team in teams)
    return Row(on, holiday, on < today, cells)


def _driven(row: Row) -> bool:
    return any(cell.tour for cell in row.cells)


def _planned(teams: Iterable[Team], today: date) -> list[tuple[Team, int]]:
    """How many days of each team wait to be published."""
    counted = ((team, len(staffing.planned_tours(team, today))) for team in teams)
    return [(team, days) for team, days in counted if days]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
