"""A year of an office's days: open, closed, different, or a public holiday."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.directory.snapshots import Hours
from anlauf.engine.grid import Span
from anlauf.engine.opening import Cause
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import WEEKDAYS

YEARS_AHEAD = 3


class Mark(StrEnum):
    """What a day is, for its colour."""

    OPEN = "open"
    DIFFERENT = "different"
    SHUT = "shut"
    HOLIDAY = "holiday"
    CLOSED = "closed"

    @property
    def label(self) -> Promise:
        """The word people read."""
        return _LABELS[self]


@dataclass(frozen=True)
class Day:
    """One day of the year."""

    date: date
    mark: Mark
    spans: tuple[Span, ...]
    reason: str
    past: bool


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday to Sunday, with gaps before and after."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


@require_safe
@at_office(Right.SEE_OFFICE)
def year(request: Request, office: Office) -> HttpResponse:
    """Twelve months on one page; each day to come leads to its own page for those who may."""
    today = staffing.today(request.at)
    shown = _year(request.GET.get("year", ""), today)
    first, last = date(shown, 1, 1), date(shown, 12, 31)
    language = get_language() or "de"
    hours = directory.hours_of([office], language=language)[office.pk]
    holidays = directory.holidays_between(first, last, language=language)
    context = {
        "office": office,
        "year": shown,
        "earlier": shown - 1 if shown > today.year - 1 else None,
        "later": shown + 1 if shown < today.year + YEARS_AHEAD else None,
        "months": [_month(date(shown, month, 1), hours, holidays, today) for month in range(1, 13)],
        "marks": list(Mark),
        "weekdays": WEEKDAYS,
        "may_change": request.access.may(Right.CHANGE_HOURS, office=office.pk),
    }
    return render(request, "planning/year.html", context)


def _year(wanted: str, today: date) -> int:
    year = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else today.year
    return min(max(year, today.year - 1), today.year + YEARS_AHEAD)


def _month(first: date, hours: Hours, holidays: Mapping[date, str], today: date) -> Month:
    named = frozenset(holidays)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                _day(on, hours, holidays, named, today) if on.month == first.month else None
                for on in week
            )
            for week in weeks
        ),
    )


def _day(
    on: date, hours: Hours, holidays: Mapping[date, str], named: frozenset[date], today: date
) -> Day:
    explained = hours.on(on, named)
    reason = explained.reason or holidays.get(on, "")
    return Day(on, _mark(explained.cause, explained.spans), explained.spans, reason, on < today)


def _mark(cause: Cause, spans: tuple[Span, ...]) -> Mark:
    if cause == Cause.HOLIDAY:
        return Mark.HOLIDAY
    if cause == Cause.CLOSED and not spans:
        return Mark.SHUT
    if cause in {Cause.CLOSED, Cause.PARTIAL, Cause.EXTRA}:
        return Mark.DIFFERENT
    return Mark.OPEN if spans else Mark.CLOSED


_LABELS: dict[Mark, Promise] = {
    Mark.OPEN: _("open as usual"),
    Mark.DIFFERENT: _("other hours"),
    Mark.SHUT: _("closed for a reason"),
    Mark.HOLIDAY: _("public holiday"),
    Mark.CLOSED: _("closed as usual"),
}
