"""Who may open which address."""

from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from anlauf.people.roles import Right, Role
from anlauf.web.common import guards
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rooms(settings):
    settings.ROOT_URLCONF = "tests.web.common.rooms"


def logged_in(client: Client, role: Role | None, at=None) -> Client:
    client.force_login(make.person(role=role, at=at))
    return client


def test_everybody_is_a_citizen_on_a_public_page(client):
    logged_in(client, Role.CLERK, make.office("altona"))
    assert client.get("/public/").content == b"citizen"


def test_a_kiosk_acts_as_a_device(client):
    assert client.get("/device/").content == b"device"


def test_staff_act_in_their_own_name(client):
    person = make.person()
    client.force_login(person)
    assert client.get("/staff/").content == f"staff:{person.pk}".encode()


@pytest.mark.parametrize("address", ["/staff/", "/everywhere/", "/altona/"])
def test_strangers_are_asked_to_log_in_and_brought_back(client, address):
    make.office("altona")
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/login/?next={quote(address, safe='')}"


def test_a_stranger_who_sends_a_form_is_not_brought_back_to_it(client):
    assert client.post("/staff/")["Location"] == "/login/"


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/staff/?a=1"}
    answer = client.get("/staff/part/", headers=headers)
    assert answer.status_code == 404
    answer = client.get("/staff/", headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/login/?next=%2Fstaff%2F"


def test_a_right_in_the_whole_city_opens_the_citys_page(client):
    assert logged_in(client, Role.STEERING).get("/everywhere/").status_code == 200


def test_a_right_at_one_office_does_not_open_the_citys_page(client):
    office = make.office("altona")
    assert logged_in(client, Role.STEERING, office).get("/everywhere/").status_code == 403


def test_an_office_is_open_to_those_who_work_there(client):
    office = make.office("altona")
    answer = logged_in(client, Role.CLERK, office).get("/altona/")
    assert (answer.status_code, answer.content) == (200, b"altona")


def test_another_office_is_refused(client):
    make.office("altona")
    answer = logged_in(client, Role.CLERK, make.office("harburg")).get("/altona/")
    assert answer.status_code == 403
    assert b"<h1" in answer.content


def test_a_role_in_the_whole_city_opens_every_office(client):
    make.office("altona")
    assert logged_in(client, Role.ADMINISTRATOR).get("/altona/").status_code == 200


def test_an_unknown_office_does_not_exist(client):
    answer = logged_in(client, Role.ADMINISTRATOR).get("/nowhere/")
    assert answer.status_code == 404


def test_somebody_dismissed_is_out_at_once(client):
    person = make.person()
    client.force_login(person)
    person.is_active = False
    person.save()
    assert client.get("/staff/").status_code == 302


def test_what_staff_see_stays_in_no_cache(client):
    assert "no-store" in logged_in(client, Role.STEERING).get("/everywhere/")["Cache-Control"]


def test_a_second_guard_is_a_mistake():
    def view(request: object) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(TypeError, match="two guards"):
        guards.staff(guards.needs(Right.SEE_CITY)(view))
