"""Other programs read what the city offers."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_the_process_and_its_database_answer(client):
    assert client.get("/api/v1/health").json()["status"] == "ok"


def test_services_are_listed_and_searched(client):
    make.city()
    make.service("passport", name={"de": "Reisepass", "en": "Passport"})
    make.service("dog", name={"de": "Hund anmelden", "en": "Register a dog"})
    assert {one["key"] for one in client.get("/api/v1/services").json()} == {"passport", "dog"}
    found = client.get("/api/v1/services?words=pasport&language=en").json()
    assert [one["key"] for one in found] == ["passport"]


def test_a_service_says_where_it_is_offered(client):
    offering = make.offering(make.office("altona"), make.service("passport"))
    answer = client.get(f"/api/v1/services/{offering.service.key}").json()
    assert answer["offices"] == ["altona"]


def test_an_unknown_service_is_a_problem_with_a_sentence(client):
    make.city()
    answer = client.get("/api/v1/services/nothing-of-the-kind", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unknown_service"
    assert "nothing-of-the-kind" in answer.json()["detail"]


@pytest.mark.parametrize("list_of", ["services", "offices"])
def test_a_list_asked_with_an_unreadable_area_says_so(client, list_of):
    make.city()
    answer = client.get(f"/api/v1/{list_of}?area=%00")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"] == "area"


def test_offices_are_listed_with_their_addresses(client):
    office = make.office("altona")
    (one,) = client.get("/api/v1/offices").json()
    assert (one["key"], one["street"]) == ("altona", office.place.street)
