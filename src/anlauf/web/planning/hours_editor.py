"""The hours of an office: its week, its special rules, its particular days, and what they do."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.directory import queries as directory
from anlauf.directory import schedule as schedules
from anlauf.directory.schedule import Schedule
from anlauf.engine.opening import open_spans
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import plans
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes, hours_editor_book
from anlauf.web.planning.hours_editor_book import Book
from anlauf.web.planning.hours_editor_picture import Picture, picture


@dataclass(frozen=True)
class Effects:
    """What the forms would do: next week as a picture, and whom they would concern."""

    picture: Picture
    shown: staffing.Preview
    changed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def hours(request: Request, office: Office) -> HttpResponse:
    """The editor. Checking shows what would happen, deciding goes on, adding a week asks again."""
    if request.method != "POST":
        schedule = directory.schedule_of(office.pk)
        base = plans.digest(schedules.written(schedule))
        book = hours_editor_book.shown(schedule, staffing.today(request.at))
        return _page(request, office, book, base)

    book, base = _posted(request, office), request.POST.get("base", "")
    sound = book.is_valid()
    if "add" in request.POST:
        return _page(request, office, hours_editor_book.with_another_week(book), base)
    if sound and "decide" in request.POST:
        return changes.asked(request, office, plans.hours(office.pk, book.schedule(), base=base))
    return _page(request, office, book, base)


@require_POST
@at_office(Right.CHANGE_HOURS)
def effects(request: Request, office: Office) -> HttpResponse:
    """What the forms would do as they stand, while somebody types."""
    book = _posted(request, office)
    context = {"office": office, "book": book, "effects": _effects(request, office, book)}
    return render(request, "planning/effects.html", context)


def _posted(request: Request, office: Office) -> Book:
    schedule = directory.schedule_of(office.pk)
    return hours_editor_book.read(request.POST, schedule, staffing.today(request.at))


def _page(request: Request, office: Office, book: Book, base: str) -> HttpResponse:
    today = staffing.today(request.at)
    context = {
        "office": office,
        "book": book,
        "base": base,
        "effects": _effects(request, office, book) if request.method == "POST" else None,
        "picture": _picture(directory.schedule_of(office.pk), today),
        "holidays": _holidays(today, today + timedelta(days=365)),
    }
    return render(request, "planning/hours.html", context)


def _effects(request: Request, office: Office, book: Book) -> Effects | None:
    """The preview, as soon as everything is understood."""
    if not all(week.is_bound for week in book.weeks) or not book.is_valid():
        return None
    wanted = book.schedule()
    plan = plans.hours(office.pk, wanted)
    return Effects(
        picture=_picture(wanted, staffing.today(request.at)),
        shown=staffing.preview(plan, at=request.at),
        changed=staffing.present(plan) != plan.after,
    )


def _picture(schedule: Schedule, today: date) -> Picture:
    """The first whole week from now on."""
    monday = today + timedelta(days=-today.weekday() % 7)
    days = [monday + timedelta(days=number) for number in range(7)]
    holidays = _holidays(days[0], days[-1])
    exceptions = [day.said(get_language() or "de") for day in schedule.other_days]
    return picture(
        [(day, open_spans(schedule.rules, exceptions, holidays, day)) for day in days], holidays
    )


def _holidays(first: date, last: date) -> dict[date, str]:
    return dict(directory.holidays_between(first, last, language=get_language() or "de"))
