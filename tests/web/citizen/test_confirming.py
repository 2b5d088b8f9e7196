"""After the form a letter asks; its page confirms, and says what to do when that is too late."""

from datetime import timedelta

import pytest
from django.test import Client

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core import clock
from anlauf.core import queries as letters
from anlauf.core.models import Letter
from tests import make
from tests.web.citizen.town import Town, times, word

PAGE = "6f1b7a9e-0000-4000-8000-000000000000"
KIM = "kim@example.org"


@pytest.fixture
def held(client, town) -> str:
    """The address of a page on which a time is held."""
    address = times("identity-card", count="2", where="anywhere").replace("/times/", "/hold/")
    return str(client.post(address, {"time": word("altona", "08:00"), "request": PAGE}).url)


@pytest.fixture
def asked(client, held: str) -> str:
    """The same page after the form was sent with a mail address."""
    answer = client.post(held, {"language": "en", "email": KIM, "name": "Kim"})
    assert answer.url == held
    return held


def link() -> str:
    return make.confirm_link(Appointment.objects.get(state="awaiting_confirmation"))


def later(minutes: int) -> None:
    clock.use(clock.StoppedClock(make.AT + timedelta(minutes=minutes)))


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_page_after_the_form_says_where_the_letter_went_and_until_when(client, asked):
    page = text(client, asked)
    for words in ("Please open your e-mail", KIM, "We keep this time for you until 07:25."):
        assert words in page
    appointment = Appointment.objects.get()
    for secret in (
        appointment.code,
        queries.manage_key(appointment),
        queries.confirm_key(appointment),
    ):
        assert secret not in page


def test_looking_at_the_letters_page_books_nothing(client, asked):
    page = text(client, link())
    assert "Do you want this appointment?" in page
    assert "2 × Identity card" in page
    assert Appointment.objects.get().state == "awaiting_confirmation"


def test_one_button_books_and_twice_is_once(client, asked):
    address = link()
    own = client.post(address).url
    assert own.endswith("?just=booked")
    assert "Your appointment is booked" in text(client, own)
    assert client.post(address).url == own.split("?")[0]
    assert client.get(address).url == own.split("?")[0]
    assert Letter.objects.filter(kind="booked").count() == 1


def test_the_browser_that_asked_is_told_but_given_nothing(client, asked):
    client.post(link())
    appointment = Appointment.objects.get()
    for answer in (
        client.get(asked),
        client.post(asked, {"language": "en"}),
        client.post(asked.replace("/?", "/without-mail/?")),
        client.post(asked.replace("/?", "/address/?"), {"email": "else@example.org"}),
    ):
        page = answer.content.decode()
        assert (answer.status_code, "Your appointment is confirmed" in page) == (200, True)
        for secret in (appointment.code, queries.manage_key(appointment), KIM):
            assert secret not in page
    client.post(asked.replace("/?", "/release/?"))
    assert Appointment.objects.get().state == "booked"


def test_a_wrong_address_is_corrected_and_the_old_letter_is_worthless(client, asked):
    old = link()
    answer = client.post(asked.replace("/?", "/address/?"), {"email": "kai@example.org"})
    assert answer.url == asked
    assert "kai@example.org" in text(client, asked)
    assert client.get(old).status_code == client.post(old).status_code == 404
    assert client.post(link()).status_code == 302
    assert Appointment.objects.get().name == "Kim"


@pytest.mark.parametrize("email", ["", "nope", "x" * 300 + "@example.org", "nul\x00@example.org"])
def test_an_address_that_is_none_is_asked_again(client, asked, email):
    answer = client.post(asked.replace("/?", "/address/?"), {"email": email})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()
    assert Appointment.objects.get().email == KIM


def test_without_e_mail_the_code_is_shown_at_once(client, asked):
    answer = client.post(asked.replace("/?", "/without-mail/?"))
    page = text(client, answer.url)
    appointment = Appointment.objects.get()
    assert appointment.code in page
    assert "Keep the address of this page or print it" in page
    assert (appointment.state, appointment.email) == ("booked", "")
    assert client.post(asked.replace("/?", "/without-mail/?")).url == answer.url


def test_too_late_the_page_says_so_and_leads_to_a_search(client, asked):
    address = link()
    later(30)
    for answer in (client.get(address), client.post(address), client.get(asked)):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "until 07:25. Nobody confirmed it by then" in page
        assert "/book/identity-card/?count=2" in page
    assert Appointment.objects.get().state == "awaiting_confirmation"


def test_the_times_page_still_knows_the_time_that_waits(client, asked):
    page = text(client, times("identity-card", count="2", where="anywhere"))
    assert "Go on with this time" in page


@pytest.mark.parametrize("key", ["nothing", "x" * 500, "🦄", "%00"])
def test_a_link_of_nobodys_letter_opens_nothing(client, town, key):
    assert client.get(f"/confirm/{key}/").status_code == 404
    assert client.post(f"/confirm/{key}/").status_code == 404


def test_weeks_after_the_appointment_its_links_say_that_they_have_ended(client, asked):
    booked = client.post(link()).url
    later(60 * 24 * 15)
    answer = client.get(booked)
    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()


def fill(town: Town, email: str) -> list[Appointment]:
    """A household with as many appointments for this service as it may have."""
    wishes = [
        Wish((Line(town.card.pk),), town.altona.pk, make.DAY, make.tick(at))
        for at in ("09:00", "09:30")
    ]
    return [make.appointment(wish, contact=Contact(email=email)) for wish in wishes]


def test_one_too_many_is_told_without_telling_whose_they_are(client, town, held):
    theirs = fill(town, KIM)
    answer = client.post(held, {"language": "en", "email": "KIM+new@example.org"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "You have appointments already" in page
    assert "/appointment/" in page
    for one in theirs:
        assert queries.manage_key(one) not in page
        assert one.code not in page


def test_who_has_proved_the_mailbox_is_shown_what_they_have(client, town, asked):
    theirs = fill(town, KIM)
    page = client.post(link()).content.decode()
    assert "These are yours" in page
    assert all(queries.manage_key(one) in page for one in theirs)


def test_letters_speak_the_language_chosen_for_them(client, asked):
    (letter,) = letters.latest_letters()
    assert "Please open this link and confirm" in letter.body
    assert letter.subject.startswith("Please confirm:")


def test_a_time_given_back_while_the_letter_waits_is_free_again(client, asked):
    address = link()
    client.post(asked.replace("/?", "/release/?"))
    assert client.post(address).status_code == 410
    wish = Appointment.objects.get()
    assert wish.state == "cancelled"
    commands.end_holds(at=make.AT)
    shown = client.get(times("identity-card", count="2", where="anywhere"))
    assert word("altona", "08:00") in shown.content.decode()
