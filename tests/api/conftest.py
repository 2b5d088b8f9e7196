"""A program that talks to the interface on the usual Monday, five to seven."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from anlauf.core import clock
from tests import make


class Program:
    """Speaks JSON; every write carries a key of its own unless told which."""

    def __init__(self, client):
        self.client = client

    def get(self, path, **query):
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path, body, *, key=None):
        headers = {"Idempotency-Key": str(key or uuid4())}
        return self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )

    def delete(self, path):
        return self.client.delete(f"/api/v1{path}")


@pytest.fixture
def program(client) -> Program:
    return Program(client)


@pytest.fixture(autouse=True)
def usual_monday() -> Iterator[None]:
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def offering(db):
    """Passports at Altona, one clerk from eight to ten."""
    found = make.offering(make.office("altona"), make.service("passport"))
    make.office_day(found.office)
    return found


@pytest.fixture
def wish(offering) -> dict[str, object]:
    return {
        "services": [{"service": "passport", "count": 1}],
        "office": "altona",
        "date": make.DAY.isoformat(),
        "time": "08:00",
    }
