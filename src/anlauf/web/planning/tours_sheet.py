"""A team's day on one sheet: when to leave, where to, what to take along and who has booked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import UNCONFIRMED, Share
from anlauf.core.text import say
from anlauf.engine.grid import TICKS
from anlauf.engine.tours import Stop
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Office, Tour
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Halt
from anlauf.web.common.guards import staff
from anlauf.web.common.requests import Request
from anlauf.web.planning import tours_paper
from anlauf.web.planning.own_tours import dated, may_see, seen_tour

AHEAD = timedelta(weeks=3)


@dataclass(frozen=True)
class Booked:
    """Somebody who comes, without a name: when, with which number, for what."""

    start: int
    code: str
    services: str


@dataclass(frozen=True)
class Visit:
    """One place of the day, in ticks of the clock."""

    office: Office
    halt: Halt
    leave: int
    arrive: int
    packed: int
    booked: tuple[Booked, ...] | None  # None for whoever may not see the office's appointments


@require_safe
@staff
def my_tours(request: Request) -> HttpResponse:
    """The tours of the coming weeks to offices where somebody works or plans."""
    today = staffing.today(request.at)
    rows = staffing.tours_between(today, today + AHEAD)
    mine = [row for row in rows if row.state == TourState.PUBLISHED and may_see(request, row)]
    context = {"rows": mine, "today": today, "until": today + AHEAD}
    return render(request, "planning/my_tours.html", context)


@require_safe
@staff
def sheet(request: Request, team: str, on: str) -> HttpResponse:
    """The day on a page that prints well."""
    row = seen_tour(request, team, dated(on))
    context = {"row": row, "team": row.team, "visits": visits(request, row), "at": request.at}
    return render(request, "planning/tour_sheet.html", context | _neighbours(request, row))


@require_safe
@staff
def sheet_pdf(request: Request, team: str, on: str) -> HttpResponse:
    """The same as a file, for a place without a network."""
    row = seen_tour(request, team, dated(on))
    paper = tours_paper.paper(row, visits(request, row), at=request.at)
    response = HttpResponse(paper, content_type="application/pdf")
    name = f"{row.team.key}-{row.date.isoformat()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def visits(request: Request, row: Tour) -> list[Visit]:
    """The places of a day in the order of driving."""
    day = staffing.day_of(row)
    driven = staffing.driven(day, row.team)
    offices = {stop.office_id: stop.office for stop in row.stops.all()}
    return [
        Visit(
            office=offices[halt.office],
            halt=halt,
            leave=max(0, driven.leaves_for(stop)),  # a team that sets up longer today than then
            arrive=max(0, driven.arrives(stop)),
            packed=min(TICKS, driven.leaves(stop)),
            booked=_booked(request, row.date, stop),
        )
        for halt, stop in zip(day.halts, driven.stops, strict=True)
    ]


def _booked(request: Request, on: date, stop: Stop) -> tuple[Booked, ...] | None:
    """Everybody expected while the team is there, for those who may see a day of the office."""
    looks = (Right.RECEIVE, Right.SEE_OFFICE)
    if not any(request.access.may(right, office=stop.place) for right in looks):
        return None
    language = get_language() or "de"
    return tuple(
        Booked(one.start, one.code, _services(one, language))
        for one in booking.appointments_of_day(stop.place, on)
        if one.state not in UNCONFIRMED
        and one.share != Share.WALK_IN
        and stop.doors.holds(one.start)
    )


def _services(one: Appointment, language: str) -> str:
    lines = ((line.count, say(line.service.name, language)) for line in one.services.all())
    return ", ".join(f"{count} × {name}" if count > 1 else name for count, name in lines)


def _neighbours(request: Request, row: Tour) -> dict[str, Tour | None]:
    """The team's published days before and after this one."""
    around = staffing.tours_of(row.team, row.date - AHEAD, row.date + AHEAD)
    shown = [one for one in around if one.state == TourState.PUBLISHED and may_see(request, one)]
    return {
        "before": max((one for one in shown if one.date < row.date), key=_date, default=None),
        "after": min((one for one in shown if one.date > row.date), key=_date, default=None),
    }


def _date(row: Tour) -> date:
    return row.date
