"""One office over a period: how long people waited, and why."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.evaluation import queries
from anlauf.evaluation.definitions import Definition
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.causes import Told, nearest
from anlauf.web.steering.chosen import chosen, shortcuts
from anlauf.web.steering.heat import heat
from anlauf.web.steering.picture import course
from anlauf.web.steering.words import Cell, cells
from anlauf.web.templatetags.anlauf import local_date

NOTES: Mapping[str, str | Promise] = {
    "directory.duration_changed": _("The minutes of a matter were changed."),
    "directory.hours_changed": _("The opening hours were changed."),
    "floor.dispatch_rule_removed": _("A rule of calling was removed."),
    "floor.dispatch_rule_set": _("A rule of calling was set."),
    "floor.tickets_stopped": _("No more tickets were given out for the day."),
    "staffing.changed": _("Staff was changed."),
}


@require_safe
@at_office(Right.SEE_OFFICE)
def office(request: Request, office: Office) -> HttpResponse:
    """The page."""
    view = chosen(request)
    found = queries.office_report(office, view.period)
    noted = [Told(local_date(one.at), NOTES[one.verb]) for one in found.noted]
    page = {
        "office": office,
        "view": view,
        "loaded": queries.loaded(),
        "shortcuts": list(shortcuts(request, view)),
        "cells": sorted(cells(found.figures, view.meanings), key=_waits_first),
        "found": found,
        "course": course(found),
        "heat": heat(found.hours),
        "shifts": [(one, nearest(one.date, noted)) for one in found.changes],
        "noted": noted,
        "sees_city": request.access.may(Right.SEE_CITY),
    }
    return render(request, "steering/office.html", page)


def _waits_first(pair: tuple[Definition, Cell | None]) -> bool:
    """What the page is about comes first; the rest stays in its order."""
    return not pair[0].key.startswith(("wait", "within"))


@require_safe
@at_office(Right.SEE_OFFICE)
def sheet(request: Request, office: Office) -> HttpResponse:
    """The days as a sheet."""
    view = chosen(request)
    return sheets.office(office.key, queries.office_report(office, view.period), view)
