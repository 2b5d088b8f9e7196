"""Drawing a number from afar over HTTP, and saying on one's own phone that one is there."""

import re

import pytest
from django.test import Client

from anlauf.booking import queries as bookings
from anlauf.core import clock
from anlauf.core.actors import DEVICE, SYSTEM
from anlauf.core.models import Letter
from anlauf.floor import commands as floor
from anlauf.floor import queries
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid
from anlauf.floor.models import Joining, Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.web import floor_scene as scenes


@pytest.fixture(autouse=True)
def at_noon():
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def client() -> Client:
    return scenes.english()


@pytest.fixture
def scene(db) -> scenes.Scene:
    made = scenes.scene()
    allow(ArrivalPolicy(joins=True, door_code=True))
    return made


def allow(policy: ArrivalPolicy) -> None:
    floor.set_arrival_rule(None, ArrivalRuleSaid(policy), by=SYSTEM, at=make.AT)


ASKED = "/offices/harburg/join/"
NUMBER = f"{ASKED}number/?service=identity-card&count=1&way=20"


def draw(client: Client, **said: str) -> Visit:
    """Draw a number as a browser does."""
    page = client.get(NUMBER).content.decode()
    key = re.search(r'name="request_key" value="([^"]+)"', page)
    assert key is not None
    answer = client.post(NUMBER, {"request_key": key[1], **said})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith("/visit/")
    return Visit.objects.get(from_afar=True)


def page_of(visit: Visit) -> str:
    return scenes.own_page(visit)


def test_the_office_page_leads_to_a_number_where_that_is_allowed(scene, client):
    assert ASKED in client.get("/offices/harburg/").content.decode()
    allow(ArrivalPolicy(joins=False))
    assert ASKED not in client.get("/offices/harburg/").content.decode()
    answer = client.get(ASKED)
    assert answer.status_code == 409
    assert "only at its entrance" in answer.content.decode()


def test_somebody_says_what_for_and_how_far_and_is_told_when_to_come(scene, client):
    scenes.seated(scene, 2)
    for _ in range(6):
        scenes.ticket(scene, "11:50")
    assert "How long do you need to get here?" in client.get(ASKED).content.decode()
    shown = client.get(NUMBER).content.decode()
    assert re.search(r"Be there at 1[23]:\d[05]", shown)
    assert "Apply for an identity card" in shown


def test_without_an_answer_the_page_asks_again(scene, client):
    answer = client.get(f"{ASKED}number/?count=1&way=20")
    assert answer.status_code == 422
    assert "Please choose what you need." in answer.content.decode()


def test_the_number_has_a_page_with_its_place_and_a_code(scene, client):
    scenes.seated(scene, 2)
    for _ in range(4):
        scenes.ticket(scene, "11:50")
    visit = draw(client)

    shown = client.get(page_of(visit)).content.decode()

    assert visit.state == TicketState.COMING
    assert "Be there at 12:" in shown
    assert "4 people" in shown
    assert visit.appointment.code in shown
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in shown


def test_messages_are_sent_only_to_who_asks_and_to_one_address(scene, client):
    draw(client, email="ada@example.org")
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("number_joined", "ada@example.org")
    answer = client.post(
        NUMBER,
        {
            "request_key": "7c4a8d09-ca37-4f2e-9d0e-1b7c5d8f6a11",
            "email": "b@example.org",
            "phone": "0171 1234567",
        },
    )
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()


def test_a_wrong_address_is_named_where_it_stands(scene, client):
    answer = client.post(
        NUMBER, {"request_key": "7c4a8d09-ca37-4f2e-9d0e-1b7c5d8f6a11", "email": "ada"}
    )
    assert answer.status_code == 422
    assert not Joining.objects.exists()


def test_todays_digits_bring_somebody_in(scene, client):
    visit = draw(client)
    address = f"{page_of(visit)}here/"

    wrong = client.post(address, {"digits": "12"})
    assert wrong.status_code == 422
    assert "not today&#x27;s digits" in wrong.content.decode()

    digits = queries.door_code(scene.office, make.DAY)
    shown = client.post(address, {"digits": digits}, follow=True).content.decode()
    visit.refresh_from_db()
    assert visit.state == TicketState.WAITING
    assert "Good that you are here." in shown


def test_whoever_was_called_in_vain_reads_until_when_their_place_is_kept(scene, client):
    visit = draw(client)
    floor.be_here(visit, by=DEVICE, at=scenes.NOON)
    session = scenes.seated(scene, 3)
    scenes.called(session, "12:00")
    floor.miss(visit, by=scenes.actor(session.person), at=scenes.NOON)
    shown = client.get(page_of(visit)).content.decode()
    assert "We called you, but you were not here" in shown
    assert "12:15" in shown


def test_a_number_from_afar_is_given_up_like_any_other(scene, client):
    visit = draw(client, email="ada@example.org")
    client.post(f"{page_of(visit)}leave/")
    visit.refresh_from_db()
    assert visit.state == TicketState.LEFT
    assert not Letter.objects.exists()


def test_when_nothing_is_left_the_page_says_what_else_there_is(scene, client):
    floor.stop_tickets(scene.office, by=SYSTEM, at=scenes.NOON)
    beside = scenes.neighbour(scene, "altona", place=make.place(latitude=53.55, longitude=9.94))
    here = scene.office.place
    here.latitude, here.longitude = 53.46, 9.98
    here.save()
    make.sure(beside)

    shown = client.get(NUMBER).content.decode()

    assert "No number at the moment" in shown
    assert "Still possible today without an appointment" in shown
    assert "altona" in shown
    assert "Way: about" in shown


def test_an_appointment_is_checked_in_with_the_digits_from_its_own_page(scene, client):
    appointment = scenes.booked(scene, "12:15")
    from_page = f"/appointment/{make.sure(manage(appointment))}/"
    assert "five digits from the entrance" in client.get(from_page).content.decode()
    wrong = client.post(f"{from_page}here/", {"digits": "1"})
    assert wrong.status_code == 422

    digits = queries.door_code(scene.office, make.DAY)
    answer = client.post(f"{from_page}here/", {"digits": digits})

    assert answer.status_code == 302
    assert Visit.objects.get().due_at == make.moment("12:15")


def test_the_square_at_the_door_asks_whose_code_it_is(scene, client):
    appointment = scenes.booked(scene, "12:15")
    digits = queries.door_code(scene.office, make.DAY)
    shown = client.get(f"/here/harburg/?door={digits}").content.decode()
    assert f'value="{digits}"' in shown

    wrong = client.post("/here/harburg/", {"code": appointment.code, "door": "0"})
    assert wrong.status_code == 422
    answer = client.post("/here/harburg/", {"code": appointment.code, "door": digits})

    assert answer.status_code == 302
    assert Visit.objects.get().appointment == appointment


def test_an_office_without_digits_says_where_to_check_in(scene, client):
    allow(ArrivalPolicy(joins=True))
    answer = client.get("/here/harburg/")
    assert answer.status_code == 409
    assert "machine at the entrance" in answer.content.decode()


def manage(appointment) -> str:
    return bookings.manage_key(appointment)
