"""Two thousand people come within ten seconds for a wave of five hundred places.

The places are published at the instant the first of them comes; nothing else is free in the city.
Each asks for times, holds one of those shown and confirms it; whose time is gone takes another of
those named instead, and whoever is shown none goes home. One asyncio process on the server's own
machine plays them all, so its share of the processor is part of every figure: `web_s` and
`people_s` say how many seconds of it the server and the people used.

The rush is played three times, each on a day of its own. Seconds are medians; whatever was sold
twice, left unsold or went wrong in any of them counts.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from threading import Thread

from django.db import connection

from anlauf.booking import audit, commands
from anlauf.booking.models import Appointment, ReleaseRule
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Supply
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import Office, Service
from anlauf.engine.capacity import Group, level
from anlauf.engine.grid import Span
from bench import city, server
from bench.row import Row, percentile
from bench.wire import Answer, Line

PEOPLE, WITHIN = 2000, 10.0
CLERKS, OPENS, STARTS, TICKS_EACH = 25, 96, 20, 3
PLACES = CLERKS * STARTS
RUNS = 3
IN_DAYS = 14
PATIENCE = 3.0


@dataclass
class Crowd:
    """What came of everybody's wish."""

    took: list[float] = field(default_factory=list)  # seconds, of every single answer
    errors: list[str] = field(default_factory=list)
    web_seconds: float = 0.0
    own_seconds: float = 0.0


def measure() -> list[Row]:
    """Load Hamburg without a free time, open the wave, let everybody in, count."""
    city.describe()
    ReleaseRule.objects.all().delete()
    service, offices = city.short_service()
    office = Office.objects.get(pk=offices[0])
    first = (city.now() + timedelta(days=IN_DAYS)).date()
    waves = [first + timedelta(days=number) for number in range(RUNS)]
    with server.serving() as served:
        crowds = [_rush(served, service, office, on) for on in waves]
        megabytes = served.megabytes()
    return _rows(crowds, megabytes)


def _rush(served: server.Served, service: Service, office: Office, on: date) -> Crowd:
    """Open the wave of one day to everybody."""
    before, own = served.seconds(), time.process_time()
    opening = Thread(target=_open, args=(service, office, on))
    opening.start()
    crowd = asyncio.run(_everybody(served.port, service, office))
    opening.join()
    crowd.web_seconds = served.seconds() - before
    crowd.own_seconds = time.process_time() - own
    return crowd


def _rows(crowds: list[Crowd], megabytes: float) -> list[Row]:
    wrong = [error for crowd in crowds for error in crowd.errors]
    wrong += [str(difference) for difference in audit.differences()]
    for error in wrong[:5]:
        print(error)
    booked = Appointment.objects.filter(state=AppointmentState.BOOKED)
    sold = Counter(booked.values_list("day", "start"))
    twice = sum(max(0, count - CLERKS) for count in sold.values())
    slowest = median(max(crowd.took) for crowd in crowds)
    p99 = median(percentile(crowd.took, 0.99) for crowd in crowds)
    answers = median(len(crowd.took) for crowd in crowds)
    return [
        Row("overbooked", twice, "", "lower", RUNS, 0),
        Row("unsold", max(0, RUNS * PLACES - sold.total()), "", "lower", RUNS, 0),
        Row("slowest_s", slowest, "s", "lower", RUNS, PATIENCE),
        Row("p99_s", p99, "s", "lower", RUNS),
        Row("answers", answers, "", "lower", RUNS),
        Row("errors", len(wrong), "", "lower", RUNS, 0),
        Row("rss_mb", megabytes, "MB", "lower", 1, 300.0),
        Row("web_s", median(crowd.web_seconds for crowd in crowds), "s", "lower", RUNS),
        Row("people_s", median(crowd.own_seconds for crowd in crowds), "s", "lower", RUNS),
    ]


def _open(service: Service, office: Office, on: date) -> None:
    """Publish the wave."""
    at = city.now()
    opened = (Span(OPENS, OPENS + STARTS * TICKS_EACH),)
    group = Group(frozenset({service.skill.key}), level(opened, CLERKS))
    supply = Supply(opened, (group,), level(opened, CLERKS))
    commands.publish_supply(office.pk, on, supply, by=SYSTEM, at=at)
    connection.close()


async def _everybody(port: int, service: Service, office: Office) -> Crowd:
    crowd, draw = Crowd(), random.Random(city.SEED)
    arrivals = sorted(draw.uniform(0, WITHIN) for _ in range(PEOPLE))
    people = [_person(port, service, office, after, crowd) for after in arrivals]
    await asyncio.gather(*people)
    return crowd


async def _person(port: int, service: Service, office: Office, after: float, crowd: Crowd) -> None:
    await asyncio.sleep(after)
    line = await Line.to(port)
    try:
        await _try(line, service, office, crowd)
    finally:
        line.close()


async def _try(line: Line, service: Service, office: Office, crowd: Crowd) -> None:
    path = f"/api/v1/times?service={service.key}&office={office.key}&most=200&apart=15"
    status, times = await _timed(crowd, line.get(path))
    while status == 200 and times:
        wish = _wish(service, random.choice(times))
        status, held = await _timed(crowd, line.post("/api/v1/holds", wish))
        if status == 201:
            confirm = line.post(f"/api/v1/holds/{held['key']}/confirm", _contact())
            status, _booked = await _timed(crowd, confirm)
            break
        if status == 409:
            status, times = 200, held["instead"]
    if status != 200:
        crowd.errors.append(f"An answer was {status}.")


async def _timed(crowd: Crowd, asked: Awaitable[Answer]) -> Answer:
    began = time.perf_counter()
    answer = await asked
    crowd.took.append(time.perf_counter() - began)
    return answer


def _wish(service: Service, shown: Mapping[str, object]) -> dict[str, object]:
    return {
        "services": [{"service": service.key, "count": 1}],
        "office": shown["office"],
        "date": shown["date"],
        "time": shown["time"],
    }


def _contact() -> dict[str, str]:
    return {"name": "A. Visitor", "phone": f"040 {random.randrange(10**6, 10**9)}"}
