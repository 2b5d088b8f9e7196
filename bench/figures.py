"""Three years of a large city looked back on: pages, and a recomputation.

About three million invented visits, with bookings and offers, are loaded by COPY into the facts.
`page_p95_ms` is a request for a page by somebody logged in, through the whole house but the
network: the promise and one office, over 60 days, a month and a year in turn. `recompute_s` adds
every day up again from these facts and compares; what the journal's rows themselves would take to
be read is no part of it, for nobody ever came to this city.
"""

import time
from datetime import date, timedelta

from django.core.management import call_command
from django.test import Client

from anlauf.core.actors import SYSTEM
from anlauf.demo import past
from anlauf.directory import queries as directory
from anlauf.evaluation import commands
from anlauf.people.models import Person
from bench import city
from bench.row import Row, percentile

DAYS = 1095
VISITS = 3_000_000
ROUNDS = 8
WORKING = 5 / 7


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
    loading = time.perf_counter() - began

    began = time.perf_counter()
    differences = commands.recompute(at=city.now())
    recomputing = time.perf_counter() - began

    pages = _pages(today, [row.key for row in offices[:3]])
    return [
        Row("page_p95_ms", percentile(pages, 0.95), "ms", "lower", len(pages), 300.0),
        Row("page_median_ms", percentile(pages, 0.5), "ms", "lower", len(pages)),
        Row("recompute_s", recomputing, "s", "lower", 1),
        Row("recompute_differences", sum(differences.values()), "", "lower", 1, 0.0),
        Row("visits", counted["visits"], "", "higher", 1),
        Row("load_s", loading, "s", "lower", 1, 300.0),
    ]


def _pages(today: date, offices: list[str]) -> list[float]:
    """How long each request took; every address is asked once before."""
    client = Client(headers={"Host": "localhost"})
    client.force_login(Person.objects.get(login="steering"))
    addresses = [
        f"{page}?since={today - timedelta(days=days)}&until={today - timedelta(days=1)}"
        for days in (60, 30, 365)
        for page in ("/figures/", *(f"/figures/office/{key}/" for key in offices))
    ]
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}.")
    return [_took(client, address) for _round in range(ROUNDS) for address in addresses]


def _took(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - began)
