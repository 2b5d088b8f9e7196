"""Other programs hold, book, move and cancel like everybody else."""

from uuid import uuid4

import pytest

from anlauf.booking import queries
from anlauf.booking.models import Appointment
from anlauf.booking.values import USUAL
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Offering, Service
from anlauf.directory.states import Competence
from tests import make

pytestmark = pytest.mark.django_db


def test_a_time_is_found_held_confirmed_and_seen(program, wish):
    first = program.get("/times", service="passport").json()[0]
    assert (first["office"], first["time"]) == ("altona", "08:00")

    held = program.post("/holds", wish)
    assert held.status_code == 201
    assert held.json()["held_until"]
    assert held.json()["seconds_left"] == USUAL.hold.total_seconds()

    asked = program.post(f"/holds/{held.json()['key']}/confirm", {"email": "a@example.org"})
    assert asked.json()["state"] == "awaiting_confirmation"
    booked = make.confirmed(Appointment.objects.get())
    assert program.get(f"/appointments/{queries.manage_key(booked)}").json()["code"] == booked.code
    assert program.get("/times", service="passport").json()[0]["time"] == "08:15"


def test_one_step_books_and_the_retry_changes_nothing(program, wish):
    key = uuid4()
    first = program.post("/appointments", wish, key=key)
    again = program.post("/appointments", wish, key=key)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Appointment.objects.count() == 1


def test_a_taken_time_is_refused_with_a_sentence(program, wish):
    program.post("/appointments", wish)
    answer = program.post("/appointments", wish)
    assert (answer.status_code, answer.json()["code"]) == (409, "time_taken")
    assert answer.json()["detail"]
    assert Appointment.objects.count() == 1


def test_who_was_too_late_is_told_the_next_times(program, wish):
    program.post("/appointments", wish)
    instead = program.post("/appointments", wish).json()["instead"]
    # whole visits away from the wished time, so that no gaps are left that nobody fits into
    assert [one["time"] for one in instead] == ["08:15", "08:30", "08:45"]
    again = wish | {"time": instead[0]["time"]}
    assert program.post("/appointments", again).status_code == 201


def test_moving_keeps_the_key_and_frees_the_old_time(program, wish):
    key = program.post("/appointments", wish).json()["key"]
    to = {"office": "altona", "date": wish["date"], "time": "09:00"}
    moved = program.post(f"/appointments/{key}/move", to)
    assert moved.json()["time"] == "09:00"
    assert moved.json()["key"] == key
    assert program.get("/times", service="passport").json()[0]["time"] == "08:00"


def test_cancelling_twice_is_cancelling_once(program, wish):
    key = program.post("/appointments", wish).json()["key"]
    assert program.delete(f"/appointments/{key}").json()["state"] == "cancelled"
    assert program.delete(f"/appointments/{key}").json()["state"] == "cancelled"
    assert JournalEntry.objects.filter(verb="booking.cancelled").count() == 1


def test_a_hold_can_be_given_back(program, wish):
    key = program.post("/holds", wish).json()["key"]
    assert program.delete(f"/holds/{key}").status_code == 204
    assert program.get("/times", service="passport").json()[0]["time"] == "08:00"


def test_the_days_with_times_are_counted(program, offering):
    (day,) = program.get("/days", service="passport", office="altona").json()
    assert day == {"date": make.DAY.isoformat(), "times": 22}


@pytest.mark.parametrize(
    ("spoilt", "status"),
    [
        ({"office": "nowhere"}, 404),
        ({"services": [{"service": "nothing", "count": 1}]}, 404),
        ({"services": [{"service": "passport", "count": 10**9}]}, 422),
        ({"services": [{"service": "passport", "count": 9}]}, 422),
        ({"services": []}, 422),
        ({"date": "2026-02-30"}, 422),
        ({"date": "1999-01-01"}, 409),
        ({"time": "08:01"}, 422),
        ({"time": "03:00"}, 409),
        ({"office": "x" * 1_000_000}, 413),
        ({"contact": {"email": "no address"}}, 422),
        ({"contact": {"name": "x" * 1_000_000}}, 413),
        ({"contact": {"name": "x" * 10_000}}, 422),
    ],
)
def test_bad_wishes_are_problems_and_store_nothing(program, wish, spoilt, status):
    answer = program.post("/appointments", wish | spoilt)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Appointment.objects.exists()
    assert not JournalEntry.objects.exists()


def test_names_in_every_script_are_kept(program, wish):
    name = "שרה 👩‍👧 العربية"
    answer = program.post("/appointments", wish | {"contact": {"name": name}})
    assert answer.status_code == 201
    assert Appointment.objects.get().name == name


def test_broken_json_is_a_problem(client, offering):
    headers = {"Idempotency-Key": str(uuid4())}
    answer = client.post(
        "/api/v1/holds", "{broken", content_type="application/json", headers=headers
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_a_wrong_field_is_named_as_the_caller_wrote_it(program, wish):
    answer = program.post("/holds", wish | {"time": "08:01"})
    assert [fault["field"] for fault in answer.json()["faults"]] == ["time"]


def test_a_write_without_its_key_is_refused(client, wish):
    answer = client.post("/api/v1/holds", wish, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("key", ["nobody-knows-this", "x" * 5000, "%00", "💥"])
def test_a_wrong_key_opens_nothing(program, offering, key):
    for answer in (program.get(f"/appointments/{key}"), program.delete(f"/appointments/{key}")):
        assert answer.status_code == 404


def test_residence_decides_where_competence_depends_on_it(program, offering, wish):
    Service.objects.update(competence=Competence.DISTRICT)
    offering.office.districts.add(make.district("altona"))
    make.district("harburg")

    for nowhere in (wish, wish | {"district": "harburg"}):
        answer = program.post("/appointments", nowhere)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_competent")
    assert program.get("/times", service="passport", office="altona").status_code == 422
    assert not Appointment.objects.exists()

    at_home = wish | {"district": "altona"}
    assert program.get("/times", service="passport", district="altona").json()
    assert program.post("/appointments", at_home).status_code == 201


def test_what_an_office_does_not_show_cannot_be_booked(program, offering, wish):
    Offering.objects.update(visible=False)
    assert program.post("/appointments", wish).json()["code"] == "not_offered"
