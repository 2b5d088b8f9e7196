"""The urgent lane: its published reasons, the claim, and the times that it opens."""

from dataclasses import replace
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.values import Start
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.engine import grid
from anlauf.web.citizen import addresses, kept
from anlauf.web.citizen.claim import Claim, ClaimForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import Looking
from anlauf.web.citizen.questions import settle
from anlauf.web.citizen.searching import looking_for
from anlauf.web.citizen.spread import few_of_each
from anlauf.web.citizen.times import Choice, Day
from anlauf.web.citizen.today import today
from anlauf.web.citizen.views.times import request_key
from anlauf.web.citizen.visit import Visit
from anlauf.web.common import crowd
from anlauf.web.common.chosen import Chosen
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

MOST = 15
ENOUGH_TO_CHOOSE_FROM = 150
NO_DAYS: tuple[list[Day], list[Day]] = ([], [])


@require_safe
@public
def reasons(request: Request) -> HttpResponse:
    """Everything that opens urgent times today, for everybody to read."""
    rules = booking.published_rules(today(request.at))
    return render(request, "citizen/reasons.html", {"rules": rules})


@never_cache
@require_safe
@public
@crowd.limited(limits.SEARCHES)
def urgent(request: Request, service: str) -> HttpResponse:
    """Ask for the reason; if it counts, show what is kept for urgent matters."""
    visit, looking = _asked(request, service)
    if looking is None:
        return redirect(addresses.of("questions", service, Journey.of(request.GET)))
    return _show(request, visit, looking)


@require_POST
@public
def hold(request: Request, service: str) -> HttpResponse:
    """Keep an urgent time for somebody whose claim holds."""
    visit, looking = _asked(request, service)
    form = _form(request, visit)
    if looking is None or not form.is_valid():
        return redirect(_page(service, Journey.of(request.GET)))
    chosen = Chosen.read(request.POST.get("time", ""))
    key = request_key(request.POST.get("request", ""), chosen)
    wish = form.claim().wish(looking.wish(chosen, get_language() or ""))
    wish = replace(wish, network=crowd.let_through(request, key))
    try:
        held = commands.hold(wish, request_key=key, by=request.actor, at=request.at)
    except Refused as refusal:
        return _show(request, visit, looking, refusal=refusal)
    response = redirect(addresses.of("hold", booking.hold_key(held), looking.journey))
    kept.remember(response, [held], at=request.at)
    return response


def _asked(request: Request, service: str) -> tuple[Visit, Looking | None]:
    """The search the address tells of; None when a question comes before the reason."""
    said = Journey.of(request.GET)
    visit = Visit.of(service, said)
    if not visit.bookable or visit.too_much or visit.then:
        return visit, None
    journey, _step, question = settle(visit, said.steered(), said=said.steered().params())
    return visit, None if question is not None else looking_for(visit, journey)


def _form(request: Request, visit: Visit) -> ClaimForm:
    rules = booking.urgency_rules(visit.lines, today(request.at))
    return ClaimForm(rules, request.GET if "reason" in request.GET else None)


def _show(
    request: Request, visit: Visit, looking: Looking, *, refusal: Refused | None = None
) -> HttpResponse:
    form = _form(request, visit)
    claim: Claim | None = None
    days, usual_days = NO_DAYS
    if form.is_valid():
        try:
            claim = _checked(form.claim(), looking, request)
            days, usual_days = _days(claim, looking, request)
        except commands.NotUrgent as no:
            form.add_error("on" if "on" in form.fields else "reason", str(no))
    service = visit.matter.service.key
    context = {
        "visit": visit,
        "form": form,
        "claim": claim,
        "days": days,
        "usual_days": usual_days,
        "choose_usual": addresses.of("take", service, looking.journey),
        "kept": looking.journey.params(),
        "usual": addresses.of("times", service, looking.journey),
        "choose": claim
        and addresses.said(
            reverse("citizen:take_urgent", args=[service]),
            {**looking.journey.params(), **claim.params},
        ),
        "wait": claim
        and addresses.said(
            reverse("citizen:wait", args=[service]), {**looking.journey.params(), **claim.params}
        ),
        "page_address": request.get_full_path(),
        "request_key": uuid4(),
        "refusal": refusal,
    }
    return render(request, "citizen/urgent.html", context, status=_status(form, refusal))


def _checked(claim: Claim, looking: Looking, request: Request) -> Claim:
    commands.rule_that_holds(claim.rule.pk, claim.on, looking.lines, at=request.at)
    return claim


def _days(claim: Claim, looking: Looking, request: Request) -> tuple[list[Day], list[Day]]:
    """What is kept for urgent matters at the offices that may serve them, and what is not.

    Everybody's times are among the urgent ones, so as many of them hold all that are among these.
    """
    offices = {each.office.pk: each.office for each in looking.possible}
    usual, most = looking.question(), ENOUGH_TO_CHOOSE_FROM
    starts = booking.times_on_offer(claim.question(usual), at=request.at, most=most)
    everybodys = set(booking.times_on_offer(usual, at=request.at, most=most))

    def choice(start: Start) -> Choice:
        office = offices[start.office]
        value = str(Chosen(office.key, start.date, start.tick))
        return Choice(
            value, "", grid.clock_text(start.tick), "" if looking.single else office.short
        )

    kept_for_urgent = [start for start in starts if start not in everybodys]
    also_usual = [start for start in starts if start in everybodys]
    return few_of_each(kept_for_urgent, MOST, choice), few_of_each(also_usual, MOST, choice)


def _page(service: str, journey: Journey) -> str:
    return addresses.of("urgent", service, journey)


def _status(form: ClaimForm, refusal: Refused | None) -> int:
    if refusal is not None:
        return refusal.status
    return 422 if form.errors else 200
