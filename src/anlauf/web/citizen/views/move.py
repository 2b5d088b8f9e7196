"""Another time for an appointment: choose, compare, confirm; until then the old one stays."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking import commands
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.people.queries import languages_at
from anlauf.web.citizen import own
from anlauf.web.citizen import times as free
from anlauf.web.citizen.filters import Filters, instead
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import Looking
from anlauf.web.citizen.matter import Matter
from anlauf.web.citizen.pins import map_of
from anlauf.web.citizen.searching import nearby
from anlauf.web.citizen.today import today
from anlauf.web.citizen.views.appointment import owned, shown
from anlauf.web.citizen.views.times import GONE_MEANWHILE, request_key
from anlauf.web.common.chosen import Chosen
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


@never_cache
@require_safe
@public
def move(request: Request, key: str) -> HttpResponse:
    """The free times this appointment could move to."""
    found = owned(request, key)
    if not _may_move(found, request):
        return shown(request, found, key=key)
    return _show_times(request, found, looking_to_move(request, found, key=key), key=key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def confirm(request: Request, key: str) -> HttpResponse:
    """Show the old and the new time, and move when that is what is wanted."""
    found = owned(request, key)
    if not _may_move(found, request):
        return shown(request, found, key=key)
    looking = looking_to_move(request, found, key=key)
    chosen = Chosen.read(request.GET.get("time", ""))
    office = looking.office(chosen)

    if request.method == "POST":
        try:
            moved = commands.move(
                found,
                looking.wish(chosen, get_language() or ""),
                request_key=request_key(request.POST.get("request", ""), chosen),
                by=request.actor,
                at=request.at,
            )
            return redirect(f"{own.page_of(moved)}?just=moved")
        except GONE_MEANWHILE as refusal:
            return _show_times(request, found, looking, key=key, instead_of=chosen, refusal=refusal)

    context = {
        "details": details(found, get_language() or ""),
        "chosen": chosen,
        "office": office,
        "key": key,
        "request_key": uuid4(),
        "back": looking.address(looking.journey),
    }
    return render(request, "citizen/move_confirm.html", context)


def _may_move(found: Appointment, request: Request) -> bool:
    return found.state == AppointmentState.BOOKED and found.starts_at > request.at


def looking_to_move(request: Request, found: Appointment, *, key: str) -> Looking:
    """The search for another time: same services, every office that may serve them."""
    journey = Journey.of(request.GET).steered()
    offices = _competent_offices(found)
    return Looking(
        lines=_lines(found),
        possible=nearby(offices, directory.here(journey.near)),
        journey=journey,
        page=reverse("citizen:move", args=[key]),
        choose=reverse("citizen:move_confirm", args=[key]),
        channel=found.channel,
        spoken=languages_at(office.pk for office in offices),
        moving=True,
    )


def _lines(found: Appointment) -> tuple[Line, ...]:
    return tuple(Line(row.service_id, row.count) for row in found.services.all())


def _competent_offices(found: Appointment) -> list[Office]:
    """Offices that offer everything and are surely competent where residence decides.

    Nobody is asked again where they live. An office is competent for sure if it serves every
    district that the office of the appointment serves, for they live in one of these.
    """
    matters = [Matter.of(row.service.key) for row in found.services.all()]
    here = {district.pk for district in found.day.office.districts.all()}
    offices = {offering.office_id: offering.office for offering in matters[0].offerings}
    for matter in matters:
        may = {
            offering.office_id
            for offering in matter.offerings
            if not matter.by_district
            or here <= {district.pk for district in offering.office.districts.all()}
        }
        offices = {number: row for number, row in offices.items() if number in may}
    return list(offices.values())


def _show_times(
    request: Request,
    found: Appointment,
    looking: Looking,
    *,
    key: str,
    instead_of: Chosen | None = None,
    refusal: Exception | None = None,
) -> HttpResponse:
    here = directory.here(looking.journey.near)
    filters = Filters.of(looking, (), here)
    times = free.shown(looking, at=request.at, today=today(request.at))
    context = {
        "details": details(found, get_language() or ""),
        "looking": looking,
        "filters": filters,
        "here": here,
        "times": times,
        "today": today(request.at),
        "map": map_of(times.offices),
        "instead": instead(looking, filters.chips, at=request.at) if times.none else (),
        "alternatives": free.nearest(looking, instead_of, at=request.at) if instead_of else (),
        "refusal": refusal,
        "page_address": looking.address(looking.journey),
        "key": key,
    }
    return render(request, "citizen/move.html", context, status=409 if refusal else 200)
