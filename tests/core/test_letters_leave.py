"""Letters leave once, wait when the carrier cannot, and say why."""

import smtplib
from contextlib import AbstractContextManager
from datetime import timedelta
from email.message import Message

import pytest
from django.core import mail
from django.test import override_settings

from anlauf.core import clock, outbox, patience, queries
from anlauf.core.carriers import Mailbox, MailServer, on_duty, sends_sms
from anlauf.core.clock import StoppedClock
from anlauf.core.commands import delivery
from anlauf.core.gateway import Gateway
from anlauf.core.handover import HandOver, NotDelivered
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.outbox import Recipient
from anlauf.core.states import LetterState
from anlauf.core.tasks import deliver_letters
from anlauf.core.writers import Words
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def writer(settings):
    settings.LETTER_WRITERS = {"directory": f"{__name__}.written"}


def written(letter: Letter) -> Words:
    return Words("Booked", letter.facts["greeting"], calendar="BEGIN:VCALENDAR")


def put(channel: Letter.Channel = Letter.Channel.MAIL, **facts: object) -> Letter:
    to = Recipient(channel, "noor@example.org", "en")
    said = facts or {"greeting": "Hello"}
    return outbox.put("booked", to, about=make.city(), facts=said, at=make.AT)


class Closed:
    """A carrier that takes nothing."""

    channels = frozenset({Letter.Channel.MAIL})
    recognises_repeats = False

    def opened(self, letter: Letter) -> AbstractContextManager[HandOver]:
        raise NotDelivered(f"No line for {letter.kind}.")


def test_a_due_letter_leaves_once():
    letter = put()
    assert delivery.deliver(Mailbox(), at=make.AT) == 1
    assert delivery.deliver(Mailbox(), at=make.AT) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.tries) == (LetterState.SENT, make.AT, 1)


def test_a_letter_nobody_takes_is_tried_again_later():
    letter = put()

    assert delivery.deliver(Closed(), at=make.AT) == 0

    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert 30 <= (letter.due_at - make.AT).total_seconds() <= 37.5
    assert letter.last_error == "No line for booked."


def test_a_letter_is_given_up_after_two_days_with_a_word_in_the_journal():
    letter, at, tries = put(), make.AT, 0
    while letter.state == LetterState.WAITING:
        delivery.deliver(Closed(), at=at)
        tries += 1
        letter.refresh_from_db()
        at = letter.due_at

    assert letter.state == LetterState.FAILED
    assert letter.claimed_at is not None
    assert timedelta(days=2) <= letter.claimed_at - make.AT < timedelta(days=2, hours=8)
    assert tries == letter.tries == 13
    entry = JournalEntry.objects.get(verb="letter.given_up", thing_number=letter.pk)
    assert entry.facts == {"kind": "booked", "channel": "mail", "tries": tries}


def test_pauses_grow_to_a_longest_and_are_spread():
    pauses = [patience.LETTERS.pause(tries, 7) for tries in range(1, 40)]
    assert pauses[1] > 3 * pauses[0]
    assert max(pauses) <= timedelta(hours=7.5)
    assert len({patience.LETTERS.pause(1, number) for number in range(50)}) > 40


@override_settings(DEFAULT_FROM_EMAIL="city@example.org")
def test_the_mail_server_gets_words_and_calendar(mailoutbox):
    put()

    delivery.deliver(MailServer(), at=make.AT)

    sent = mailoutbox[0].message()
    assert isinstance(sent, Message)
    assert sent["To"] == "noor@example.org"
    assert sent["Message-ID"].endswith("@example.org>")
    assert "text/calendar" in [part.get_content_type() for part in sent.walk()]


def test_a_line_that_breaks_while_a_mail_is_handed_over_leaves_a_doubt(monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(mail.EmailMessage, "send", broken)
    letter = put()
    assert delivery.deliver(MailServer(), at=make.AT) == 0
    letter.refresh_from_db()
    assert letter.state == LetterState.DOUBT
    assert letter.last_error == "SMTPServerDisconnected: gone"


def test_the_mail_server_takes_no_short_messages():
    put(Letter.Channel.SMS)
    assert delivery.deliver(MailServer(), at=make.AT) == 0


@pytest.mark.parametrize(("chosen", "expected"), [("mailbox", Mailbox), ("smtp", MailServer)])
def test_the_installation_chooses_its_carrier(chosen, expected):
    with override_settings(LETTER_CARRIER=chosen):
        assert [type(carrier) for carrier in on_duty()] == [expected]


def test_a_gateway_carries_short_messages_except_in_a_city_on_trial():
    with override_settings(LETTER_CARRIER="smtp", SMS_ADDRESS="https://sms.example.org/"):
        assert [type(carrier) for carrier in on_duty()] == [MailServer, Gateway]
        assert sends_sms()
    with override_settings(LETTER_CARRIER="mailbox", SMS_ADDRESS="https://sms.example.org/"):
        assert [type(carrier) for carrier in on_duty()] == [Mailbox]
    with override_settings(LETTER_CARRIER="smtp"):
        assert not sends_sms()


@pytest.mark.parametrize(("chosen", "left"), [("mailbox", 0), ("", 60)])
def test_the_task_empties_the_outbox_or_lets_it_wait(chosen, left, monkeypatch):
    before = clock.use(StoppedClock(make.AT))
    for _ in range(60):
        put()

    with override_settings(LETTER_CARRIER=chosen):
        deliver_letters(0)

    clock.use(before)
    assert Letter.objects.filter(state=LetterState.WAITING).count() == left


def test_a_letter_that_no_mail_can_be_written_for_holds_up_no_other(mailoutbox):
    first = put()
    first.to = f"noor@{'ü' * 63}.de"
    first.save(update_fields=["to"])
    second = put()
    second.to = "ada@example.org"
    second.save(update_fields=["to"])

    assert delivery.deliver(MailServer(), at=make.AT) == 1

    assert mailoutbox[0].to == ["ada@example.org"]
    first.refresh_from_db()
    assert first.state == LetterState.FAILED
    assert first.last_error.startswith("UnicodeError")


def test_a_letter_gets_its_words_when_it_leaves_and_keeps_them():
    letter = put()
    assert letter.body == ""

    delivery.deliver(Mailbox(), at=make.AT)

    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.calendar) == ("Booked", "Hello", "BEGIN:VCALENDAR")


def test_a_letter_that_is_only_looked_at_stays_unwritten():
    letter = put()
    shown = queries.letter(letter.pk)
    assert shown is not None
    assert shown.body == "Hello"
    letter.refresh_from_db()
    assert letter.body == ""


def test_a_letter_that_cannot_be_written_waits_and_holds_up_no_other():
    broken, whole = put(misses="the greeting"), put()

    assert delivery.deliver(Mailbox(), at=make.AT) == 1

    broken.refresh_from_db()
    whole.refresh_from_db()
    assert whole.state == LetterState.SENT
    assert broken.state == LetterState.WAITING
    assert broken.due_at > make.AT
    assert broken.last_error == "KeyError: 'greeting'"
    assert [letter.body for letter in queries.latest_letters()] == ["Hello", ""]


def test_a_letter_nobody_can_write_says_whose_writer_is_missing(settings):
    settings.LETTER_WRITERS = {}
    letter = put()
    assert delivery.deliver(Mailbox(), at=make.AT) == 0
    letter.refresh_from_db()
    assert letter.last_error == "KeyError: 'directory'"
