"""Messages over HTTP: asked for on the own page or typed at the kiosk, and stopped."""

import pytest

from anlauf.core.models import Letter
from anlauf.floor.models import Reach
from tests.web import floor_scene as scenes


@pytest.fixture
def visit(scene):
    scenes.seated(scene, 2)
    return scenes.ticket(scene, "11:30", service=1)


@pytest.fixture
def page(visit):
    return scenes.own_page(visit)


@pytest.fixture
def kiosk(scene, client, page):
    """The address of the keypad for this ticket, at a kiosk of the office."""
    scenes.set_up(client, scene.office)
    key = page.strip("/").rpartition("/")[2]
    return f"/kiosk/harburg/en/ticket/{key}/phone/"


def words(answer):
    return answer.content.decode()


def test_the_own_page_leads_to_messages_and_back(client, page):
    assert f"{page}tell/" in words(client.get(page))
    asked = words(client.get(f"{page}tell/"))
    assert "Shall we write when it is your turn?" in asked
    shown = words(client.post(f"{page}tell/", {"email": "visitor@example.org"}, follow=True))
    assert "We write to v…@example.org when it is your turn." in shown
    assert "visitor@example.org" not in shown
    stopped = words(client.post(f"{page}tell/stop/", follow=True))
    assert "We write no more" in stopped
    assert not Reach.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Please leave an e-mail address or a mobile number."),
        ({"email": "no address"}, "email address"),
        ({"phone": "abc"}, "phone number"),
        ({"email": "a@example.org", "phone": "+49 170 1234567"}, "not both"),
        ({"email": "a\0@example.org"}, "Null characters"),
    ],
)
def test_what_cannot_be_reached_is_asked_for_again(client, page, said, why):
    answer = client.post(f"{page}tell/", said | {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 422
    assert why in words(answer)
    assert not Letter.objects.exists()


def test_a_page_that_nobody_knows_tells_nobody(client, db):
    assert client.get("/visit/guessed/tell/").status_code == 404
    assert client.post("/visit/guessed/tell/stop/").status_code == 404


def test_a_number_is_typed_at_the_kiosk_key_by_key_without_scripts(client, kiosk):
    shown = words(client.get(kiosk))
    assert 'name="press" value="7"' in shown
    shown = words(client.post(kiosk, {"code": "017", "press": "0"}))
    assert 'value="0170"' in shown
    assert 'value="017"' in words(client.post(kiosk, {"code": "0170", "press": "back"}))
    assert 'value="017"' in words(client.post(kiosk, {"code": "017", "press": "x"}))


def test_the_kiosk_sends_the_ticket_to_the_phone_and_says_so(client, kiosk):
    ticket = words(client.get(kiosk.removesuffix("phone/")))
    assert "Send it to my phone" in ticket
    shown = words(client.post(kiosk, {"code": "01701234567"}, follow=True))
    assert "We have sent a message to … 567." in shown
    assert "Send it to my phone" not in shown
    letter = Letter.objects.get()
    assert (letter.kind, letter.channel, letter.to) == ("number_asked", "sms", "01701234567")


def test_what_is_no_number_is_refused_at_the_kiosk(client, kiosk):
    answer = client.post(kiosk, {"code": "12"})
    assert answer.status_code in {400, 409, 422}
    assert 'id="code-error"' in words(answer)


def test_a_browser_that_is_no_kiosk_cannot_type_numbers(kiosk):
    assert scenes.english().get(kiosk).status_code == 403
