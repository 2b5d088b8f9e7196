"""Programs keep people's wishes, and take or leave what is offered."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands
from anlauf.booking.models import KeptWish
from anlauf.booking.values import USUAL
from anlauf.core import clock
from anlauf.core.actors import Actor, Kind
from tests import make

pytestmark = pytest.mark.django_db

STAFF = Actor(Kind.STAFF, 1)


@pytest.fixture
def looking(offering):
    """Passports until tomorrow, at whichever office."""
    return {
        "services": [{"service": "passport"}],
        "until": make.later(1).isoformat(),
        "before": "08:15",
        "contact": {"name": "Noor"},
    }


@pytest.fixture
def taken(offering):
    """Everything before a quarter past eight is promised to somebody else."""
    return make.appointment(make.wish(offering))


def test_a_wish_is_kept_once_and_shown_by_its_key(program, looking):
    click = uuid4()
    kept = program.post("/wishes", looking, key=click)
    again = program.post("/wishes", looking, key=click)
    assert kept.status_code == again.status_code == 201
    assert kept.json() == again.json()
    assert KeptWish.objects.count() == 1
    shown = program.get(f"/wishes/{kept.json()['key']}").json()
    assert (shown["state"], shown["place"], shown["offer"]) == ("open", 1, None)


def test_what_becomes_free_is_offered_and_taken(program, looking, taken):
    key = program.post("/wishes", looking).json()["key"]
    commands.cancel(taken, by=STAFF, at=make.AT)

    offer = program.get(f"/wishes/{key}").json()["offer"]
    assert (offer["office"], offer["time"]) == ("altona", "08:00")
    booked = program.post(f"/offers/{offer['key']}/accept", {})
    assert (booked.status_code, booked.json()["state"]) == (200, "booked")
    assert program.get(f"/wishes/{key}").json()["state"] == "fulfilled"


def test_whoever_left_an_address_answers_by_letter(program, looking, taken):
    contact = {"name": "Noor", "email": "noor@example.org"}
    key = program.post("/wishes", looking | {"contact": contact}).json()["key"]
    commands.cancel(taken, by=STAFF, at=make.AT)
    assert program.get(f"/wishes/{key}").json()["offer"]["key"] == ""


def test_a_declined_time_goes_on(program, looking, taken):
    key = program.post("/wishes", looking).json()["key"]
    commands.cancel(taken, by=STAFF, at=make.AT)
    offer = program.get(f"/wishes/{key}").json()["offer"]
    assert program.post(f"/offers/{offer['key']}/decline", {}).status_code == 204
    shown = program.get(f"/wishes/{key}").json()
    assert (shown["state"], shown["offer"]) == ("open", None)


def test_a_wish_is_withdrawn_once_and_again(program, looking):
    key = program.post("/wishes", looking).json()["key"]
    assert program.delete(f"/wishes/{key}").json()["state"] == "withdrawn"
    assert program.delete(f"/wishes/{key}").json()["state"] == "withdrawn"


def test_a_last_day_that_is_over_is_refused(program, looking):
    answer = program.post("/wishes", looking | {"until": make.later(-1).isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_days")
    assert not KeptWish.objects.exists()


def test_a_key_that_opens_nothing(program, offering):
    assert program.get("/wishes/none").status_code == 404
    assert program.post("/offers/none/accept", {}).status_code == 404


def test_urgent_times_ask_for_a_reason_that_counts(program, wish):
    unknown = program.post("/holds", wish | {"urgency": "none"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_urgency")
    assert program.get("/urgencies").json() == []


def test_without_rules_of_release_there_is_no_wave(program, offering):
    assert program.get("/waves", service="passport").json() == []


def test_keys_end_with_the_links_of_what_has_ended(program, looking, taken):
    key = program.post("/wishes", looking).json()["key"]
    commands.cancel(taken, by=STAFF, at=make.AT)
    offer = program.get(f"/wishes/{key}").json()["offer"]["key"]
    program.delete(f"/wishes/{key}")
    clock.use(clock.StoppedClock(make.AT + USUAL.links_last - timedelta(seconds=1)))
    assert program.get(f"/wishes/{key}").status_code == 200
    clock.use(clock.StoppedClock(make.AT + USUAL.links_last))
    assert program.get(f"/wishes/{key}").status_code == 404
    assert program.post(f"/offers/{offer}/decline", {}).status_code == 404


def test_answers_that_carry_keys_are_kept_nowhere(program, looking, wish):
    kept, held = program.post("/wishes", looking), program.post("/holds", wish)
    answers = [
        kept,
        held,
        program.get(f"/wishes/{kept.json()['key']}"),
        program.post(f"/holds/{held.json()['key']}/confirm", {"name": "Noor"}),
        program.get("/appointments/none"),
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 200, 200, 404]
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
