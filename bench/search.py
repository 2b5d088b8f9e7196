"""The earliest start for a 15-minute service at any residents' office within 60 days.

The page is the citizen's, fetched over HTTP. Before every query somebody books or gives back
somewhere, so each answer has something to catch up with. The days are nine tenths full; `scarce`
has not a single free start, so that all 60 days of every office are looked at.
"""

import http.client
import random
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.models import F

from anlauf.booking import queries
from anlauf.booking.models import OfficeDay, ThisTransaction
from anlauf.booking.values import Line, Question
from bench import city, server
from bench.row import Row, percentile

QUERIES = 1000
PAGES = 200
WARM_UP = 20


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
    with server.running() as port:
        line = http.client.HTTPConnection(server.HOST, port, timeout=60)
        _each(WARM_UP, lambda: _page_view(line, service.key))
        page = _each(PAGES, lambda: _page_view(line, service.key))
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


def _page_view(line: http.client.HTTPConnection, service: str) -> None:
    """Fetch the citizen's page of free times at any office."""
    line.request("GET", f"/book/{service}/times/?count=1&where=anywhere")
    answer = line.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"The page of times answered {answer.status}.")


def _bare_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
