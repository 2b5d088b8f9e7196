"""Keep looking for me: somebody says what would suit and goes onto the waiting list.

Whatever is free already is shown instead: nobody waits for what they could have at once.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment, KeptWish
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Contact, Question, Start, Wanted
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.engine.grid import upcoming
from anlauf.web.citizen import addresses
from anlauf.web.citizen import times as free
from anlauf.web.citizen.claim import Claim, ClaimForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import QUARTER_OF_AN_HOUR, Looking
from anlauf.web.citizen.questions import settle
from anlauf.web.citizen.searching import looking_for
from anlauf.web.citizen.today import today
from anlauf.web.citizen.views.appointment import owned
from anlauf.web.citizen.views.move import looking_to_move
from anlauf.web.citizen.visit import Visit
from anlauf.web.citizen.wait_form import (
    LONGEST_WAIT,
    USUAL_WAIT,
    LookForm,
    Scope,
    WaitForm,
    beginning,
)
from anlauf.web.citizen.window import NIGHT, Window, first_open
from anlauf.web.common import city
from anlauf.web.common.chosen import NoSuchTime
from anlauf.web.common.guards import public
from anlauf.web.common.language import as_typed, keeps_words
from anlauf.web.common.requests import Request, origin

MOST_SHOWN = 6


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def wait(request: Request, service: str) -> HttpResponse:
    """Wait for a time like those of a search that found none, or none that is early enough."""
    visit = Visit.of(service, Journey.of(request.GET))
    looking = _looking(visit, request)
    if looking is None:
        return redirect(addresses.of("questions", service, Journey.of(request.GET)))
    claim = _claim(request, visit)
    scope = _scope(looking, request)
    first = _first_answers(looking, scope, request)
    form = as_typed(request, WaitForm(scope, request.POST or None, initial=first))
    context = {"visit": visit, "looking": looking, "claim": claim, "form": form}
    context["back"] = addresses.of("times", service, looking.journey)
    if form.is_valid():
        wanted = _urgent(form.wanted(), claim)
        starts = _free_now(wanted, request)
        if starts:
            return _free_instead(request, form, looking, starts, context)
        kept = _keep(request, form, wanted, form.contact())
        if kept is not None:
            return _to(kept, "kept")
    return _ask(request, form, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def earlier(request: Request, key: str) -> HttpResponse:
    """Wait for an earlier time than that of an appointment, which stays until there is one."""
    found = owned(request, key)
    if found.state != AppointmentState.BOOKED or found.starts_at < request.at:
        return redirect("citizen:appointment", key)
    waiting = booking.wish_for(found)
    if waiting is not None:
        return redirect("citizen:wish", booking.wish_key(waiting))

    looking = looking_to_move(request, found, key=key)
    scope = _earlier_scope(found, looking, request)
    if scope is None:
        back = reverse("citizen:appointment", args=[key])
        return render(request, "citizen/wait_none_earlier.html", {"back": back})
    first = beginning(looking, scope, until=scope.last)
    form = as_typed(request, LookForm(scope, request.POST or None, initial=first))
    context = {"looking": looking, "form": form, "details": details(found, get_language() or "")}
    context["back"] = reverse("citizen:appointment", args=[key])
    if form.is_valid():
        starts = _free_now(form.wanted(), request, before=found)
        if starts:
            return _free_instead(request, form, looking, starts, context)
        kept = _keep(request, form, form.wanted(), Contact())
        if kept is not None:
            return _to(kept, "kept")
    return _ask(request, form, context)


def _looking(visit: Visit, request: Request) -> Looking | None:
    """The search the address tells of; None when a question comes first."""
    if not visit.bookable or visit.too_much or visit.then:
        return None
    said = Journey.of(request.GET).steered()
    journey, _step, question = settle(visit, said, said=said.params())
    return None if question is not None else looking_for(visit, journey)


def _scope(looking: Looking, request: Request) -> Scope:
    """From the first day on which an office is still open, as long as a list is kept."""
    now = upcoming(request.at, city.home().zone)
    window = Window(now, (now[0] + LONGEST_WAIT, NIGHT))
    offices = tuple(each.office for each in looking.possible)
    first = first_open(window, offices) or now[0]
    begins = now if first == now[0] else (first, 0)
    return Scope(looking.lines, offices, looking.channel, begins, window.last)


def _earlier_scope(found: Appointment, looking: Looking, request: Request) -> Scope | None:
    """Everything before the appointment; None when no office is open until then."""
    scope = _scope(looking, request)
    day = found.day.date
    same_day, days_before = (day, found.start), (day - timedelta(days=1), NIGHT)
    if first_open(
        Window((day, scope.begins[1] if scope.first == day else 0), same_day), scope.offices
    ):
        return replace(scope, ends=same_day, appointment=found.pk)
    if first_open(Window(scope.begins, days_before), scope.offices):
        return replace(scope, ends=days_before, appointment=found.pk)
    return None


def _first_answers(looking: Looking, scope: Scope, request: Request) -> dict[str, object]:
    """What was searched for: up to the day before the first free time if that leaves some days."""
    results = looking.results(at=request.at)
    earliest = results.earliest(1) if results else []
    until = earliest[0].date - timedelta(days=1) if earliest else scope.first
    first = beginning(
        looking, scope, until=until if until > scope.first else scope.first + USUAL_WAIT
    )
    return {**first, "language": get_language(), "access_needs": []}


def _claim(request: Request, visit: Visit) -> Claim | None:
    """The urgent reason in the address; whether it counts is decided when the wish is kept."""
    if "reason" not in request.GET:
        return None
    form = ClaimForm(booking.urgency_rules(visit.lines, today(request.at)), request.GET)
    return form.claim() if form.is_valid() else None


def _urgent(wanted: Wanted, claim: Claim | None) -> Wanted:
    if claim is None:
        return wanted
    return replace(wanted, urgency=claim.rule.pk, urgent_on=claim.on)


def _free_now(
    wanted: Wanted, request: Request, *, before: Appointment | None = None
) -> list[Start]:
    """What suits and can be had at once."""
    question = Question(
        wanted.lines,
        wanted.offices,
        since=wanted.since,
        until=wanted.until,
        channel=wanted.channel,
        share=Share.ONLINE if wanted.urgency is None else Share.URGENT,
        weekdays=wanted.weekdays,
        between=wanted.between,
        every=QUARTER_OF_AN_HOUR,
    )
    starts = booking.times_on_offer(question, at=request.at, most=MOST_SHOWN)
    return [start for start in starts if before is None or start.at < before.starts_at]


def _free_instead(
    request: Request,
    form: LookForm,
    looking: Looking,
    starts: list[Start],
    context: dict[str, object],
) -> HttpResponse:
    """Show what is free; whoever wants it earlier still keeps looking up to the day before."""
    day_before = starts[0].date - timedelta(days=1)
    everywhere = looking.said(looking.journey.anywhere().unfiltered())
    claim = context.get("claim")
    page = "citizen:take_urgent" if isinstance(claim, Claim) else ""
    more = {
        "days": free.by_day(everywhere, starts),
        "choose": _choose(page, looking, claim, context),
        "again": form.again(day_before) if _may_wait_until(day_before, form) else (),
        "day_before": day_before,
        "page_address": request.get_full_path(),
        "request_key": uuid4(),
    }
    return render(request, "citizen/wait_free.html", context | more)


def _may_wait_until(day: date, form: LookForm) -> bool:
    """Tell whether an office is open before what is free."""
    wanted = form.wanted()
    return wanted.since <= day and form.scope.holds(replace(wanted, until=day))


def _choose(page: str, looking: Looking, claim: object, context: dict[str, object]) -> str:
    """Where a tap on a free time goes."""
    visit = context.get("visit")
    if isinstance(claim, Claim) and isinstance(visit, Visit):
        said = {**looking.journey.params(), **claim.params}
        return addresses.said(reverse(page, args=[visit.matter.service.key]), said)
    return looking.choose


def _keep(request: Request, form: LookForm, wanted: Wanted, contact: Contact) -> KeptWish | None:
    """Put the wish on the list, or say in the form why not."""
    key = _request_key(request)
    try:
        limits.check_network(limits.WISHES, origin(request), at=request.at)
        return commands.keep_wish(
            replace(wanted, network=limits.network(origin(request))),
            contact,
            request_key=key,
            by=request.actor,
            at=request.at,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _request_key(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("request", ""))
    except ValueError as reason:
        raise NoSuchTime from reason


def _to(wish: KeptWish, just: str) -> HttpResponse:
    return redirect(
        addresses.said(reverse("citizen:wish", args=[booking.wish_key(wish)]), {"just": just})
    )


def _ask(request: Request, form: LookForm, context: dict[str, object]) -> HttpResponse:
    more = {
        "page_address": request.get_full_path(),
        "request_key": uuid4(),
        "form_with_words": "words",
    }
    status = 422 if form.errors else 200
    return render(request, "citizen/wait.html", context | more, status=status)
