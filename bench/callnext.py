"""Twenty clerks, each in a process of their own, call five hundred waiting tickets.

First at a pace: five calls a second together, some 200 times what twenty desks need, each followed
by the start and the end of the visit. Then as fast as they can. `out_of_order` counts tickets whose
call began after one behind them had been called; `skipped` those nobody ever called. The first call
of a process, which also prepares its statements, counts there but not among the milliseconds.

The reference is the least a call could do, changing one row durably, by the same processes after
the same pauses: on a busy machine both suffer alike.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from uuid import uuid4

from django.db import transaction

from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import DEVICE, Actor, Kind
from anlauf.directory.models import Desk, Office, Service, Skill
from anlauf.floor import commands, queries
from anlauf.floor.models import DeskSession
from anlauf.people.models import Person
from bench import crew, offices
from bench.row import Row, percentile

CLERKS = 20
TICKETS = 500
PAUSE = 2.0  # seconds before a call, and before a plain write, of one clerk, on average
DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLERK = Actor(Kind.STAFF, 1)


@dataclass(frozen=True)
class Call:
    """A ticket that was called, and when by the machine's clock, in seconds.

    `plain` is how many milliseconds a plain write took the same process shortly before.
    """

    visit: int
    began: float
    ended: float
    plain: float
    warm: bool


@dataclass(frozen=True)
class Run:
    """All calls for one waiting room, and its tickets in the published order."""

    published: Sequence[int]
    calls: Sequence[Call]

    @property
    def took(self) -> list[float]:
        """Milliseconds of every call of a process that has called before."""
        return [1000 * (call.ended - call.began) for call in self.calls if call.warm]

    @property
    def plain(self) -> list[float]:
        """Milliseconds of every plain write of such a process."""
        return [call.plain for call in self.calls if call.warm]

    @property
    def per_second(self) -> float:
        """Calls a second, the visits' starts and ends between them."""
        began = min(call.began for call in self.calls)
        return len(self.calls) / (max(call.ended for call in self.calls) - began)

    @property
    def twice(self) -> int:
        """Calls of a ticket that had been called already."""
        return len(self.calls) - len({call.visit for call in self.calls})

    @property
    def skipped(self) -> int:
        """Tickets nobody called."""
        return len(set(self.published) - {call.visit for call in self.calls})

    @property
    def out_of_order(self) -> int:
        """Tickets whose call began when one behind them had been called."""
        by_visit = {call.visit: call for call in self.calls}
        line = [by_visit[visit] for visit in self.published if visit in by_visit]
        first_end_behind = list(accumulate((call.ended for call in reversed(line)), min))[::-1]
        later = zip(line, first_end_behind[1:], strict=False)
        return sum(end_behind < call.began for call, end_behind in later)


def measure() -> list[Row]:
    """Fill two waiting rooms and let the clerks empty them."""
    paced = _run(_office("paced"), pause=PAUSE)
    hammered = _run(_office("hammered"), pause=0.0)
    runs = (paced, hammered)
    return [
        Row(
            metric="p95_ms",
            value=percentile(paced.took, 0.95),
            unit="ms",
            better="lower",
            runs=len(paced.took),
            target=15.0,
            reference={"plain_write_p95_ms": round(percentile(paced.plain, 0.95), 2)},
        ),
        Row("p50_ms", percentile(paced.took, 0.5), "ms", "lower", len(paced.took)),
        Row("twice", sum(run.twice for run in runs), "", "lower", 2 * TICKETS, 0.0),
        Row("skipped", sum(run.skipped for run in runs), "", "lower", 2 * TICKETS, 0.0),
        Row("out_of_order", sum(run.out_of_order for run in runs), "", "lower", 2 * TICKETS, 0.0),
        Row("hammered_p95_ms", percentile(hammered.took, 0.95), "ms", "lower", TICKETS),
        Row("hammered_per_second", hammered.per_second, "1/s", "higher", TICKETS),
    ]


def _run(office: Office, *, pause: float) -> Run:
    service = Service.objects.get()
    for _ in range(TICKETS):
        walk_in = WalkIn(office.pk, (Line(service.pk),))
        commands.give_ticket(walk_in, request_key=uuid4(), by=DEVICE, at=NOW)
    sessions = [_clerk(desk) for desk in office.desks.order_by("number")]
    published = [one.ticket.visit for one in queries.queue(office.pk, at=NOW)]
    calls = crew.all_at_once(
        CLERKS, lambda number: _empty(sessions[number], random.Random(number), pause)
    )
    return Run(published, calls)


def _empty(session: DeskSession, draw: random.Random, pause: float) -> list[Call]:
    """Call and serve until nobody waits."""
    done: list[Call] = []
    while True:
        _wait(draw, pause)
        plain = _plain_write(session)
        _wait(draw, pause)
        began = time.monotonic()
        visit = commands.call_next(session, by=CLERK, at=NOW)
        ended = time.monotonic()
        if visit is None:
            return done
        done.append(Call(visit.pk, began, ended, plain, warm=bool(done)))
        commands.start(visit, by=CLERK, at=NOW)
        commands.finish(visit, by=CLERK, at=NOW)


def _office(key: str) -> Office:
    """An office that is open all day, with twenty desks and a page wide enough for everybody."""
    office = offices.build(key, desks=CLERKS)
    offices.open_all_day(office, [DAY], clerks=CLERKS)
    return office


def _clerk(desk: Desk) -> DeskSession:
    person = Person.objects.create(login=f"{desk.office.key}-{desk.name}", name=desk.name)
    person.skills.set(Skill.objects.all())
    return commands.log_on(desk, person, at=NOW)


def _wait(draw: random.Random, pause: float) -> None:
    if pause:
        time.sleep(draw.expovariate(1 / pause))


def _plain_write(session: DeskSession) -> float:
    began = time.monotonic()
    with transaction.atomic():
        DeskSession.objects.filter(pk=session.pk).update(paused_at=None)
    return 1000 * (time.monotonic() - began)
