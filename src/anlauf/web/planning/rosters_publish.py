"""A plan is published or taken back: what changes where, and who must be decided about."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlauf.booking.commands import NewTimesTaken, SupplyConflicts
from anlauf.core.refusal import Refused
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes_decide
from anlauf.web.planning.own_plans import own_plan

_RETRY = (SupplyConflicts, NewTimesTaken)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def roster_publish(request: Request, number: int) -> HttpResponse:
    """Let the plan hold, after everybody in conflict has been decided about."""
    row = own_plan(request, number)
    if request.method == "POST" and "all" not in request.POST:
        decisions = changes_decide.decisions(request.POST.dict())
        try:
            commands.publish_roster(row.pk, decisions, by=request.actor, at=request.at)
        except _RETRY as refusal:
            return _asked(request, row, staffing.if_published(row), refusal=refusal)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("planning:roster", row.pk)
        messages.success(request, _("The plan is published. Its times can be booked now."))
        return redirect("planning:roster", row.pk)
    return _asked(request, row, staffing.if_published(row))


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.PLAN)
def roster_back(request: Request, number: int) -> HttpResponse:
    """Let what was published before hold again."""
    row = own_plan(request, number)
    holding = staffing.if_taken_back(row)
    if request.method == "POST" and "all" not in request.POST:
        decisions = changes_decide.decisions(request.POST.dict())
        try:
            commands.take_back(row.pk, decisions, by=request.actor, at=request.at)
        except _RETRY as refusal:
            return _asked(request, row, holding, back=True, refusal=refusal)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("planning:roster", row.pk)
        messages.success(request, _("What was published before holds again."))
        return redirect("planning:roster", row.pk)
    return _asked(request, row, holding, back=True)


def _asked(
    request: Request,
    row: Roster,
    holding: Sequence[Roster],
    *,
    back: bool = False,
    refusal: Refused | None = None,
) -> HttpResponse:
    """The page on which everything is decided, office by office."""
    shown = staffing.preview_rosters(row, holding, at=request.at)
    decided = changes_decide.by_office(shown, request.POST.dict(), at=request.at)
    context = {**decided, "roster": row, "back": back, "refusal": refusal}
    return render(request, "planning/roster_publish.html", context, status=409 if refusal else 200)
