"""Somebody is missing or the queue outruns its forecast: what helps, and one press to do it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.refusal import Refused
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.commands import Done
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning.outlook_words import spread
from anlauf.web.planning.today_words import card, done


@require_safe
@at_office(Right.STEER_DAY)
def today(request: Request, office: Office) -> HttpResponse:
    """The rest of the day as it would go on, every way out with its effect, and what was done."""
    found = staffing.relief(office, at=request.at)
    page: dict[str, object] = {
        "office": office,
        "relief": found,
        "steps": [done(one) for one in staffing.steps_today(office.pk, at=request.at)],
    }
    if found is not None:
        page |= {
            "helpful": [card(one, request.at) for one in found.helpful],
            "useless": [card(one, request.at) for one in found.useless],
            "median": spread(found.median, "min"),
            "late": spread(found.late, "min"),
            "unserved": spread(found.unserved),
        }
    return render(request, "planning/today.html", page)


@require_POST
@at_office(Right.STEER_DAY)
def take_step(request: Request, office: Office) -> HttpResponse:
    """Do what was proposed."""
    try:
        what = commands.take_step(
            office, request.POST.get("way", ""), by=request.actor, at=request.at
        )
        messages.success(request, _("It is done. You can take it back below."))
        _say_conflicts(request, what)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("planning:today", office.key)


@require_POST
@at_office(Right.STEER_DAY)
def take_step_back(request: Request, office: Office, number: int) -> HttpResponse:
    """Let it be as before."""
    try:
        what = commands.take_step_back(office, number, by=request.actor, at=request.at)
        messages.success(request, _("It is taken back."))
        _say_conflicts(request, what)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("planning:today", office.key)


def _say_conflicts(request: Request, what: Done) -> None:
    if what.conflicts:
        sentence = ngettext(
            "%(count)s appointment is in conflict. The page of the office shows it.",
            "%(count)s appointments are in conflict. The page of the office shows them.",
            what.conflicts,
        )
        messages.warning(request, sentence % {"count": what.conflicts})
