"""Whole bookings over HTTP: held and confirmed, or in one step, by many clients at once.

The server runs as in production: two processes, four threads each, a database that writes to the
disk. Everybody leaves a phone number, so a booking is final at once and its letter a short message;
with a mail address the city would wait for people to open their mail. The clients are on the
server's own machine, which counts as nobody's network: limits by network are not measured.

Everything is done three times, each time on another contested day; the figures are medians, the
errors are all there were.

- `per_second_c8`: times anywhere in Hamburg, each wanted once;
- `per_second_c64`: one office-day that all want, its 800 places and one in ten more;
- `api_per_second`: in one step, anywhere, by 8 clients;
- `ratio_to_pgbench`: `per_second_c8` by what bare statements with the same rows reach.
"""

import asyncio
import itertools
import os
import random
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import connection

from anlauf.booking import audit, queries
from anlauf.booking.models import Appointment, OfficeDay, ReleaseRule, ThisTransaction
from anlauf.booking.states import OCCUPYING
from anlauf.booking.values import Line as Wanted
from anlauf.booking.values import Question
from anlauf.directory.models import Office
from anlauf.engine.capacity import EMPTY_DAY, level
from anlauf.engine.grid import Span, clock_text
from bench import city, plain, server
from bench.row import Row, percentile
from bench.wire import Line

WARM_UP = 100
RUNS = 3
BOOKINGS = 600
CLERKS, OPENS, STARTS, TICKS_EACH = 20, 96, 40, 3
PLACES = CLERKS * STARTS
TOO_MANY = PLACES // 10
SOON = 7  # days

Wish = dict[str, object]
Verb = Callable[[Line, Wish], Coroutine[Any, Any, int]]


@dataclass
class Round:
    """What some clients did together."""

    seconds: float = 0.0
    web_seconds: float = 0.0
    took_ms: list[float] = field(default_factory=list)
    refused: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Bookings that succeeded, per second."""
        return len(self.took_ms) / self.seconds

    def wrong(self) -> list[str]:
        """What should not be where every time is wanted once."""
        return [*self.errors, *["A free time was refused."] * self.refused]


@dataclass
class Turn:
    """Everything done once."""

    eight: Round
    many: Round
    one_step: Round

    def slow_ms(self) -> float:
        """What one booking in a hundred takes longer than, in the slowest of the rounds."""
        rounds = (self.eight, self.many, self.one_step)
        return max(percentile(each.took_ms, 0.99) for each in rounds)

    def wrong(self) -> list[str]:
        """Failed requests, free times refused, and what was refused too often or too seldom."""
        found = [*self.eight.wrong(), *self.one_step.wrong(), *self.many.errors]
        if self.many.refused != TOO_MANY:
            found.append(f"{self.many.refused} were refused, not {TOO_MANY}.")
        return found


def measure() -> list[Row]:
    """Load Hamburg, start the server, book; then look at every page, and at bare statements."""
    city.load()
    ReleaseRule.objects.all().delete()  # all that is there may be had now
    contested = [_contested(number) for number in range(RUNS)]
    anywhere = _anywhere(without=contested)
    crowds = [_crowd(day) for day in contested]
    connection.close()
    with server.serving() as served:
        _book(served, 8, list(itertools.islice(anywhere, WARM_UP)), _in_two_steps)
        turns = [_turn(served, anywhere, crowd) for crowd in crowds]
    wrong = [sentence for turn in turns for sentence in turn.wrong()]
    wrong += [sentence for day in contested for sentence in _wrong(day)]
    wrong += [str(difference) for difference in audit.differences()]
    bare = plain.per_second(Appointment.objects.latest("pk"), os.environ["DATABASE_URL"], 8)
    return _rows(turns, wrong, bare)


def _turn(served: server.Served, anywhere: Iterator[Wish], crowd: list[Wish]) -> Turn:
    return Turn(
        eight=_book(served, 8, list(itertools.islice(anywhere, BOOKINGS)), _in_two_steps),
        many=_book(served, 64, crowd, _in_two_steps),
        one_step=_book(served, 8, list(itertools.islice(anywhere, BOOKINGS)), _in_one_step),
    )


def _rows(turns: list[Turn], wrong: list[str], bare: float) -> list[Row]:
    for sentence in wrong[:5]:
        print(sentence)
    eight = median(turn.eight.per_second for turn in turns)
    many = median(turn.many.per_second for turn in turns)
    one_step = median(turn.one_step.per_second for turn in turns)
    each = median(turn.eight.web_seconds for turn in turns) / BOOKINGS
    each_one_step = median(turn.one_step.web_seconds for turn in turns) / BOOKINGS
    slow = median(turn.slow_ms() for turn in turns)
    return [
        Row("per_second_c8", eight, "1/s", "higher", RUNS, 150.0, {"pgbench": bare}),
        Row("per_second_c64", many, "1/s", "higher", RUNS, 150.0),
        Row("api_per_second", one_step, "1/s", "higher", RUNS, 300.0),
        Row("p99_ms", slow, "ms", "lower", RUNS, 1000.0),
        Row("errors", len(wrong), "", "lower", RUNS, 0),
        Row("ratio_to_pgbench", eight / bare, "", "higher", RUNS),
        Row("web_ms_each", 1000 * each, "ms", "lower", RUNS),
        Row("web_ms_one_step", 1000 * each_one_step, "ms", "lower", RUNS),
    ]


def _contested(number: int) -> OfficeDay:
    """A day with twenty clerks for ten hours at an office that does what everybody wants."""
    service, offices = city.short_service()
    later = (city.now() + timedelta(days=SOON)).date()
    known = OfficeDay.objects.filter(office=offices[0], date__gte=later).exclude(supply=b"")
    day = known.order_by("date")[number]
    opened = [Span(OPENS, OPENS + STARTS * TICKS_EACH)]
    OfficeDay.objects.filter(pk=day.pk).update(
        groups=[[service.skill.key]],
        supply=level(opened, CLERKS),
        promised=EMPTY_DAY,
        shares=[],
        shared=b"",
        desks=level(opened, CLERKS),
        changed=ThisTransaction(),
    )
    return day


def _crowd(day: OfficeDay) -> list[Wish]:
    """Every place of the day wanted once, and some of them once more, in no order."""
    service, _offices = city.short_service()
    starts = [OPENS + TICKS_EACH * (number % STARTS) for number in range(PLACES + TOO_MANY)]
    random.Random(city.SEED).shuffle(starts)
    return [_wish(service.key, day.office.key, day.date, start) for start in starts]


def _anywhere(*, without: Sequence[OfficeDay]) -> Iterator[Wish]:
    """Free times in no order, each only once."""
    service, offices = city.short_service()
    question = Question((Wanted(service.pk),), offices)
    at = city.now()
    kept = {(day.office_id, day.date) for day in without}
    keys = dict(Office.objects.values_list("pk", "key"))
    starts = [
        start
        for days in range(1, 30)
        for start in queries.starts_of_day(question, (at + timedelta(days=days)).date(), at=at)
        if start.tick % TICKS_EACH == 0 and (start.office, start.date) not in kept
    ]
    random.Random(city.SEED).shuffle(starts)
    for start in starts:
        yield _wish(service.key, keys[start.office], start.date, start.tick)


def _wish(service: str, office: str, on: date, start: int) -> Wish:
    return {
        "services": [{"service": service, "count": 1}],
        "office": office,
        "date": on.isoformat(),
        "time": clock_text(start),
    }


def _book(served: server.Served, clients: int, wishes: list[Wish], verb: Verb) -> Round:
    """Let so many clients book all of this together."""
    done, before = Round(), served.seconds()
    began = time.perf_counter()
    asyncio.run(_all(served.port, clients, wishes, verb, done))
    done.seconds = time.perf_counter() - began
    done.web_seconds = served.seconds() - before
    return done


async def _all(port: int, clients: int, wishes: list[Wish], verb: Verb, done: Round) -> None:
    waiting = iter(wishes)

    async def client() -> None:
        line = await Line.to(port)
        for wish in waiting:
            began = time.perf_counter()
            status = await verb(line, wish)
            if status in {200, 201}:
                done.took_ms.append(1000 * (time.perf_counter() - began))
            elif status == 409:
                done.refused += 1
            else:
                done.errors.append(f"{verb.__name__}: {status} for {wish}")
        line.close()

    await asyncio.gather(*(client() for _ in range(clients)))


async def _in_two_steps(line: Line, wish: Wish) -> int:
    status, held = await line.post("/api/v1/holds", wish)
    if status != 201:
        return status
    status, _booked = await line.post(f"/api/v1/holds/{held['key']}/confirm", _contact())
    return status


async def _in_one_step(line: Line, wish: Wish) -> int:
    status, _booked = await line.post("/api/v1/appointments", wish | {"contact": _contact()})
    return status


def _contact() -> dict[str, str]:
    return {"name": "A. Visitor", "phone": f"040 {random.randrange(10**6, 10**9)}"}


def _wrong(day: OfficeDay) -> list[str]:
    """Places of the contested day that were sold twice or not at all."""
    sold = Appointment.objects.filter(day=day, state__in=sorted(OCCUPYING)).count()
    return [] if sold == PLACES else [f"Of {PLACES} places {sold} were sold."]
