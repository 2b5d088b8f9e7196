"""One day of an office: how it is open, who is booked, and closing it or opening it otherwise."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState, Share
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.directory.schedule import OtherDay
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import plans
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes
from anlauf.web.planning.hours_editor_forms import DayForm, day_values


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def day(request: Request, office: Office, on: str) -> HttpResponse:
    """The day as it is, and a form that changes it and perhaps those after it."""
    date_shown = _date(on)
    today = staffing.today(request.at)
    there = [one for one in directory.schedule_of(office.pk).other_days if one.date == date_shown]
    if request.method == "POST" and "usual" in request.POST:
        return changes.asked(request, office, plans.days(office.pk, [date_shown], []))

    form = DayForm(request.POST) if request.method == "POST" else DayForm(initial=_start(on, there))
    if form.is_bound and form.is_valid():
        days = form.days()
        plan = plans.days(office.pk, [one.date for one in days], days)
        return changes.asked(request, office, plan)

    language = get_language() or "de"
    context = {
        "office": office,
        "day": date_shown,
        "explained": directory.opening_explained(office, date_shown, language=language),
        "holiday": directory.holidays_between(date_shown, date_shown, language=language),
        "booked": _booked(office, date_shown),
        "different": bool(there),
        "form": form,
        "may_change": date_shown >= today,
        "before": date_shown - timedelta(days=1),
        "after": date_shown + timedelta(days=1),
    }
    return render(request, "planning/day.html", context)


def _date(text: str) -> date:
    """A day that has a day before and a day after it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Unknown from None
    if not date.min < found < date.max:
        raise Unknown
    return found


def _start(on: str, there: list[OtherDay]) -> dict[str, object]:
    """What the form begins with: what is different already, else closing with a usual reason."""
    if there:
        return {**day_values(there[0]), "until": ""}
    reasons = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reasons[f"reason_{language}"] = _("Closed at short notice")
    return {"date": on, "kind": "closed", **reasons}


def _booked(office: Office, on: date) -> int:
    """How many people are expected, walk-ins apart."""
    return sum(
        row.state == AppointmentState.BOOKED and row.share != Share.WALK_IN
        for row in booking.appointments_of_day(office.pk, on)
    )
