"""Searching for a family, with filters, and again without reading the answer twice."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(offering):
    """Altona registers people too, ten minutes each."""
    return make.offering(offering.office, make.service("registration"), minutes=10, most=5)


def test_a_familys_services_are_one_visit(program, family):
    found = program.get("/times", service=["passport", "registration"], count=[1, 3]).json()
    assert {one["minutes"] for one in found} == {15 + 3 * 10}


def test_counts_that_belong_to_no_service_are_refused(program, family):
    answer = program.get("/times", service=["passport"], count=[1, 2])
    assert (answer.status_code, answer.json()["code"]) == (422, "uneven_counts")


@pytest.mark.parametrize("count", [0, -1, 100])
def test_a_count_nobody_means_is_refused(program, family, count):
    answer = program.get("/times", service="passport", count=count)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [fault["field"] for fault in answer.json()["faults"]] == ["count.0"]


def test_times_of_day_and_weekdays_narrow_the_search(program, offering):
    late = program.get("/times", service="passport", after="09:00").json()
    assert {one["time"] >= "09:00" for one in late} == {True}
    early = program.get("/times", service="passport", before="08:15", most=200).json()
    assert [one["time"] for one in early] == ["08:00", "08:05", "08:10"]
    assert program.get("/times", service="passport", weekday=7).json() == []


def test_a_time_of_day_that_ends_before_it_begins_is_refused(program, offering):
    answer = program.get("/times", service="passport", after="09:00", before="08:00")
    assert (answer.status_code, answer.json()["code"]) == (422, "ends_too_early")


def test_step_free_leaves_out_the_stairs(program, offering):
    flat = make.offering(
        make.office("flat", place=make.place(access=["step_free"])), offering.service
    )
    make.office_day(flat.office)
    everywhere = program.get("/offices/earliest", service="passport").json()
    assert {one["office"] for one in everywhere} == {"altona", "flat"}
    step_free = program.get("/offices/earliest", service="passport", step_free=True).json()
    assert [one["office"] for one in step_free] == ["flat"]


def test_no_step_free_office_is_an_empty_answer(program, offering):
    assert program.get("/times", service="passport", step_free=True).json() == []


def test_each_office_says_its_earliest(program, offering):
    found = program.get("/offices/earliest", service="passport").json()
    assert [(one["office"], one["first"]["time"]) for one in found] == [("altona", "08:00")]


def test_times_may_lie_apart(program, offering):
    found = program.get("/times", service="passport", apart=30).json()
    assert [one["time"] for one in found] == ["08:00", "08:30", "09:00", "09:30"]


@pytest.mark.parametrize("path", ["/times", "/days", "/offices/earliest"])
def test_who_knows_the_answer_gets_none_again(client, offering, path):
    first = client.get(f"/api/v1{path}?service=passport")
    again = client.get(
        f"/api/v1{path}?service=passport", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")

    make.appointment(make.wish(offering))
    changed = client.get(
        f"/api/v1{path}?service=passport", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert changed.status_code == 200
