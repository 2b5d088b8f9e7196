"""Other programs ask how long people wait in an office."""

import pytest

from anlauf.core import clock
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def test_the_waits_of_an_office_say_as_of_when(client, monkeypatch):
    house = make_floor.house()
    make_floor.clerk(house)
    for _ in range(3):
        make_floor.ticket(house, "08:00")
    monkeypatch.setattr(clock, "now", lambda: make.moment("08:01"))

    answer = client.get(f"/api/v1/offices/{house.office.key}/waits").json()

    assert (answer["waiting"], answer["stale"]) == (3, False)
    assert answer["as_of"] == "2026-11-23T07:01:00Z"
    assert answer["moved_at"] == "2026-11-23T07:00:00Z"
    (wait,) = answer["waits"]
    assert wait["services"] == [house.service.key]
    assert 20 <= wait["low"] < wait["high"] <= 90


def test_where_nobody_can_say_there_is_no_range(client, monkeypatch):
    house = make_floor.house()
    monkeypatch.setattr(clock, "now", lambda: make.moment("08:01"))

    answer = client.get(f"/api/v1/offices/{house.office.key}/waits").json()

    assert [(one["low"], one["high"]) for one in answer["waits"]] == [(None, None)]


def test_an_unknown_office_is_a_problem_with_a_sentence(client):
    make.city()
    answer = client.get("/api/v1/offices/nowhere/waits", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_office"
