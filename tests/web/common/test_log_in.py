"""How staff come in and where they land."""

import pytest

from anlauf.people.models import Membership
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db


def log_in(client, login, password=make.PASSWORD, **more):
    return client.post("/login/", {"login": login, "password": password, **more})


def landing(client, answer) -> str:
    return str(client.get(answer["Location"])["Location"])


def test_a_clerk_lands_at_the_counter_of_their_office(client):
    person = make.person(role=Role.CLERK, at=make.office("altona"))
    assert landing(client, log_in(client, person.login)) == "/counter/altona/"


def test_steering_lands_in_the_city(client):
    person = make.person(role=Role.STEERING)
    assert landing(client, log_in(client, person.login)) == "/city/"


def test_somebody_with_two_offices_chooses(client):
    person = make.person(role=Role.CLERK, at=make.office("altona"))
    Membership.objects.create(person=person, role=Role.CLERK, office=make.office("harburg"))
    answer = client.get(log_in(client, person.login)["Location"])
    page = answer.content.decode()
    assert "/counter/altona/" in page
    assert "/counter/harburg/" in page


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    person = make.person(role=None)
    answer = client.get(log_in(client, person.login)["Location"])
    assert "kern-alert--info" in answer.content.decode()


def test_after_logging_in_one_is_back_where_one_was(client):
    person = make.person()
    assert log_in(client, person.login, next="/city/?sort=wait")["Location"] == "/city/?sort=wait"


def test_nobody_is_sent_elsewhere_after_logging_in(client):
    person = make.person()
    assert log_in(client, person.login, next="https://example.org/")["Location"] == "/start/"


def test_the_session_is_a_new_one_after_logging_in(client):
    client.get("/login/")
    before = client.session.session_key
    log_in(client, make.person().login)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_name_sound_the_same(client):
    person = make.person()
    wrong = log_in(client, person.login, "not the password").content.decode()
    unknown = log_in(client, "nobody", "not the password").content.decode()
    assert wrong.replace(person.login, "nobody").split("<main")[1].count("kern-alert--danger") == 1
    sentence = wrong.split('<h2 class="kern-title">')[1].split("</h2>")[0]
    assert sentence in unknown


def test_the_password_is_never_sent_back(client):
    assert "not the password" not in log_in(client, "nobody", "not the password").content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits(client):
    person = make.person()
    for _ in range(5):
        log_in(client, person.login, "wrong")
    answer = log_in(client, person.login)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("login", ["", "x" * 5000, "🦄", "\x00", "\u202ereversed"])
def test_strange_names_are_asked_again(client, login):
    assert log_in(client, login, "x").status_code == 200


def test_logging_out_needs_a_form(client):
    client.force_login(make.person())
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert "_auth_user_id" not in client.session
