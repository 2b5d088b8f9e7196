"""Swaps, seen by those who swap: offer a duty, take a colleague's, change one's mind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core.refusal import Refused, Unknown
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Employee
from anlauf.staffing.states import SwapState
from anlauf.web.common.guards import staff
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request


@require_safe
@staff
def my_swaps(request: Request) -> HttpResponse:
    """What colleagues offer, what one has offered or taken, and how far that is."""
    who = staffing.employee_of(request.person)
    if who is None:
        return redirect("planning:my_week")
    today = staffing.today(request.at)
    page = {
        "person": who,
        "offers": staffing.offers_for(who, request.at),
        "mine": staffing.offers_of(who, today),
        "open": SwapState.OPEN,
        "taken": SwapState.TAKEN,
    }
    return render(request, "planning/my_swaps.html", page)


@require_POST
@staff
def duty_offer(request: Request, number: int) -> HttpResponse:
    """Offer one's own duty to colleagues."""
    who = _me(request)
    with told(request, _("Your colleagues see the offer now. The duty is yours until then.")):
        commands.offer_duty(who.number, number, by=request.actor, at=request.at)
    return redirect("planning:my_swaps")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def swap_take(request: Request, number: int) -> HttpResponse:
    """Take a colleague's duty, with one's own for it or without."""
    who, offer = _me(request), staffing.offer_numbered(number)
    if offer.pk not in {one.pk for one in staffing.offers_for(who, request.at)}:
        messages.error(request, str(commands.OfferGone(offer)))
        return redirect("planning:my_swaps")
    back = staffing.returns_for(offer, who)
    mistake = ""
    if request.method == "POST":
        said = request.POST.get("in_return", "")
        chosen = next((one.pk for one in back if str(one.pk) == said), None)
        if said and chosen is None:
            raise Unknown
        try:
            commands.take_offer(offer.pk, who.number, chosen, by=request.actor, at=request.at)
        except Refused as refused:
            mistake = str(refused)
        else:
            messages.success(request, _("You take the duty. It is yours once it is approved."))
            return redirect("planning:my_swaps")
    page = {"person": who, "offer": offer, "back": back, "mistake": mistake}
    return render(request, "planning/swap_take.html", page, status=409 if mistake else 200)


@require_POST
@staff
def swap_end(request: Request, number: int) -> HttpResponse:
    """Withdraw one's offer, or step back from what one has taken."""
    who, offer = _me(request), staffing.offer_numbered(number)
    if who.pk not in {offer.by_id, offer.taken_by_id}:
        raise Unknown
    if offer.by_id == who.pk:
        with told(request, _("The offer is withdrawn. The duty stays yours.")):
            commands.withdraw_offer(offer.pk, who.number, by=request.actor, at=request.at)
    else:
        with told(request, _("You have stepped back. The duty is offered again.")):
            commands.step_back(offer.pk, who.number, by=request.actor, at=request.at)
    return redirect("planning:my_swaps")


def _me(request: Request) -> Employee:
    who = staffing.employee_of(request.person)
    if who is None:
        raise Unknown
    return who
