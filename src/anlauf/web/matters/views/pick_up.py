"""What was made lies ready: choose a time to pick it up, which then belongs to the application."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anlauf.booking import commands as booking
from anlauf.core.refusal import Refused
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry, standing


@never_cache
@require_POST
@public
def pick_up(request: Request, key: str) -> HttpResponse:
    """Lead to the times, or back to the application where none is needed any more."""
    case = entry.case_by(key, at=request.at)
    try:
        invitation, _code = booking.invite_for_case(case, by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("matters:status", key)
    return redirect(standing.page_of_times(invitation, at=request.at))
