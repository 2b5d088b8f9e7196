"""A thousand times forty people want one and the same time, for which five clerks are there.

Every person is a process with a connection of its own; a gate opens for all of them together, once
a round. Each round is another day of the same office, and afterwards its appointments are counted.

The reference is the same race without the lock, for some rounds: how many promises too many it
makes. Where that is not above 0 the race was none, and the bench fails.
"""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from uuid import uuid4

from anlauf.booking import audit, commands
from anlauf.booking.commands import pages
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import OCCUPYING
from anlauf.booking.values import Line, Policy, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.refusal import Refused
from anlauf.directory.models import Office, Service
from bench import crew, offices
from bench.row import Row

ROUNDS = 1000
UNLOCKED_ROUNDS = 10
PEOPLE = 40
PLACES = 5
START = 120
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FIRST = date(2026, 11, 24)
POLICY = Policy(horizon_days=2 * ROUNDS)


def measure() -> list[Row]:
    """Race with the lock, look at every page, then race without it."""
    promised = _race("locked", ROUNDS)
    differences = sum(1 for _ in audit.differences())
    with _without_lock():
        unlocked = _race("unlocked", UNLOCKED_ROUNDS)
    leaked = sum(max(0, count - PLACES) for count in unlocked)
    if not leaked:
        raise RuntimeError("Without its lock the race promised nothing twice: it is no race.")
    return [
        Row("rounds", len(promised), "", "higher", ROUNDS, ROUNDS),
        Row(
            "overbooked",
            sum(max(0, count - PLACES) for count in promised),
            "",
            "lower",
            ROUNDS,
            0,
            {f"without_the_lock_in_{UNLOCKED_ROUNDS}": leaked},
        ),
        Row(
            "underbooked",
            sum(max(0, PLACES - count) for count in promised),
            "",
            "lower",
            ROUNDS,
            0,
        ),
        Row("audit_differences", differences, "", "lower", ROUNDS, 0),
    ]


def _race(key: str, rounds: int) -> list[int]:
    """How many were promised the time on each of so many days."""
    office = offices.build(key, desks=PLACES)
    days = [FIRST + timedelta(days=number) for number in range(rounds)]
    offices.open_all_day(office, days, clerks=PLACES)
    service = Service.objects.get()
    gate = multiprocessing.get_context("fork").Barrier(PEOPLE)

    def person(_number: int) -> list[None]:
        for day in days:
            gate.wait()
            _try(Wish((Line(service.pk),), office.pk, day, START))
        return list(repeat(None, len(days)))

    crew.all_at_once(PEOPLE, person)
    return _counted(office, days)


def _try(wish: Wish) -> None:
    with suppress(Refused):
        commands.hold(wish, request_key=uuid4(), by=CITIZEN, at=NOW, policy=POLICY)


def _counted(office: Office, days: list[date]) -> list[int]:
    rows = Appointment.objects.filter(day__office=office, state__in=sorted(OCCUPYING))
    dates = list(rows.values_list("day__date", flat=True))
    return [dates.count(day) for day in days]


@contextmanager
def _without_lock() -> Iterator[None]:
    """Read the page without its lock, and take a moment to decide."""
    kept = pages.lock_day

    def unlocked(office: int, on: date) -> OfficeDay:
        day = OfficeDay.objects.get(office=office, date=on)
        time.sleep(0.005)
        return day

    pages.lock_day = unlocked
    try:
        yield
    finally:
        pages.lock_day = kept
