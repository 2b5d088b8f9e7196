"""The earliest starts for one service at all 25 residents' offices within 60 days.

The calendars are seven tenths full, on a grid of five minutes. `engine` finds the first ten starts
in the kept answers of all dates; `engine_cold` puts those answers together from the pages first.
Before every query somebody books or gives back somewhere, so each answer has something to catch up
with. The same question is put to a table of free slots in SQL; beside it stands a bare statement:
a query takes two. `family` asks for a visit that finds room only here and there. `scarce` has
not a single free start, so that all 60 days of every office are looked at. `with_rules` asks with
Hamburg's rules of release, which reach 35 days. The page is the citizen's, fetched over HTTP;
`page_unseen` is fetched from addresses no part of which was composed before.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, permutations
from statistics import median

from django.core.management import call_command
from django.db import connection

from anlauf.booking import queries
from anlauf.booking.models import ReleaseRule
from anlauf.booking.queries.offer import Offer, offered
from anlauf.booking.snapshots.answers import ANSWERS
from anlauf.booking.values import USUAL, Line, Question
from anlauf.directory.models import Offering, Office, Service
from anlauf.engine import search
from bench import city, server, slots
from bench.row import Row, percentile
from bench.somebody import Somebody

QUERIES = 1000
ENGINE = 5000
SQL = 100
PAGES = 200
UNSEEN = 100
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
WARM_UP = 20
MOST = 10
FAMILY = 4


def measure() -> list[Row]:
    """Load Hamburg, fill it, ask."""
    call_command("collectstatic", interactive=False, verbosity=0)
    city.load()
    service, offices = _everywhere()
    question = Question((Line(service.pk),), offices)
    at = city.now()
    city.fill(0.7)
    with_rules = _asked(question)
    ReleaseRule.objects.all().delete()  # all 60 days
    took = _asked(question)

    family = Question((Line(service.pk, FAMILY),), offices)
    took_family = _asked(family)

    offer = offered(question, at=at, policy=USUAL)
    warm, cold = _engine(offer), _engine_cold(offer)
    slots.write(offices, offer.terms.needs[offices[0]])
    sql, sql_family = _in_sql(offer), _in_sql(offered(family, at=at, policy=USUAL))
    bare = _each(QUERIES, _bare_statement)
    with server.running() as port:
        line = http.client.HTTPConnection(server.HOST, port, timeout=60)
        _each(WARM_UP, lambda: _page_view(line, service.key))
        page = _each(PAGES, lambda: _page_view(line, service.key))
        unseen = _unseen(line, service.key)
    city.fill(1.0)
    scarce = _asked(question)
    return [
        Row("engine_ms", median(warm), "ms", "lower", ENGINE, 0.1),
        Row("engine_per_second", 1000 * len(warm) / sum(warm), "1/s", "higher", ENGINE, 10_000),
        Row("engine_cold_ms", median(cold), "ms", "lower", len(cold)),
        Row(
            metric="query_p95_ms",
            value=percentile(took, 0.95),
            unit="ms",
            better="lower",
            runs=QUERIES,
            target=2.0,
            reference={"sql_slot_table_p95_ms": sql, "bare_statement_p95_ms": _p95(bare)},
        ),
        Row(
            metric="query_family_p95_ms",
            value=percentile(took_family, 0.95),
            unit="ms",
            better="lower",
            runs=QUERIES,
            reference={"sql_slot_table_p95_ms": sql_family},
        ),
        Row("query_with_rules_p95_ms", percentile(with_rules, 0.95), "ms", "lower", QUERIES, 2.0),
        Row("query_scarce_p95_ms", percentile(scarce, 0.95), "ms", "lower", QUERIES),
        Row("query_per_second", 1000 * QUERIES / sum(took), "1/s", "higher", QUERIES),
        Row("page_p95_ms", percentile(page, 0.95), "ms", "lower", PAGES, 30.0),
        Row("page_unseen_p95_ms", percentile(unseen, 0.95), "ms", "lower", UNSEEN),
    ]


def _everywhere() -> tuple[Service, tuple[int, ...]]:
    """A service of 15 minutes at every residents' office; those without it get it for this."""
    service, offices = city.short_service()
    others = Office.objects.filter(area__key="residents").exclude(pk__in=offices)
    known = Offering.objects.filter(service=service, office=offices[0]).get()
    Offering.objects.filter(service=service, office__in=others).delete()
    for office in others:
        Offering.objects.create(
            office=office,
            service=service,
            minutes=known.minutes,
            minutes_further=known.minutes_further,
            most=known.most,
            channels=known.channels,
        )
    return service, (*offices, *(office.pk for office in others))


def _asked(question: Question) -> list[float]:
    at = city.now()
    queries.times_on_offer(question, at=at)
    return _each(QUERIES, lambda: queries.times_on_offer(question, at=at))


def _engine(offer: Offer) -> list[float]:
    """Milliseconds of the search itself over what is kept of all dates."""
    days = list(offer.days())

    def ask() -> object:
        return search.first_starts(days, MOST, offer.since)

    return [_took(ask) for _ in range(ENGINE)]


def _engine_cold(offer: Offer) -> list[float]:
    """The same when no date's answer is kept: as many are put together as are needed."""

    def ask() -> Iterator[float]:
        for _ in range(QUERIES):
            ANSWERS.forget()
            yield _took(lambda: search.first_starts(offer.days(), MOST, offer.since))

    return list(ask())


def _in_sql(offer: Offer) -> float:
    """The slot table's answer to the same question; it must be the same, or it is no reference."""
    ticks = next(iter(offer.terms.needs.values())).ticks
    asked = [slots.first_starts(offer.since, MOST, ticks=ticks) for _ in range(SQL)]
    found = search.first_starts(offer.days(), MOST, offer.since)
    ours = [(start.date, start.tick) for start in found]
    if ours != [row[:2] for row in asked[0].found]:
        raise RuntimeError(f"SQL found {asked[0].found}, the engine {ours}.")
    return _p95([each.ms for each in asked])


def _p95(took: list[float]) -> float:
    return round(percentile(took, 0.95), 2)


def _bare_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _each(times: int, ask: Callable[[], object]) -> list[float]:
    """Milliseconds of each of so many answers, with a write before every one."""
    somebody = Somebody(city.SEED)
    took = []
    for _ in range(times):
        somebody.acts()
        took.append(_took(ask))
    return took


def _took(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


def _unseen(line: http.client.HTTPConnection, service: str) -> list[float]:
    """The same page at addresses nobody asked for: no link of it was written before."""
    orders = islice(permutations(WEEKDAYS), UNSEEN)
    return [_took(partial(_page_view, line, service, f"&days={'~'.join(on)}")) for on in orders]


def _page_view(line: http.client.HTTPConnection, service: str, also: str = "") -> None:
    """Fetch the citizen's page of free times at any office."""
    line.request("GET", f"/book/{service}/times/?count=1&where=anywhere{also}")
    answer = line.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"The page of times answered {answer.status}.")
