"""The questions, then the free times; tapping on one holds it."""

from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.values import Line
from anlauf.web.citizen import addresses, kept
from anlauf.web.citizen import times as free
from anlauf.web.citizen.chosen import Chosen, NoSuchTime
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import Looking, left_over, nearby
from anlauf.web.citizen.matter import Matter
from anlauf.web.citizen.progress import Progress
from anlauf.web.citizen.questions import settle
from anlauf.web.citizen.today import today
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
    """The next question about the matter, until times can be shown."""
    matter = Matter.of(service)
    if not matter.bookable:
        return redirect("citizen:service", service)
    journey, step, question = settle(
        matter,
        Journey.read(request.GET.dict()),
        said=request.GET.dict(),
        asked=request.GET.get("asked", ""),
    )
    if step is None or question is None:
        return redirect(addresses.of("times", service, journey))

    context = {
        "matter": matter,
        "journey": journey,
        "form": question,
        "progress": Progress.at(matter, journey, step),
        "kept": journey.without(step).params(),
    }
    status = 422 if question.errors else 200
    return render(request, f"citizen/ask_{step}.html", context, status=status)


@never_cache
@require_safe
@public
def times(request: Request, service: str) -> HttpResponse:
    """The free times that answer all questions."""
    matter = Matter.of(service)
    looking = _looking(request, matter)
    if looking is None:
        return redirect(f"{reverse('citizen:questions', args=[service])}?{request.GET.urlencode()}")
    return _show(request, matter, looking)


@public
def hold(request: Request, service: str) -> HttpResponse:
    """Keep the time somebody tapped on; if it is gone, show what is nearest to it."""
    matter = Matter.of(service)
    looking = _looking(request, matter)
    if looking is None or request.method != "POST":
        return redirect(f"{reverse('citizen:times', args=[service])}?{request.GET.urlencode()}")

    chosen = Chosen.read(request.POST.get("time", ""))
    try:
        appointment = commands.hold(
            looking.wish(chosen, get_language() or ""),
            request_key=request_key(request.POST.get("request", ""), chosen),
            by=request.actor,
            at=request.at,
        )
    except GONE_MEANWHILE as refusal:
        return _show(request, matter, looking, instead_of=chosen, refusal=refusal)
    response = redirect(addresses.of("hold", booking.hold_key(appointment), looking.journey))
    kept.remember(response, appointment, at=request.at)
    return response


def request_key(page: str, chosen: Chosen) -> UUID:
    """The same tap on the same page is the same request, however often it is sent."""
    try:
        return uuid5(UUID(page), str(chosen))
    except ValueError as reason:
        raise NoSuchTime from reason


def _looking(request: Request, matter: Matter) -> Looking | None:
    """The search the address tells of, or None when a question is still open."""
    said = Journey.read(request.GET.dict()).steered()
    journey, _step, question = settle(matter, said, said=said.params())
    if question is not None or not matter.bookable:
        return None
    offices = [offering.office for offering in matter.open_to(journey)]
    possible = nearby(offices, matter.quarter(journey.near))
    return Looking(
        lines=(Line(matter.service.pk, int(journey.count or 1)),),
        possible=possible,
        offices=left_over(possible, journey),
        journey=journey,
        page=reverse("citizen:times", args=[matter.service.key]),
        choose=addresses.of("take", matter.service.key, journey),
    )


def _show(
    request: Request,
    matter: Matter,
    looking: Looking,
    *,
    instead_of: Chosen | None = None,
    refusal: Exception | None = None,
) -> HttpResponse:
    alternatives = free.nearest(looking, instead_of, at=request.at) if instead_of else ()
    context = {
        "matter": matter,
        "looking": looking,
        "times": free.shown(looking, at=request.at, today=today(request.at)),
        "alternatives": alternatives,
        "refusal": refusal,
        "page_address": looking.address(looking.journey),
        "kept": kept.of(request, looking.journey),
        "request_key": uuid4(),
        "progress": Progress.at(matter, looking.journey, None),
        "district": matter.district(looking.journey.district),
        "quarter": matter.quarter(looking.journey.near),
    }
    return render(request, "citizen/times.html", context, status=409 if refusal else 200)
