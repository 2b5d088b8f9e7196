"""An office adds words to its letters, sees them first, and can take them back."""

import re

import pytest
from django.test import Client

from anlauf.booking.models import Appointment
from anlauf.core import clock, queries
from anlauf.core.models import JournalEntry, Letter, LetterText
from anlauf.core.segments import size
from anlauf.directory.models import Office
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/office/altona/letters/?kind=booked&language=en"
UNDO = "/office/altona/letters/undo/?kind=booked&language=en"
DOOR = "Please use the side entrance."


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def manager(client: Client) -> Client:
    office = make.office("altona")
    make.office_day(office, supply=[2] * 24)
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def send(client: Client, status: int = 200, **words: str) -> str:
    shown = client.get(ADDRESS).content.decode()
    mark = re.search(r'name="base" value="([^"]*)"', shown)
    assert mark
    answer = client.post(ADDRESS, {"base": mark.group(1)} | words, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def booked() -> Appointment:
    return make.appointment(make.wish(make.offering(Office.objects.get(key="altona"))))


def letter_about(appointment: Appointment, channel: str = "mail") -> str:
    row = Letter.objects.create(
        channel=channel,
        to="noor@example.org",
        language="en",
        kind="booked",
        facts={"sequence": 0},
        thing="booking.appointment",
        thing_number=appointment.pk,
        written_at=make.AT,
        due_at=make.AT,
    )
    found = queries.letter(row.pk)
    assert found is not None
    assert not found.last_error
    assert type(found.body) is str  # a page must escape it
    return found.body


def test_words_are_shown_before_they_are_saved(manager):
    shown = send(manager, text=DOOR, short="Side entrance!")
    assert shown.count(DOOR) == 2  # in the field and in the letter
    assert "Nothing is saved yet." in shown
    assert not LetterText.objects.exists()


def test_saved_words_stand_in_mails_and_short_messages_of_this_office(manager):
    send(manager, text=DOOR, short="Side entrance!", save="1")
    appointment = booked()
    assert DOOR in letter_about(appointment)
    assert "Side entrance! Code:" in letter_about(appointment, "sms")


def test_letters_written_before_stay_as_they_were(manager):
    appointment = booked()
    clock.use(clock.StoppedClock(make.AT.replace(hour=9)))
    send(manager, text=DOOR, save="1")
    assert DOOR not in letter_about(appointment)


def test_undo_goes_back_one_text_and_back_again_to_none(manager):
    send(manager, text="First.", save="1")
    send(manager, text="Second.", save="1")
    manager.post(UNDO)
    assert LetterText.objects.get(valid_to=None).text == "First."
    assert JournalEntry.objects.filter(verb="letter_text.set").count() == 3


def test_empty_words_end_what_was_added_and_undo_brings_it_back(manager):
    send(manager, text=DOOR, save="1")
    send(manager, text="", short="", save="1")
    assert not LetterText.objects.filter(valid_to=None).exists()
    manager.post(UNDO)
    assert LetterText.objects.get(valid_to=None).text == DOOR


def test_what_is_too_long_is_refused_with_the_limit(manager):
    assert "600 characters are the most" in send(manager, 422, text="x" * 601, save="1")
    assert not LetterText.objects.exists()


def test_somebody_elses_change_is_not_overwritten_unseen(manager):
    send(manager, text="First.", save="1")
    answer = manager.post(ADDRESS, {"base": "", "text": "Mine.", "save": "1"})
    assert "Somebody else has changed this" in answer.content.decode()
    assert LetterText.objects.get(valid_to=None).text == "First."


def test_template_code_and_html_are_only_words(manager):
    send(manager, text="{{ words.code }} <b>x</b>", save="1")
    assert "{{ words.code }} <b>x</b>" in letter_about(booked())
    assert "<b>x</b>" not in manager.get(ADDRESS).content.decode()


@pytest.mark.parametrize("kind", ["confirm_mail", "moved", "cancelled_by_us", "nonsense"])
def test_every_kind_has_a_preview_in_every_language(manager, kind):
    for language in ("de", "en", "xx"):
        address = f"/office/altona/letters/?kind={kind}&language={language}"
        assert manager.get(address).status_code == 200


def test_a_clerk_writes_no_letters(client):
    office = make.office("altona")
    client.force_login(make.person(role=Role.CLERK, at=office))
    assert client.get(ADDRESS).status_code == 403


@pytest.mark.parametrize(
    ("text", "length", "segments"),
    [
        ("", 0, 1),
        ("ä" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("€" * 80, 160, 1),
        ("я" * 70, 70, 1),
        ("я" * 71, 71, 2),
        ("a" * 307, 307, 3),
        ("🙂", 2, 1),
    ],
)
def test_short_messages_are_counted_as_providers_count(text, length, segments):
    counted = size(text)
    assert (counted.length, counted.segments) == (length, segments)
