"""Whole bookings over HTTP, hold and confirmation, by 1, 8 and 32 clients at once.

The server runs as in production: two processes, four threads each, a database that writes to the
disk. Times lie anywhere in Hamburg on the next ten working days; each is wanted once.
"""

import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.db import connection

from anlauf.booking import queries
from anlauf.booking.values import Line, Question
from anlauf.directory.models import Office
from anlauf.engine.grid import clock_text
from bench import city, server
from bench.row import Row, percentile

CLIENTS = (1, 8, 32)
BOOKINGS = {1: 200, 8: 800, 32: 800}
TARGETS = {1: None, 8: 100.0, 32: None}
WARM_UP = 60


@dataclass
class Round:
    """What some clients did together."""

    seconds: float = 0.0
    took_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Bookings that succeeded, per second."""
        return len(self.took_ms) / self.seconds


def measure() -> list[Row]:
    """Load Hamburg, start the server, book."""
    city.load()
    wishes = _wishes()
    connection.close()
    with server.running() as port:
        _book(port, 8, list(itertools.islice(wishes, WARM_UP)))
        rounds = {
            clients: _book(port, clients, list(itertools.islice(wishes, BOOKINGS[clients])))
            for clients in CLIENTS
        }
    errors = [error for each in rounds.values() for error in each.errors]
    for error in errors[:5]:
        print(error)
    return [
        *(
            Row(
                f"per_second_c{clients}",
                each.per_second,
                "1/s",
                "higher",
                BOOKINGS[clients],
                TARGETS[clients],
            )
            for clients, each in rounds.items()
        ),
        Row("p50_ms", percentile(rounds[8].took_ms, 0.5), "ms", "lower", BOOKINGS[8]),
        Row("p95_ms", percentile(rounds[8].took_ms, 0.95), "ms", "lower", BOOKINGS[8]),
        Row("p99_ms", percentile(rounds[8].took_ms, 0.99), "ms", "lower", BOOKINGS[8]),
        Row("errors", len(errors), "", "lower", sum(BOOKINGS.values()), 0),
    ]


def _wishes() -> Iterator[dict[str, object]]:
    """Free times in no order, as the interface wants them, each only once."""
    service, offices = city.short_service()
    question = Question((Line(service.pk),), offices)
    at = city.now()
    keys = dict(Office.objects.values_list("pk", "key"))
    starts = [
        start
        for days in range(1, 15)
        for start in queries.starts_of_day(question, (at + timedelta(days=days)).date(), at=at)
        if start.tick % 3 == 0
    ]
    random.Random(city.SEED).shuffle(starts)
    for start in starts:
        yield {
            "services": [{"service": service.key, "count": 1}],
            "office": keys[start.office],
            "date": start.date.isoformat(),
            "time": clock_text(start.tick),
        }


def _book(port: int, clients: int, wishes: list[dict[str, object]]) -> Round:
    """Let so many clients book all of this together."""
    done = Round()
    waiting = iter(wishes)
    turn = threading.Lock()

    def client(_number: int) -> None:
        line = http.client.HTTPConnection(server.HOST, port, timeout=30)
        while True:
            with turn:
                wish = next(waiting, None)
            if wish is None:
                return
            began = time.perf_counter()
            error = _one(line, wish)
            if error:
                done.errors.append(error)
            else:
                done.took_ms.append(1000 * (time.perf_counter() - began))

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as crowd:
        list(crowd.map(client, range(clients)))
    done.seconds = time.perf_counter() - began
    return done


def _one(line: http.client.HTTPConnection, wish: dict[str, object]) -> str:
    """Hold and confirm; the answer is what went wrong, if anything."""
    status, held = _post(line, "/api/v1/holds", wish)
    if status != 201:
        return f"hold: {status} {held}"
    contact = {"name": "A. Visitor", "email": "visitor@example.org"}
    status, booked = _post(line, f"/api/v1/holds/{held['key']}/confirm", contact)
    return "" if status == 200 else f"confirm: {status} {booked}"


def _post(
    line: http.client.HTTPConnection, path: str, words: Mapping[str, object]
) -> tuple[int, dict[str, str]]:
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    line.request("POST", path, json.dumps(words), headers)
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())
