"""The code from a letter, by hand: type it, choose a time, book; and every way it can go wrong."""

from uuid import uuid4

import pytest

from anlauf.booking import commands
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Line
from anlauf.core.actors import Actor, Kind
from anlauf.engine import codes
from tests import make

AGENT = Actor(Kind.STAFF, 7)


@pytest.fixture
def code(town) -> str:
    """A code for an identity card in Altona or Harburg."""
    offices = (town.altona.pk, town.harburg.pk)
    _row, code = commands.invite(
        (Line(town.card.pk),), offices, make.later(7), "en", by=AGENT, at=make.AT
    )
    return code


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def enter(client, code):
    return client.post("/invitation/", {"code": code})


def test_a_code_leads_to_the_times_kept_for_it_and_then_to_an_appointment(client, code):
    page = enter(client, code.lower()).url
    assert code not in page
    shown = words(client.get(page))
    assert "Your code is valid until 30 November 2026" in shown
    assert "time=altona.2026-11-23.08%3A00" in shown
    assert "mobile" not in shown
    assert "harburg.2026-11-25" in words(client.get(page, {"day": "2026-11-25"}))

    book = f"{page}book/?time=altona.2026-11-23.08:00"
    assert "Identity card" in words(client.get(book))
    said = {"language": "en", "request": str(uuid4())}
    first, second = client.post(book, said), client.post(book, said)
    assert first.url == second.url
    assert "Your appointment is booked" in words(client.get(first.url))
    appointment = Appointment.objects.get()
    assert (appointment.share, appointment.state) == (
        Share.INVITATION,
        AppointmentState.BOOKED,
    )
    assert "already been booked with this code" in words(enter(client, code))


def test_a_wrong_code_says_so_and_guessing_is_slowed_down(client, town):
    wrong = codes.spell(12345)
    for _ in range(5):
        answer = enter(client, wrong)
        assert answer.status_code == 404
        assert "We do not know this code." in words(answer)
    assert enter(client, wrong).status_code == 429


def test_a_slip_is_noticed_without_counting(client, code):
    answer = enter(client, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert answer.status_code == 422


def test_a_code_that_is_over_says_until_when_it_was_valid(client, code):
    Invitation.objects.update(valid_until=make.later(-1))
    assert "valid until 22" in words(enter(client, code))


def test_a_withdrawn_code_says_so(client, code):
    commands.withdraw_invitation(Invitation.objects.get(), by=AGENT, at=make.AT)
    assert "has withdrawn this code" in words(enter(client, code))


@pytest.mark.parametrize("word", ["x", "💥", "a:b", "." * 60])
def test_a_made_up_word_opens_nothing(client, town, word):
    for page in ("", "book/?time=altona.2026-11-23.08:00"):
        assert client.get(f"/invitation/{word}/{page}").status_code == 404


def test_a_time_that_is_gone_is_said_above_those_that_are_left(client, code, town):
    page = enter(client, code).url
    wish = make.wish(town.altona.offerings.get(service=town.card))
    make.appointment(wish)
    said = {"language": "en", "request": str(uuid4())}
    answer = client.post(f"{page}book/?time=altona.2026-11-23.08:00", said)
    assert answer.status_code == 409
    assert "no longer free" in words(answer)
    assert "altona.2026-11-23.08%3A15" in words(answer)


@pytest.mark.parametrize("time", ["", "altona", "mobile.2026-11-28.08:00", "altona.2026-11-23.8"])
def test_a_strange_time_is_refused(client, code, time):
    page = enter(client, code).url
    assert client.get(f"{page}book/", {"time": time}).status_code == 422


def test_with_a_mail_address_the_letter_has_to_be_opened_first(client, code):
    page = enter(client, code).url
    said = {"language": "en", "request": str(uuid4()), "email": "kim@example.org"}
    answer = client.post(f"{page}book/?time=altona.2026-11-23.08:00", said)
    assert answer.url.startswith("/hold/")
    assert client.get(answer.url).status_code == 200
    assert Appointment.objects.get().state == AppointmentState.AWAITING_CONFIRMATION
