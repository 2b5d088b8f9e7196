"""A full day of the city, all offices, through the commands as fast as they go.

Hamburg as shipped, its day booked as usual, and as many walk-ins as make about 6,000 visits. Every
visit arrives, is called, started and finished, each step a command of its own, as desks and kiosks
send them. Processes take the offices between them and live their days by the simulated clock,
without waiting for it: as many as the machine has cores, each with as many threads as a web process
has. Afterwards every page is recomputed from its appointments.

The reference copies the rows of such a visit by bare statements, in as many transactions: what
PostgreSQL could do if nothing stood before it.
"""

import heapq
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from anlauf.booking import audit
from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import DEVICE, SYSTEM, Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.demo import crew, prepare
from anlauf.demo.citizens import Citizens, Window
from anlauf.demo.crew import Colleague
from anlauf.demo.habits import dice_of
from anlauf.demo.town import Branch
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span, instant
from anlauf.floor import commands
from anlauf.floor.models import DeskSession, Visit
from anlauf.staffing import commands as staffing
from bench import city, plain_day
from bench import crew as processes
from bench.row import Row
from bench.server import THREADS_EACH

DAY = date(2026, 11, 23)
VISITS = 6_000
PROCESSES = os.cpu_count() or 1
CLIENTS = PROCESSES * THREADS_EACH
_TO_THE_DESK = timedelta(seconds=45)
_BETWEEN = timedelta(seconds=20)
_BOOKED = 0.75  # share of the supply that was booked before

Event = tuple[datetime, int, str, Any]


def measure() -> list[Row]:
    """Prepare the day, live it, and check every page."""
    before = datetime.combine(DAY, wall_time(4), UTC)
    prepare.describe(at=before, say=city.quietly)
    staffing.publish_ahead(1, by=SYSTEM, at=before)
    citizens = prepare.people(seed=city.SEED)
    days = _days(citizens, at=before)

    began = time.monotonic()
    shares = processes.all_at_once(PROCESSES, lambda number: [_live(days[number::PROCESSES])])
    took = time.monotonic() - began
    done = sum(share.served for share in shares)
    differences = len(list(audit.differences()))  # before the reference copies rows unasked
    in_all = {
        "processes": PROCESSES,
        "threads_each": THREADS_EACH,
        "statements_per_visit": sum(share.statements for share in shares) / done,
        "web_cpu_ms_per_visit": 1000 * sum(share.seconds for share in shares) / done,
        "bare_statements": plain_day.per_second(os.environ["DATABASE_URL"], CLIENTS),
    }
    reference = {name: round(value, 1) for name, value in in_all.items()}
    return [
        Row("visits_per_second", done / took, "1/s", "higher", done, 60.0, reference),
        Row("visits", done, "", "higher", 1),
        Row("turned_away", sum(share.refused for share in shares), "", "lower", 1),
        Row("audit_differences", differences, "", "lower", 1, 0.0),
    ]


@dataclass(frozen=True)
class Share:
    """What one process did, with how many statements and how much of the processor's time."""

    served: int
    refused: int
    statements: int
    seconds: float


def _live(days: Sequence["OfficeDay"]) -> Share:
    """Live these days, each by the next thread that is free."""
    began = time.process_time()
    with ThreadPoolExecutor(THREADS_EACH) as threads:
        lived = list(threads.map(_counted, days))
    served, refused, statements = map(sum, zip(*lived, strict=True))
    return Share(served, refused, statements, time.process_time() - began)


def _counted(day: "OfficeDay") -> tuple[int, int, int]:
    """Served, turned away, and how many statements it took."""
    asked = count()

    def ask(execute: Callable[..., Any], *statement: Any) -> Any:
        next(asked)
        return execute(*statement)

    with connection.execute_wrapper(ask):
        served, refused = day.live()
    return served, refused, next(asked)


def _days(citizens: Citizens, *, at: datetime) -> list["OfficeDay"]:
    """Book the day, and tell who comes, when and where; the largest offices first."""
    town = citizens.town
    midnight = datetime.combine(DAY + timedelta(days=1), wall_time(), town.zone)
    for branch in town.branches:
        citizens.fill(branch, Window(DAY, midnight), _BOOKED, at=at)
    expected = list(citizens.expected(DAY))
    opening = crew.opening(DAY)
    colleagues = crew.gathered(town, at=at)
    walk_ins = max(0, VISITS - len(expected))
    size = sum(branch.size for branch in town.branches if branch.walk_in_services)
    found = []
    for branch in town.branches:
        day = OfficeDay(branch, citizens)
        for who in expected:
            if who.office == branch.number:
                day.will("arrives", who.comes_at, who.code)
        if branch.walk_in_services:
            day.walk_ins(opening.get(branch.number, ()), walk_ins * branch.size // size)
        day.staff([one for one in colleagues if one.chair.office == branch.number], opening)
        found.append(day)
    return sorted(found, key=lambda day: -len(day.events))


@dataclass
class OfficeDay:
    """One office's day, event by event."""

    branch: Branch
    citizens: Citizens
    events: list[Event] = field(default_factory=list)
    idle: list[DeskSession] = field(default_factory=list)
    leaves: dict[int, datetime] = field(default_factory=dict)
    skills: dict[int, frozenset[str]] = field(default_factory=dict)
    served: int = 0
    refused: int = 0
    _turn: Iterator[int] = field(default_factory=count)

    def will(self, what: str, at: datetime, about: object) -> None:
        """Let something happen then."""
        heapq.heappush(self.events, (at, next(self._turn), what, about))

    def walk_ins(self, spans: Sequence[Span], many: int) -> None:
        """So many come without an appointment while the office is open."""
        dice = dice_of(city.SEED, "bench walk-ins", self.branch.key)
        zone = self.citizens.town.zone
        for _ in range(many if spans else 0):
            span = dice.choice(spans)
            opens, closes = instant(DAY, span.start, zone), instant(DAY, span.end, zone)
            self.will("walks_in", opens + (closes - opens) * dice.random() * 0.9, dice.random())

    def staff(self, colleagues: Sequence[Colleague], opening: dict[int, tuple[Span, ...]]) -> None:
        """Let these come to a desk each and go at the end of their duty."""
        zone = self.citizens.town.zone
        spans = [(one, one.hours(DAY, opening.get(self.branch.number, ()))) for one in colleagues]
        present = [(one, hours) for one, hours in spans if hours]
        for (one, hours), desk in zip(
            present, directory.desks_of(self.branch.number), strict=False
        ):
            begins = instant(DAY, min(span.start for span in hours), zone)
            ends = instant(DAY, max(span.end for span in hours), zone)
            self.will("sits_down", begins, (desk, one, ends))

    def live(self) -> tuple[int, int]:
        """Live the day; tell how many were served and how many turned away."""
        while self.events:
            at, _turn, what, about = heapq.heappop(self.events)
            getattr(self, f"_{what}")(about, at)
        return self.served, self.refused

    def _sits_down(self, about: Any, at: datetime) -> None:
        desk, colleague, ends = about
        session = commands.log_on(desk, colleague.person, at=at)
        self.leaves[session.pk] = ends
        self.skills[session.pk] = colleague.chair.skills
        self.will("calls", at, session)

    def _arrives(self, code: str, at: datetime) -> None:
        with suppress(Refused):
            self._wake(commands.check_in(code, self.branch.number, by=DEVICE, at=at), at)

    def _walks_in(self, luck: float, at: datetime) -> None:
        dice = Random(luck)
        service = self.citizens.habits.service(self.branch.walk_in_services, dice)
        walk_in = WalkIn(self.branch.number, (Line(self.citizens.town.numbers[service]),))
        key = UUID(int=dice.getrandbits(128), version=4)
        try:
            visit = commands.give_ticket(walk_in, request_key=key, by=DEVICE, at=at)
        except Refused:
            self.refused += 1
            return
        self._wake(visit, at)

    def _calls(self, session: DeskSession, at: datetime) -> None:
        if at >= self.leaves[session.pk] + timedelta(hours=1):
            commands.log_off(session, at=at)
            return
        visit = commands.call_next(session, by=_clerk(session), at=at)
        if visit is None:
            self.idle.append(session)
            return
        self.will("begins", at + _TO_THE_DESK, (session, visit))

    def _begins(self, about: tuple[DeskSession, Visit], at: datetime) -> None:
        session, visit = about
        visit = commands.start(visit, by=_clerk(session), at=at)
        dice = dice_of(city.SEED, "serve", visit.pk)
        minutes = self.citizens.habits.service_minutes(visit.minutes, dice)
        self.will("ends", at + timedelta(minutes=minutes), (session, visit))

    def _ends(self, about: tuple[DeskSession, Visit], at: datetime) -> None:
        session, visit = about
        commands.finish(visit, by=_clerk(session), at=at)
        self.served += 1
        self.will("calls", at + _BETWEEN, session)

    def _wake(self, visit: Visit, at: datetime) -> None:
        """Somebody has come: a desk that had nobody and can help looks again."""
        for session in self.idle:
            if self.skills[session.pk].issuperset(visit.skills):
                self.idle.remove(session)
                self.will("calls", at, session)
                return


def _clerk(session: DeskSession) -> Actor:
    return Actor(Kind.STAFF, session.person_id)
