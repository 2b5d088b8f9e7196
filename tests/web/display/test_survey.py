"""The survey's doors: one's own page, the code on the wall, the tablet at the exit."""

import pytest
from django.urls import reverse

from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from anlauf.floor import commands as floor
from anlauf.floor.queries import visit_key
from anlauf.surveys.models import Tally
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def noon():
    before = clock.use(clock.StoppedClock(make.moment("12:00")))
    yield
    clock.use(before)


@pytest.fixture
def house():
    return make_floor.house()


@pytest.fixture
def visit(house):
    found = make_floor.ticket(house, "08:00")
    floor.leave(found, by=CITIZEN, at=make.moment("08:05"))
    return found


def people():
    rows = Tally.objects.filter(question="", dimension="all")
    return sum(rows.values_list("number", flat=True))


def test_the_page_of_a_visit_that_is_over_leads_to_five_questions(client, visit):
    key = visit_key(visit.appointment)
    page = client.get(reverse("display:visit", args=[key]), headers=ENGLISH)
    address = reverse("display:survey", args=[key])
    assert address in page.content.decode()
    questions = client.get(address, headers=ENGLISH).content.decode()
    assert questions.count("<legend") == 5

    sent = client.post(address, {"overall": "4", "wished": "1"}, headers=ENGLISH)
    assert sent.status_code == 302
    assert "Thank you" in client.get(address, headers=ENGLISH).content.decode()
    client.post(address, {"overall": "1"})
    assert people() == 1


def test_without_the_first_answer_the_page_asks_again_and_keeps_what_was_said(client, visit):
    address = reverse("display:survey", args=[visit_key(visit.appointment)])
    page = client.post(address, {"staff": "2", "words": "Zu laut"}, headers=ENGLISH)
    assert page.status_code == 422
    assert "Zu laut" in page.content.decode()
    assert people() == 0


def test_the_code_on_the_wall_asks_for_the_number_of_today(client, house, visit):
    address = reverse("display:poster", args=[house.office.key])
    wrong = client.post(address, {"overall": "4", "number": "999"}, headers=ENGLISH)
    assert wrong.status_code == 422
    right = client.post(address, {"overall": "4", "number": str(visit.number)}, headers=ENGLISH)
    assert "Thank you" in right.content.decode()
    assert people() == 1


def test_many_answers_from_one_network_are_slowed_down(client, house):
    address = reverse("display:poster", args=[house.office.key])
    tried = [
        client.post(address, {"overall": "4", "number": "999"}, REMOTE_ADDR="192.0.2.7")
        for _ in range(31)
    ]
    assert tried[-1].status_code == 429


def test_a_tablet_must_be_set_up_for_the_office(client, house):
    assert client.get(reverse("display:tablet", args=[house.office.key, "en"])).status_code == 403
