"""A held time: ten minutes to say whom it is for, then it is an appointment or free again."""

from datetime import timedelta

import pytest
from django.test import Client

from anlauf.booking.models import Appointment
from anlauf.core import clock, queries
from anlauf.core.models import Letter
from tests import make
from tests.web.citizen.town import times, word

PAGE = "6f1b7a9e-0000-4000-8000-000000000000"


@pytest.fixture
def held(client, town) -> str:
    """The address of a page on which a time is held."""
    address = times("identity-card", count="2", where="anywhere").replace("/times/", "/hold/")
    return str(client.post(address, {"time": word("altona", "08:00"), "request": PAGE}).url)


def ten_minutes_later() -> None:
    clock.use(clock.StoppedClock(make.AT + timedelta(minutes=10)))


def book(client: Client, held: str, **said: str):
    return client.post(held, {"language": "en"} | said)


def test_the_page_says_until_when_and_what_for(client, held):
    page = client.get(held).content.decode()
    assert "We keep this time for you until 07:05." in page
    assert "Monday, 23 November 2026" in page
    assert "2 × Identity card" in page
    assert 'data-seconds="600"' in page


def test_everything_may_stay_empty(client, held):
    response = book(client, held)
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "Your appointment is booked" in page
    assert "Keep the address of this page or print it" in page
    assert Appointment.objects.get().state == "booked"
    assert Letter.objects.count() == 0


def test_a_confirmation_goes_to_the_mail_address(client, held):
    book(client, held, email="kim@example.org", name="Kim")
    (asking,) = queries.latest_letters()
    assert (asking.kind, asking.to) == ("confirm_mail", "kim@example.org")
    client.post(make.confirm_link(Appointment.objects.get()))
    letters = {letter.kind: letter for letter in queries.latest_letters()}
    letter = letters["booked"]
    assert (letter.to, letter.language) == ("kim@example.org", "en")
    assert letter.calendar


@pytest.mark.parametrize("name", ["Zoë 🎈 Lüders", "ليلى عباس", "Nguyễn Thị Hoa", "👩‍👩‍👧"])
def test_names_of_all_peoples_are_kept(client, held, name):
    page = client.get(book(client, held, name=name).url).content.decode()
    assert name in page
    assert Appointment.objects.get().name == name


def test_letters_that_turn_the_words_around_them_are_left_out(client, held):
    book(client, held, name="Kim\u202e\u0007 Ärger\u200b")
    assert Appointment.objects.get().name == "Kim Ärger"


@pytest.mark.parametrize(
    "said",
    [
        {"email": "nope"},
        {"email": "x" * 300 + "@example.org"},
        {"phone": "call me"},
        {"phone": "1"},
        {"phone": "0" * 50},
        {"name": "x" * 121},
        {"name": "nul\x00"},
        {"language": "tlh"},
        {"access_needs": "a unicorn"},
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_is_booked(client, held, said):
    response = book(client, held, **said)
    assert response.status_code == 422
    assert 'id="errors"' in response.content.decode()
    again = held.replace("&", "&amp;")
    assert f'id="words" method="post" action="{again}"' in response.content.decode()
    assert Appointment.objects.get().state == "held"


def test_a_million_letters_are_refused(client, held):
    assert 400 <= book(client, held, name="x" * 1_000_000).status_code < 500
    assert Appointment.objects.get().state == "held"


def test_needs_are_told_to_the_office(client, held):
    book(client, held, access_needs="more_time")
    assert Appointment.objects.get().access_needs == ["more_time"]


def test_booking_twice_is_booking_once(client, held):
    assert book(client, held).url.split("?")[0] == book(client, held).url.split("?")[0]
    assert Appointment.objects.count() == 1


def test_after_ten_minutes_the_page_says_so_and_leads_back(client, held):
    ten_minutes_later()
    for response in (client.get(held), book(client, held)):
        assert response.status_code == 410
        page = response.content.decode()
        assert "We no longer keep this time" in page
        assert "/book/identity-card/?count=2&amp;where=anywhere" in page
    assert Appointment.objects.get().state != "booked"


def test_choosing_another_time_gives_this_one_back_at_once(client, town, held):
    release = held.replace("/?", "/release/?")
    response = client.post(release)
    assert response.url == "/book/identity-card/?count=2&where=anywhere"
    assert client.post(release).status_code == 302
    shown = client.get(times("identity-card", count="2", where="anywhere"))
    assert word("altona", "08:00") in shown.content.decode()


def test_a_link_that_holds_nothing_is_a_page_with_a_sentence(client, town):
    for address in ("/hold/nothing/", f"/hold/{'x' * 500}/", "/hold/🦄/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "We cannot find this appointment" in response.content.decode()


def test_nobody_gives_a_time_back_by_looking(client, held):
    assert client.get(held.replace("/?", "/release/?")).status_code == 405


def test_a_change_of_language_keeps_what_was_typed_and_books_nothing(client, held):
    answer = book(client, held, name="Kim", email="kim@", page_language="de")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="de"' in page
    assert 'value="Kim"' in page
    assert 'value="kim@"' in page
    assert "aria-invalid" not in page
    assert '<option value="de" selected>' in page
    assert Appointment.objects.get().state == "held"


def test_the_enter_key_does_not_change_the_language(client, held):
    page = client.get(held).content.decode()
    first = page.index('type="submit" form="words"')
    assert "page_language" not in page[first : page.index("</button>", first)]


def test_a_change_of_language_keeps_the_corrected_address_and_sends_nothing(client, held):
    waiting = book(client, held, email="kim@example.org").url
    address = waiting.replace("/?", "/address/?")
    page = client.get(waiting).content.decode()
    assert 'type="submit" form="words" formnovalidate name="page_language"' in page
    said = {"email": "kim@example.com", "page_language": "de"}
    answer = client.post(address, said).content.decode()
    assert '<html lang="de"' in answer
    assert 'value="kim@example.com"' in answer
    assert Appointment.objects.get().email == "kim@example.org"
