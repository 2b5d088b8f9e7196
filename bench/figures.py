"""Three years of a large city looked back on: pages, and a recomputation.

About three million invented visits, with bookings, offers, searches, access and answers, are loaded
by COPY into the facts. `page_p95_ms` is a request for a page by somebody logged in, through the
whole house but the network: every page of figures, over a month, 60 days, a year and all three. Its
reference is one plain statement over the visits of the same days, which says how many came to every
office and how long they waited, and nothing about how sure that is. `recompute_s` adds
every day up again from these facts and compares; what the journal's rows themselves would take to
be read is no part of it, for nobody ever came to this city.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client

from anlauf.core.actors import SYSTEM
from anlauf.demo import opinions, past
from anlauf.directory import queries as directory
from anlauf.evaluation import commands
from anlauf.people.models import Person
from bench import city
from bench.row import Row, percentile

DAYS = 1095
VISITS = 3_000_000
ROUNDS = 4
PERIODS = (30, 60, 365, DAYS)
WORKING = 5 / 7
BY_PERIOD = ("", "services/", "access/", "funnel/", "survey/", "about/")
ALWAYS = ("/figures/alerts/", "/figures/reports/", "/figures/earlier/", "/open-data/live.json")
PLAIN = """
    SELECT office_number, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY wait),
           percentile_disc(0.9) WITHIN GROUP (ORDER BY wait), avg((wait <= 900)::int)
    FROM evaluation_visitfact WHERE date BETWEEN %s AND %s GROUP BY 1
"""


def measure() -> list[Row]:
    """Load, recompute, and look at pages."""
    call_command("collectstatic", verbosity=0, interactive=False)
    city.describe()
    today = city.now().date()
    offices = [row for row in directory.offices() if row.has_counter]
    each = round(VISITS / (len(offices) * DAYS * WORKING) / 0.95)
    began = time.perf_counter()
    story = past.weeks(today, days=DAYS, seed=city.SEED, visits=each)
    counted = commands.load_past(story, by=SYSTEM, at=city.now())
    opinions.invent(today, at=city.now(), weeks=DAYS // 7)
    loading = time.perf_counter() - began

    began = time.perf_counter()
    differences = commands.recompute(at=city.now())
    recomputing = time.perf_counter() - began

    commands.write_live(at=city.now())
    took = _pages(today, [row.key for row in offices[:3]])
    pages = [one for each_page in took.values() for one in each_page]
    slowest = max(took, key=lambda address: percentile(took[address], 0.5))
    print(f"Slowest: {slowest}, {percentile(took[slowest], 0.5):.0f} ms.")
    plain = {"plain_sql": percentile(_plain(today), 0.95)}
    return [
        Row("page_p95_ms", percentile(pages, 0.95), "ms", "lower", len(pages), 300.0, plain),
        Row("page_median_ms", percentile(pages, 0.5), "ms", "lower", len(pages)),
        Row("recompute_s", recomputing, "s", "lower", 1),
        Row("recompute_differences", sum(differences.values()), "", "lower", 1, 0.0),
        Row("visits", counted["visits"], "", "higher", 1),
        Row("load_s", loading, "s", "lower", 1, 300.0),
    ]


def _pages(today: date, offices: list[str]) -> dict[str, list[float]]:
    """How long each request took, by address; every address is asked once before."""
    client = Client(headers={"Host": "localhost"})
    client.force_login(Person.objects.get(login="steering"))
    addresses = list(addresses_of(today, offices))
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}.")
    took: dict[str, list[float]] = {address: [] for address in addresses}
    for _round in range(ROUNDS):
        for address in addresses:
            took[address].append(_took(client, address))
    return took


def addresses_of(today: date, offices: list[str]) -> Iterator[str]:
    """Every page of figures, over each period."""
    services = [row.key for row in directory.services().order_by("position", "key")[:2]]
    pages = [f"/figures/{page}" for page in BY_PERIOD]
    pages += [f"/figures/service/{key}/" for key in services]
    pages += [f"/figures/office/{key}/" for key in offices]
    pages += [f"/figures/office/{key}/survey/" for key in offices[:1]]
    for days in PERIODS:
        since, until = today - timedelta(days=days), today - timedelta(days=1)
        yield from (f"{page}?since={since}&until={until}" for page in pages)
    for back in (1, 20, 100):
        week = f"{today - timedelta(weeks=back):%G-W%V}"
        yield f"/figures/week/?week={week}"
        yield f"/figures/week/?week={week}&office={offices[0]}"
    yield from ALWAYS


def _plain(today: date) -> list[float]:
    """How long the plain statement took, over the same periods."""
    took = []
    with connection.cursor() as cursor:
        for _round in range(ROUNDS):
            for days in PERIODS:
                began = time.perf_counter()
                cursor.execute(PLAIN, [today - timedelta(days=days), today - timedelta(days=1)])
                cursor.fetchall()
                took.append(1000 * (time.perf_counter() - began))
    return took


def _took(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - began)
