"""Changing one's own password."""

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
NEW = "three ducks on the canal"


@pytest.fixture
def person(client):
    person = make.person("anna", role=None)
    client.force_login(person)
    return person


def change(client, **said):
    words = {"old": make.PASSWORD, "new": NEW, "again": NEW}
    return client.post("/password/", words | said)


def knows(person, password) -> bool:
    person.refresh_from_db()
    return bool(person.check_password(password))


def test_the_new_password_holds_and_the_session_goes_on(client, person):
    elsewhere = Client()
    elsewhere.force_login(person)
    assert change(client)["Location"] == "/start/"
    assert knows(person, NEW)
    assert client.get("/start/").status_code == 200
    assert elsewhere.get("/start/").status_code == 302


@pytest.mark.parametrize(
    "said", [{"old": "wrong"}, {"again": "else"}, {"new": "short", "again": "short"}, {"new": ""}]
)
def test_the_old_one_holds_when_something_is_wrong(client, person, said):
    page = change(client, **said).content.decode()
    assert "kern-error" in page or "kern-alert--danger" in page
    assert knows(person, make.PASSWORD)


def test_nobody_guesses_the_old_password_from_an_open_desk(client, person):
    for _ in range(5):
        change(client, old="wrong")
    change(client)
    assert knows(person, make.PASSWORD)


def test_strangers_are_asked_to_log_in(client):
    assert client.get("/password/")["Location"] == "/login/?next=%2Fpassword%2F"
