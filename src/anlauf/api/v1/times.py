"""Times on offer. Searches carry an `ETag`: who asks again with `If-None-Match` may get a 304."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page
from ninja import Query, Router
from ninja.decorators import decorate_view

from anlauf.api import asked, named
from anlauf.api.answers import answers
from anlauf.api.asked import Asked
from anlauf.api.crowd import limited
from anlauf.api.doors import caller, open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import DayOut, FirstOut, TimeOut, WaveOut
from anlauf.booking import queries as booking
from anlauf.core import clock, limits
from anlauf.engine.grid import TICK_MINUTES

router = Router(tags=["times"])

REFUSALS = dict.fromkeys((401, 403, 404, 422, 429), Problem)


@router.get("/times", response={200: list[TimeOut], 304: None, **REFUSALS})
@decorate_view(conditional_page)
@open_to_all
@limited(limits.SEARCHES)
def times(
    request: HttpRequest,
    wanted: Query[Asked],
    most: int = Query(10, ge=1, le=200),  # type: ignore[type-arg]
    apart: int = Query(TICK_MINUTES, ge=TICK_MINUTES, le=60),  # type: ignore[type-arg]
) -> HttpResponse:
    """The next times on offer, earliest first, over all offices asked about.

    `apart` keeps the list short: of so many minutes only the first time at each office.
    """
    question, keys = asked.question(wanted, caller(request))
    question = replace(question, every=apart // TICK_MINUTES)
    found = booking.times_on_offer(question, at=clock.now(), most=most) if keys else []
    return answers([named.time_out(start, keys) for start in found])


@router.get("/offices/earliest", response={200: list[FirstOut], 304: None, **REFUSALS})
@decorate_view(conditional_page)
@open_to_all
@limited(limits.SEARCHES)
def earliest(request: HttpRequest, wanted: Query[Asked]) -> list[FirstOut]:
    """The earliest time at each office that does all of it; none where it is full."""
    question, keys = asked.question(wanted, caller(request))
    found = booking.earliest_per_office(question, at=clock.now()) if keys else {}
    return [
        FirstOut(office=keys[office], first=named.time_out(start, keys) if start else None)
        for office, start in found.items()
    ]


@router.get("/days", response={200: list[DayOut], 304: None, **REFUSALS})
@decorate_view(conditional_page)
@open_to_all
@limited(limits.SEARCHES)
def days(request: HttpRequest, wanted: Query[Asked]) -> list[DayOut]:
    """How many times are on offer on each day that has some."""
    question, keys = asked.question(wanted, caller(request))
    found = booking.days_on_offer(question, at=clock.now()) if keys else {}
    return [DayOut(date=day, times=times) for day, times in sorted(found.items()) if times]


@router.get("/waves", response={200: list[WaveOut], 304: None, **REFUSALS})
@decorate_view(conditional_page)
@open_to_all
@limited(limits.SEARCHES)
def waves(request: HttpRequest, wanted: Query[Asked]) -> list[WaveOut]:
    """The next moments at which more times are released, and for which dates and offices."""
    question, keys = asked.question(wanted, caller(request))
    found = booking.next_waves(question, at=clock.now()) if keys else []
    return [
        WaveOut(
            at=wave.at,
            dates=list(wave.dates),
            offices=[keys[office] for office in wave.offices],
            times=wave.starts,
        )
        for wave in found
    ]
