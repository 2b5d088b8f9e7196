"""One office now: its waiting room, its desks, its day and its week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.directory.queries import OpenDay
from anlauf.floor import queries as floor
from anlauf.floor.values import Queued, WaitingNow
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import gather, hours
from anlauf.web.planning.desks import Place, places
from anlauf.web.planning.pressure import Pressure, Room, pressure
from anlauf.web.templatetags.anlauf import local_time


@dataclass(frozen=True)
class Now:
    """Everything about an office that changes while one looks at it."""

    room: WaitingNow
    pressure: Pressure
    queue: tuple[Queued, ...]
    desks: tuple[Place, ...]
    chart: hours.Chart


@require_safe
@at_office(Right.SEE_OFFICE)
def office(request: Request, office: Office) -> HttpResponse:
    """The whole page; its live part asks for itself again."""
    today = floor.today(request.at)
    page = _page(request, office, _now(request, office))
    may_change = request.access.may(Right.CHANGE_HOURS, office=office.pk)
    page |= {
        "week": _week(office, today),
        "may_change": may_change,
        "pending": staffing.pending(office.pk, at=request.at) if may_change else (),
    }
    return render(request, "planning/office.html", page)


@require_safe
@at_office(Right.SEE_OFFICE)
def office_now(request: Request, office: Office) -> HttpResponse:
    """The live part alone, or nothing when nothing has changed."""
    now = _now(request, office)
    page = _page(request, office, now)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/office_now.html", page))


def _page(request: Request, office: Office, now: Now) -> dict[str, object]:
    version = version_of(now, local_time(request.at))
    return {"office": office, "now": now, "fates": list(hours.Fate), "version": version}


def _now(request: Request, office: Office) -> Now:
    today, tick = floor.wall(request.at)
    room = floor.waiting_now([office.pk], at=request.at)[office.pk]
    is_open = any(span.holds(tick) for span in directory.opening_on(office, today))
    return Now(
        room=room,
        pressure=pressure(Room(is_open, room.waiting, room.longest_now_minutes, room.open_desks)),
        queue=floor.queue(office.pk, at=request.at),
        desks=places(office, at=request.at),
        chart=hours.chart(gather.appointments(office, today)),
    )


def _week(office: Office, today: date) -> list[OpenDay]:
    monday = today - timedelta(days=today.weekday())
    return directory.opening_week(office, monday, language=get_language() or "de")
