"""What somebody works, on their phone; and the same as a calendar behind a secret link."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.refusal import Unknown
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.engine.grid import instant
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Duty
from anlauf.staffing.states import SwapState
from anlauf.web.common.guards import public, staff
from anlauf.web.common.requests import Request

WEEK = timedelta(days=7)
AHEAD = timedelta(weeks=12)
KEY = "calendar_key"
RUNNING = frozenset({SwapState.OPEN, SwapState.TAKEN})


@require_safe
@staff
def my_week(request: Request) -> HttpResponse:
    """Seven days of whoever is logged in."""
    person = staffing.employee_of(request.person)
    monday = _monday(request.GET.get("from", ""), staffing.today(request.at))
    days = [monday + timedelta(days=day) for day in range(7)]
    duties = staffing.duties_of(person, days[0], days[-1]) if person else []
    by_day = {duty.date: duty for duty in duties}
    today = staffing.today(request.at)
    offered = staffing.offers_of(person, today) if person else []
    key = request.session.pop(KEY, "")
    context = {
        "person": person,
        "days": [(on, by_day.get(on)) for on in days],
        "today": today,
        "offered": {one.duty_id for one in offered if one.state in RUNNING},
        "share": staffing.own_share(person, today) if person else None,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "link": f"{settings.PUBLIC_URL}{reverse('planning:calendar', args=[key])}" if key else "",
    }
    return render(request, "planning/my_week.html", context)


@require_POST
@staff
def my_calendar(request: Request) -> HttpResponse:
    """Make a new secret link, which is shown once, or let the present one open nothing."""
    person = staffing.employee_of(request.person)
    if person is None:
        raise Unknown
    if "close" in request.POST:
        commands.close_feed(person.number, by=request.actor, at=request.at)
        messages.success(request, _("The link opens nothing any more."))
    else:
        key = commands.open_feed(person.number, by=request.actor, at=request.at)
        request.session[KEY] = key
    return redirect("planning:my_week")


@require_safe
@public
def calendar(request: Request, key: str) -> HttpResponse:
    """The coming weeks as calendar programs read them."""
    person = staffing.employee_with_feed(key)
    today = staffing.today(request.at)
    duties = staffing.duties_of(person, today - WEEK, today + AHEAD)
    zone = directory.zone()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anlauf//EN", "METHOD:PUBLISH"]
    for duty in duties:
        lines += _event(duty, zone, request.at)
    lines.append("END:VCALENDAR")
    body = "\r\n".join(lines) + "\r\n"
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _event(duty: Duty, zone: ZoneInfo, at: datetime) -> list[str]:
    starts = instant(duty.date, duty.shift.begin, zone)
    ends = instant(duty.date, duty.shift.end, zone)
    place = duty.office.place
    return [
        "BEGIN:VEVENT",
        f"UID:duty-{duty.pk}@anlauf",
        f"DTSTAMP:{_stamp(at)}",
        f"DTSTART:{_stamp(starts)}",
        f"DTEND:{_stamp(ends)}",
        f"SUMMARY:{_escaped(say(duty.shift.name, 'de'))} {_escaped(duty.office.short)}",
        f"LOCATION:{_escaped(f'{place.street}, {place.postal_code} {place.town}')}",
        "END:VEVENT",
    ]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


def _monday(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    return day - timedelta(days=day.weekday())
