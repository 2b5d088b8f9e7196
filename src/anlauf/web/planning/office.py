"""One office now: its waiting room, its desks, its day and its week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.booking import queries as booking
from anlauf.directory import queries as directory
from anlauf.directory.queries import OpenDay
from anlauf.floor import queries as floor
from anlauf.floor.outlooks import Crew, Guests, Moved
from anlauf.floor.values import Queued, WaitingNow
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.planning import gather, hours, outlook
from anlauf.web.planning.desks import Place, places
from anlauf.web.planning.lines import Line, by_service
from anlauf.web.planning.moving_form import MoveForm
from anlauf.web.planning.pressure import Pressure, Room, pressure
from anlauf.web.templatetags.anlauf import local_time


@dataclass(frozen=True)
class Now:
    """How an office fares, and what has been decided for the rest of its day."""

    room: WaitingNow
    pressure: Pressure
    desks: int
    tickets_stopped: datetime | None
    rule_for_today: bool
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Inside:
    """Who waits, who sits where, who is missing, and the appointments of the day."""

    queue: tuple[Queued, ...]
    lines: tuple[Line, ...]
    desks: tuple[Place, ...]
    crews: tuple[Crew, ...]
    guests: Guests
    chart: hours.Chart


@require_safe
@at_office(Right.SEE_OFFICE)
def office(request: Request, office: Office) -> HttpResponse:
    """The whole page; its live parts ask for themselves again.

    What takes longest, the outlook, comes by itself; without scripts, when asked for.
    """
    today = floor.today(request.at)
    show = floor.outlook if "outlook" in request.GET else floor.known_outlook
    page = _now_page(request, office) | _inside_page(request, office)
    page |= outlook.facts(request, office, show(office.pk, at=request.at))
    may_change = request.access.may(Right.CHANGE_HOURS, office=office.pk)
    page |= {
        "week": _week(office, today),
        "may_change": may_change,
        "pending": staffing.pending(office.pk, at=request.at) if may_change else (),
        "stream": stream([office.pk], at=request.at),
        "move": MoveForm(office) if page["may_steer"] else None,
        "unreached": booking.unreached_at(office.pk, at=request.at) if may_change else (),
        "may_book": request.access.may(Right.BOOK_FOR_OTHERS, office=office.pk),
    }
    return render(request, "planning/office.html", page)


@require_safe
@at_office(Right.SEE_OFFICE)
def office_now(request: Request, office: Office) -> HttpResponse:
    """The upper live part alone, or nothing when nothing has changed."""
    page = _now_page(request, office)
    version = str(page["version"])
    response = fresh(request, version, lambda: render(request, "planning/office_now.html", page))
    response.headers["X-Stream"] = stream([office.pk], at=request.at)
    return response


@require_safe
@at_office(Right.SEE_OFFICE)
def office_inside(request: Request, office: Office) -> HttpResponse:
    """The lower live part alone, or nothing when nothing has changed."""
    page = _inside_page(request, office)
    version = str(page["inside_version"])
    return fresh(request, version, lambda: render(request, "planning/office_inside.html", page))


def _now_page(request: Request, office: Office) -> dict[str, object]:
    now = _now(request, office)
    may_steer = request.access.may(Right.STEER_DAY, office=office.pk)
    version = version_of(now, may_steer, local_time(request.at))
    return {"office": office, "now": now, "may_steer": may_steer, "version": version}


def _inside_page(request: Request, office: Office) -> dict[str, object]:
    inside = _inside(request, office)
    version = version_of(inside, local_time(request.at))
    fates = list(hours.Fate)
    return {"office": office, "inside": inside, "fates": fates, "inside_version": version}


def _now(request: Request, office: Office) -> Now:
    today, tick = floor.wall(request.at)
    room = floor.waiting_now([office.pk], at=request.at)[office.pk]
    is_open = any(span.holds(tick) for span in directory.opening_on(office, today))
    return Now(
        room=room,
        pressure=pressure(Room(is_open, room.waiting, room.longest_now_minutes, room.open_desks)),
        desks=office.desks.filter(active=True).count(),
        tickets_stopped=floor.tickets_stopped(office.pk, at=request.at),
        rule_for_today=floor.has_rule_for(office.pk, today),
        moved=floor.moved_desks(office.pk),
    )


def _inside(request: Request, office: Office) -> Inside:
    queue = floor.queue(office.pk, at=request.at)
    return Inside(
        queue=queue,
        lines=by_service(queue, floor.room_waits(office.pk, at=request.at)),
        desks=places(office, at=request.at),
        crews=floor.crews(office.pk, at=request.at),
        guests=floor.guests(office.pk, at=request.at),
        chart=hours.chart(gather.appointments(office, floor.today(request.at))),
    )


def _week(office: Office, today: date) -> list[OpenDay]:
    monday = today - timedelta(days=today.weekday())
    return directory.opening_week(office, monday, language=get_language() or "de")
