"""Programs that act for citizens are asked for work, too, and told when to come again."""

from uuid import uuid4

import pytest

from anlauf.booking.models import Appointment
from anlauf.booking.values import USUAL
from tests import make
from tests.core.test_challenges import solved

pytestmark = pytest.mark.django_db

HERE = "198.51.100.1"


@pytest.fixture
def hold(client, offering, wish):
    """Asks for a hold from one network, with or without a solution."""
    make.office_day(offering.office, on=make.later(1), supply=[200] * 24)

    def asked(solution: str = "", **more: str):
        headers = {"Idempotency-Key": str(uuid4()), "Challenge-Solution": solution}
        return client.post(
            "/api/v1/holds",
            wish | {"date": make.later(1).isoformat()},
            content_type="application/json",
            headers=headers | more,
            REMOTE_ADDR=HERE,
        )

    return asked


def test_in_a_crowd_a_hold_asks_for_a_solved_task_and_gets_through_with_one(client, hold):
    for _ in range(USUAL.calm_unconfirmed):
        assert hold().status_code == 201
    answer = hold()
    assert (answer.status_code, answer.json()["code"]) == (403, "challenge_required")
    assert hold("nonsense").status_code == 403

    task = client.get("/api/v1/challenge").json()
    solution = solved(task)
    assert hold(solution).status_code == 201
    assert hold(solution).status_code == 403
    assert Appointment.objects.count() == USUAL.calm_unconfirmed + 1


def test_one_that_never_stops_is_told_when_to_come_again(hold, monkeypatch):
    monkeypatch.setattr("anlauf.core.challenges.passed", lambda *_said, **_at: True)
    while (answer := hold()).status_code == 201:
        pass
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_tries")
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Appointment.objects.count() == USUAL.most_unconfirmed


def test_what_awaits_confirmation_tells_a_program_neither_key_nor_code(client, hold, program):
    held = hold().json()
    assert held["code"] == ""
    answer = program.post(f"/holds/{held['key']}/confirm", {"email": "a@example.org"}).json()
    assert (answer["state"], answer["key"], answer["code"]) == (
        "awaiting_confirmation",
        held["key"],
        "",
    )
    make.confirmed(Appointment.objects.get())
    again = program.post(f"/holds/{held['key']}/confirm", {"email": "a@example.org"}).json()
    assert (again["state"], again["key"], again["code"]) == ("booked", held["key"], "")
    assert program.get(f"/appointments/{held['key']}").status_code == 404


def test_searches_have_a_limit_no_person_reaches(client, offering, monkeypatch):
    monkeypatch.setattr("anlauf.core.limits._count", lambda *_said, at, **_more: (9_999, at))
    answer = client.get("/api/v1/times?service=passport", REMOTE_ADDR=HERE)
    assert answer.status_code == 429
    assert client.get("/api/v1/times?service=passport").status_code == 200
