"""What a process keeps of all pages, and how a search grows with offices and days.

The pages are made up: three groups of clerks, seven tenths promised, a rule of release with four
parts. `cache_mb` is what 300 offices and 180 days take after everybody online, staff and walk-ins
have asked for all of it. The other rows are one search that has to look at every page, over ever
more offices: with nothing kept but the pages (`search`), and with its answers found kept (`again`).
"""

import gc
import json
import random
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Any, cast

from django.db import connection

from anlauf.booking import queries, snapshots
from anlauf.booking.models import ReleaseRule
from anlauf.booking.snapshots.answers import ANSWERS
from anlauf.booking.snapshots.known import forget_rooms
from anlauf.booking.snapshots.recent import RECENT
from anlauf.booking.states import Share
from anlauf.booking.values import USUAL, Line, Policy, Question
from anlauf.directory.models import Offering, Office
from anlauf.engine.capacity import Group, level
from anlauf.engine.grid import Span
from bench import city
from bench.offices import build
from bench.row import Row

SIZES = ((25, 60), (100, 60), (300, 60), (1000, 60), (3000, 60))
LARGE = (300, 180)
PRESENCES = (Span(96, 192), Span(96, 168), Span(108, 204))
PATTERNS = 500
RUNS = 3
PARTS = (
    (50, [("online", 90), ("internal", 90)]),
    (25, [("online", 14), ("internal", 14)]),
    (15, [("internal", 90), ("online", 2)]),
    (10, [("walk_in", 0)]),
)

_PATTERNS = """
    CREATE TABLE pattern
        (number int, groups jsonb, supply bytea, promised bytea, shares jsonb, shared bytea,
         desks bytea)
"""
_DAYS = """
    INSERT INTO booking_officeday
        (office_id, date, version, changed, spans, groups, supply, promised, shares, shared, desks)
    SELECT office.id, %(since)s::date + day, 1, pg_current_xact_id()::text::bigint, '[]',
           groups, supply, promised, shares, shared, desks
    FROM unnest(%(offices)s::bigint[]) AS office (id), generate_series(0, %(days)s - 1) AS day,
         pattern
    WHERE number = (office.id * 7919 + day * 104729) %% %(patterns)s
"""


def measure() -> list[Row]:
    """Make up ever larger cities and ask in each."""
    first = build("first", desks=0)
    _rule()
    _write_patterns()
    rows = _kept(first)
    for number, days in SIZES:
        rows += _searched(_question(first, number, days), number, days)
    return rows


def _kept(first: Office) -> list[Row]:
    """What is kept after three shares have asked for everything, and how long reading it takes."""
    number, days = LARGE
    question = _question(first, number, days)
    policy = _policy(days)
    began = time.perf_counter()
    RECENT.look(city.now().date())
    reading = time.perf_counter() - began
    RECENT.forget()
    gc.collect()
    tracemalloc.start()
    for share in (Share.ONLINE, Share.INTERNAL, Share.WALK_IN):
        queries.days_on_offer(replace(question, share=share), at=city.now(), policy=policy)
    gc.collect()
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [
        Row("cache_mb", kept / 1e6, "MB", "lower", 1, 50.0),
        Row("read_all_s", reading, "s", "lower", 1),
    ]


def _searched(question: Question, number: int, days: int) -> list[Row]:
    """One search over all of it: first with nothing kept but the pages, then again."""
    policy = _policy(days)

    def ask() -> None:
        ANSWERS.forget()
        forget_rooms()
        queries.days_on_offer(question, at=city.now(), policy=policy)

    def ask_again() -> None:
        queries.days_on_offer(question, at=city.now(), policy=policy)

    ask()
    cold, warm = _median(ask), _median(ask_again)
    each = {"us_per_page": round(1000 * cold / (number * days), 3)}
    name = f"{number}x{days}"
    return [
        Row(f"search_{name}_ms", cold, "ms", "lower", RUNS, reference=each),
        Row(f"again_{name}_ms", warm, "ms", "lower", RUNS),
    ]


def _question(first: Office, number: int, days: int) -> Question:
    """Ask for the first so many offices, after making up what is missing."""
    _more_offices(first, number - Office.objects.count())
    offices = list(Office.objects.order_by("pk").values_list("pk", flat=True)[:number])
    today = city.now().date()
    given: dict[str, Any] = {"since": today, "days": days, "patterns": PATTERNS}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE booking_officeday CASCADE")
        cursor.execute(_DAYS, given | {"offices": offices})
    RECENT.forget()
    service = Offering.objects.filter(office=first).get().service_id
    return Question((Line(service),), tuple(offices), until=today + timedelta(days=days))


def _more_offices(first: Office, more: int) -> None:
    offering = Offering.objects.get(office=first)
    made = Office.objects.bulk_create(
        Office(
            key=f"more-{first.pk}-{index}-{random.getrandbits(40)}",
            name=first.name,
            short=first.short,
            area=first.area,
            place=first.place,
            kind=first.kind,
            sort_key=first.sort_key,
        )
        for index in range(max(0, more))
    )
    Offering.objects.bulk_create(
        Offering(
            office=office,
            service=offering.service,
            minutes=offering.minutes,
            minutes_further=offering.minutes_further,
            channels=offering.channels,
        )
        for office in made
    )


def _write_patterns() -> None:
    """Days that resemble one another in who is there, and in nothing else."""
    draw = random.Random(city.SEED)
    with connection.cursor() as cursor:
        cursor.execute(_PATTERNS)
        for number in range(PATTERNS):
            columns = snapshots.octets(_group(span, draw) for span in PRESENCES)
            cursor.execute(
                "INSERT INTO pattern VALUES (%s, %s::jsonb, %s, %s, %s::jsonb, %s, %s)",
                [
                    number,
                    json.dumps(columns["groups"]),
                    cast(bytes, columns["supply"]),
                    cast(bytes, columns["promised"]),
                    json.dumps(columns["shares"]),
                    cast(bytes, columns["shared"]),
                    level([Span(90, 210)], 12),
                ],
            )


def _group(span: Span, draw: random.Random) -> Group:
    """Two clerks whose time is promised to seven tenths, most of it online."""
    group = Group(frozenset({"residents", "registration"}), level([span], 2))
    tick = span.start
    while tick + 4 <= span.end:
        length = draw.choice((2, 3, 3, 4))
        for _clerk in range(2):
            if draw.random() < 0.7:
                share = draw.choice(("online", "online", "online", "online", "internal"))
                group = group.taken(tick, length, share)
        tick += length
    return group


def _rule() -> None:
    ReleaseRule.objects.create(
        tranches=[
            {
                "percent": percent,
                "openings": [{"share": to, "days": days, "at": "07:00"} for to, days in openings],
            }
            for percent, openings in PARTS
        ],
        horizon_days=LARGE[1],
    )


def _policy(days: int) -> Policy:
    return replace(USUAL, horizon_days=days)


def _median(ask: Callable[[], None]) -> float:
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    return median(took)
