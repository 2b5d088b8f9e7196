"""The questions, then the free times; tapping on one holds it."""

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.evaluation import commands as figures
from anlauf.web.citizen import addresses, kept, waiting
from anlauf.web.citizen import times as free
from anlauf.web.citizen.filters import Filters, instead
from anlauf.web.citizen.journey import Journey, Step
from anlauf.web.citizen.lane import way_to_urgent
from anlauf.web.citizen.looking import Looking
from anlauf.web.citizen.pins import map_of
from anlauf.web.citizen.progress import Progress
from anlauf.web.citizen.questions import settle
from anlauf.web.citizen.searching import looking_for
from anlauf.web.citizen.today import today
from anlauf.web.citizen.visit import Visit
from anlauf.web.common import crowd
from anlauf.web.common.chosen import Chosen, NoSuchTime
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

GONE_MEANWHILE = (
    commands.TimeTaken,
    commands.TimePast,
    commands.TooFarAhead,
    commands.DayClosed,
)


@require_safe
@public
def questions(request: Request, service: str) -> HttpResponse:
    """The next question about the visit, until times can be shown."""
    journey = Journey.of(request.GET)
    visit = Visit.of(service, journey)
    if not visit.bookable:
        return _not_at_once(visit, journey)
    journey, step, question = settle(
        visit, journey, said=request.GET.dict(), asked=request.GET.get("asked", "")
    )
    if step is None or question is None:
        return redirect(addresses.of("times", service, journey))

    context = {
        "visit": visit,
        "journey": journey,
        "form": question,
        "progress": Progress.at(visit, journey, step),
        "kept": journey.without(step).params(),
        "more": addresses.of("visit", service, journey.without(Step.COUNT)),
    }
    status = 422 if question.errors else 200
    return render(request, f"citizen/ask_{step}.html", context, status=status)


@never_cache
@require_safe
@public
@crowd.limited(limits.SEARCHES)
def times(request: Request, service: str) -> HttpResponse:
    """The free times that answer all questions."""
    journey = Journey.of(request.GET)
    visit = Visit.of(service, journey)
    looking = _looking(visit, journey)
    if looking is None:
        return _ask_again(visit, journey)
    return _show(request, visit, looking)


@public
def hold(request: Request, service: str) -> HttpResponse:
    """Keep the time somebody tapped on; if it is gone, show what is nearest to it."""
    journey = Journey.of(request.GET)
    visit = Visit.of(service, journey)
    looking = _looking(visit, journey)
    if looking is None or request.method != "POST":
        return redirect(addresses.of("times", service, journey))

    chosen = Chosen.read(request.POST.get("time", ""))
    try:
        held = _held(request, looking, chosen)
    except GONE_MEANWHILE as refusal:
        return _show(request, visit, looking, instead_of=chosen, refusal=refusal)
    figures.count_choice(visit.matter.service, at=request.at)
    response = redirect(addresses.of("hold", booking.hold_key(held[0]), looking.journey))
    kept.remember(response, held, at=request.at)
    return response


def request_key(page: str, chosen: Chosen) -> UUID:
    """The same tap on the same page is the same request, however often it is sent."""
    try:
        return uuid5(UUID(page), str(chosen))
    except ValueError as reason:
        raise NoSuchTime from reason


def _held(request: Request, looking: Looking, chosen: Chosen) -> list[Appointment]:
    """The time tapped on and, for what does not fit into it, the one right after: both or none."""
    language = get_language() or ""
    key = request_key(request.POST.get("request", ""), chosen)
    network = crowd.let_through(request, key)
    wish = replace(looking.wish(chosen, language), network=network)
    first = commands.hold(wish, request_key=key, by=request.actor, at=request.at)
    after = looking.wish_after(chosen, language)
    if after is None:
        return [first]
    try:
        second = commands.hold(
            replace(after, network=network),
            request_key=booking.key_after(key),
            by=request.actor,
            at=request.at,
        )
    except Refused:
        commands.release(first, by=request.actor, at=request.at)
        raise
    return [first, second]


def _looking(visit: Visit, journey: Journey) -> Looking | None:
    """The search the address tells of, or None when a question is still open."""
    if not visit.bookable or visit.too_much:
        return None
    if journey.lacks_place:
        return None
    said = journey.steered()
    journey, _step, question = settle(visit, said, said=said.params())
    return None if question is not None else looking_for(visit, journey)


def _ask_again(visit: Visit, journey: Journey) -> HttpResponse:
    """Lead to the question that is open, or to the page that says why there are no times."""
    service = visit.matter.service.key
    if not visit.bookable or (visit.several and visit.too_much):
        return _not_at_once(visit, journey)
    if journey.lacks_place:
        somewhere = addresses.of("questions", service, journey.near_somewhere())
        return redirect(addresses.also(somewhere, {"asked": Step.WHERE}))
    return redirect(addresses.of("questions", service, journey))


def _not_at_once(visit: Visit, journey: Journey) -> HttpResponse:
    """One matter nobody gives times for has its own page; several are put together anew."""
    service = visit.matter.service.key
    if visit.several:
        return redirect(addresses.of("visit", service, journey))
    return redirect("citizen:service", service)


def _show(
    request: Request,
    visit: Visit,
    looking: Looking,
    *,
    instead_of: Chosen | None = None,
    refusal: Exception | None = None,
) -> HttpResponse:
    at = request.at
    here = directory.here(looking.journey.near)
    filters = Filters.of(looking, visit.channels, here)
    found = free.shown(looking, at=at, today=today(at))
    if request.method == "GET":
        figures.count_search(visit.matter.service, nothing=found.none, at=at)
    context = {
        "visit": visit,
        "looking": looking,
        "filters": filters,
        "times": found,
        "today": today(at),
        "map": map_of(found.offices),
        "instead": instead(looking, filters.chips, at=at) if found.none else (),
        "alternatives": free.nearest(looking, instead_of, at=at) if instead_of else (),
        "refusal": refusal,
        "page_address": looking.address(looking.journey),
        "kept": kept.of(request, looking.journey),
        "urgent_way": way_to_urgent(visit, looking, found, today=today(at)),
        "request_key": uuid4(),
        "progress": Progress.at(visit, looking.journey, None),
        "district": visit.district(looking.journey.district),
        "here": here,
        "wait": waiting.for_all(visit, looking.journey),
        "wait_halves": list(waiting.halves(visit, looking.journey)),
        "change": addresses.of("visit", visit.matter.service.key, looking.journey.on_day("")),
    }
    return render(request, "citizen/times.html", context, status=409 if refusal else 200)
