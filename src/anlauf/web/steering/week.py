"""The week: every day against what is usual, and when people came and waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.evaluation import definitions, queries
from anlauf.people.queries import Office, workplaces
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.heat import heat
from anlauf.web.steering.picture import bars
from anlauf.web.steering.words import cells
from anlauf.web.templatetags.anlauf import local_date, short_date

WEEK = timedelta(weeks=1)
SHOWN = ("wait_median", "wait_p90", "within_15", "within_30", "lead", "no_show")


@dataclass(frozen=True)
class View:
    """Which week of which office, read from the address; without an office all one may see."""

    monday: date
    today: date
    office: Office | None
    offices: Sequence[Office]
    sees_city: bool

    @property
    def numbers(self) -> list[int] | None:
        """The offices the figures are of; None of the whole city."""
        if self.office is not None:
            return [self.office.pk]
        return None if self.sees_city else [office.pk for office in self.offices]

    @property
    def query(self) -> str:
        """What an address must say to bring back exactly this view."""
        return self._query(self.monday)

    @property
    def before(self) -> str:
        """The week before."""
        return self._query(self.monday - WEEK)

    @property
    def after(self) -> str:
        """The week after, if it has begun."""
        return self._query(self.monday + WEEK) if self.monday + WEEK <= self.today else ""

    def _query(self, monday: date) -> str:
        said = {"week": f"{monday:%G-W%V}"}
        return urlencode(said | ({"office": self.office.key} if self.office else {}))


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def week(request: Request) -> HttpResponse:
    """The page."""
    view = _asked(request)
    found = queries.week_report(view.monday, view.numbers)
    meanings = definitions.defined(view.today)
    page = {
        "view": view,
        "found": found,
        "bars": bars(
            [(short_date(day.date), day.visits or 0, day.usual_visits) for day in found.days]
        ),
        "heat": heat(found.hours),
        "cells": cells(found.figures, {key: meanings[key] for key in SHOWN}) if found.days else [],
        "loaded": queries.loaded(),
    }
    return render(request, "steering/week.html", page)


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def sheet(request: Request) -> HttpResponse:
    """The hours as a sheet."""
    view = _asked(request)
    found = queries.week_report(view.monday, view.numbers)
    return sheets.hours(f"{view.office.key if view.office else 'all'}-{view.monday}", found.hours)


def _asked(request: Request) -> View:
    """The week before this one, unless the address names another that has begun."""
    today = local_date(request.at)
    this = today - timedelta(days=today.weekday())
    monday = min(_monday(request.GET.get("week", "")) or this - WEEK, this)
    sees_city = request.access.may(Right.SEE_CITY)
    offices = workplaces(request.access.offices(Right.SEE_OFFICE))
    asked = request.GET.get("office", "")
    office = next((one for one in offices if one.key == asked), None)
    if office is None and len(offices) == 1:
        office = offices[0]
    return View(monday, today, office, offices, sees_city)


def _monday(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-1")
    except ValueError:
        return None
