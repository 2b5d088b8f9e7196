"""The earliest start for a 15-minute service at any residents' office within 60 days.

Before every query somebody books or gives back somewhere, so each answer has something to catch up
with. The days are nine tenths full; `scarce` has not a single free start, so that all 60 days of
every office are looked at.
"""

import random
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test import Client

from anlauf.booking import queries
from anlauf.booking.models import OfficeDay, ThisTransaction
from anlauf.booking.values import Line, Question
from bench import city
from bench.row import Row, percentile

QUERIES = 1000
PAGES = 200


def measure() -> list[Row]:
    """Load Hamburg, fill it, ask."""
    call_command("collectstatic", interactive=False, verbosity=0)
    city.load()
    service, offices = city.short_service()
    question = Question((Line(service.pk),), offices)
    at = city.now()
    city.fill(0.9)
    queries.times_on_offer(question, at=at)

    took = _each(QUERIES, lambda: queries.times_on_offer(question, at=at))
    page = _each(PAGES, _page_view(service.key))
    bare = _each(QUERIES, _bare_statement)
    city.fill(1.0)
    queries.times_on_offer(question, at=at)
    scarce = _each(QUERIES, lambda: queries.times_on_offer(question, at=at))
    return [
        Row(
            metric="query_p95_ms",
            value=percentile(took, 0.95),
            unit="ms",
            better="lower",
            runs=QUERIES,
            target=5.0,
            reference={"bare_statement_p95_ms": round(percentile(bare, 0.95), 2)},
        ),
        Row("query_scarce_p95_ms", percentile(scarce, 0.95), "ms", "lower", QUERIES, 5.0),
        Row("page_p95_ms", percentile(page, 0.95), "ms", "lower", PAGES, 30.0),
        Row("per_second", 1000 * QUERIES / sum(took), "1/s", "higher", QUERIES),
    ]


def _each(times: int, ask: Callable[[], object]) -> list[float]:
    """Milliseconds of each of so many answers, with a write before every one."""
    draw = random.Random(city.SEED)
    days = list(OfficeDay.objects.exclude(groups=[]).values_list("pk", flat=True))
    took = []
    for _ in range(times):
        OfficeDay.objects.filter(pk=draw.choice(days)).update(
            version=F("version") + 1, changed=ThisTransaction()
        )
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    return took


def _page_view(service: str) -> Callable[[], None]:
    """The citizen's page of free times at any office."""
    client = Client(SERVER_NAME="localhost")

    def view() -> None:
        answer = client.get(f"/book/{service}/times/", {"count": "1", "where": "anywhere"})
        if answer.status_code != 200:
            raise RuntimeError(f"The page of times answered {answer.status_code}.")

    return view


def _bare_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
