"""The work list and the status page at an office with 41,000 open cases, as one in Hamburg has.

Pages are fetched over HTTP one after the other: the list from its top, filtered in every way, and
somewhere in its middle; the status page of somebody else's case each time, as a letter's link opens
it. The cases stand where their dates put them; a sample is reckoned anew by the commands' own rule.
"""

import http.client
import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from anlauf.cases import queries
from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.core.actors import SYSTEM
from anlauf.people import commands as people
from anlauf.people.roles import Role
from bench import city, server
from bench.open_cases import OFFICE, seeded
from bench.row import Row, percentile

CASES = 41_000
LOOKS = 240
SAMPLE = 300
WARM_UP = 20
SEED = 11
_WAYS = (
    "",
    "?whose=nobody",
    "?whose=mine",
    "?step=deciding",
    "?standing=overdue",
    "?standing=waiting",
)


def measure() -> list[Row]:
    """Load Hamburg, seed an office's cases, look."""
    call_command("collectstatic", interactive=False, verbosity=0)
    city.describe()
    at = city.now()
    office = seeded(CASES, at=at)
    number = Case.objects.filter(office=office).count()
    session = _logged_in(office, at)
    draw = random.Random(SEED)
    _check(draw)
    with server.running() as port:
        line = http.client.HTTPConnection(server.HOST, port, timeout=60)
        lists = _times(line, _lists(draw), session)
        status = _times(line, _statuses(draw), "")
    return [
        Row("worklist_p95_ms", percentile(lists, 0.95), "ms", "lower", len(lists), target=100.0),
        Row("status_p95_ms", percentile(status, 0.95), "ms", "lower", len(status), target=50.0),
        Row("cases", number, "", "higher", 1, target=float(CASES)),
    ]


def _check(draw: random.Random) -> None:
    """Refuse to measure cases that do not stand where the commands would put them."""
    numbers = draw.sample(list(Case.objects.values_list("pk", flat=True)), SAMPLE)
    rows = Case.objects.filter(pk__in=numbers).select_related("kind")
    for case in rows.prefetch_related("stops", "kind__steps"):
        found = moving.reckoned(case, list(case.stops.all()), list(case.kind.steps.all()))
        if (None if found is None else found.on) != case.due_on:
            raise AssertionError(f"{case.code} is due on {case.due_on}, but reckoned on {found}.")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _logged_in(office: int, at: datetime) -> str:
    newcomer = people.Newcomer(login="bench-worker", name="Worker")
    person = people.welcome(newcomer, None, by=SYSTEM, at=at)
    people.grant(person, Role.CASE_WORKER, office=office, by=SYSTEM, at=at)
    rows = Case.objects.filter(office=office, due_on__isnull=False).order_by("pk")
    Case.objects.filter(pk__in=rows.values("pk")[:120]).update(assigned=person)
    client = Client()
    client.force_login(person)
    return str(client.cookies["sessionid"].value)


def _lists(draw: random.Random) -> list[str]:
    """The list in every way, half of the looks from somewhere in its middle."""
    listed = Case.objects.filter(due_on__isnull=False, office__key=OFFICE)
    marks = list(listed.order_by("?").values_list("due_on", "pk")[:LOOKS])
    address = reverse("casework:list", args=[OFFICE])
    found = []
    for on, number in marks:
        way = draw.choice(_WAYS)
        middle = draw.random() < 0.5 and "standing" not in way
        after = f"{'&' if way else '?'}after={on}~{number}" if middle else ""
        found.append(f"{address}{way}{after}")
    return found


def _statuses(draw: random.Random) -> list[str]:
    numbers = list(Case.objects.filter(office__key=OFFICE).values_list("pk", flat=True))
    chosen = Case.objects.filter(pk__in=draw.sample(numbers, LOOKS))
    return [f"/case/{queries.status_key(case)}/" for case in chosen]


def _times(line: http.client.HTTPConnection, addresses: Sequence[str], session: str) -> list[float]:
    """Milliseconds of each page; the first ones warm the processes up and are not counted."""
    for address in addresses[:WARM_UP]:
        _fetch(line, address, session)
    return [_took(lambda address=address: _fetch(line, address, session)) for address in addresses]  # type: ignore[misc]


def _took(look: Callable[[], None]) -> float:
    began = time.perf_counter()
    look()
    return (time.perf_counter() - began) * 1000


def _fetch(line: http.client.HTTPConnection, address: str, session: str) -> None:
    line.request("GET", address, headers={"Cookie": f"sessionid={session}"} if session else {})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise AssertionError(f"{address} answered {answer.status}: {body[:200]!r}")
