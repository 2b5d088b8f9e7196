"""What a mail server or a gateway answers decides what becomes of a letter, and of its line."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from anlauf.core import clock, queries
from anlauf.core.actors import SYSTEM
from anlauf.core.carriers import MailServer
from anlauf.core.clock import StoppedClock
from anlauf.core.commands import delivery, settling
from anlauf.core.gateway import Gateway
from anlauf.core.models import JournalEntry, Letter, Line
from anlauf.core.states import LetterState
from tests import make
from tests.core import post

pytestmark = pytest.mark.django_db
SMS = Letter.Channel.SMS


@pytest.fixture(autouse=True)
def frame(settings):
    settings.LETTER_WRITERS = {"directory": "tests.core.post.written"}
    settings.DEFAULT_FROM_EMAIL = "city@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    before = clock.use(StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def mail(settings):
    with post.post() as (taken, number):
        settings.EMAIL_PORT = number
        yield taken


@pytest.fixture
def provider():
    with post.provider() as running:
        yield running


def gateway(provider: post.Provider) -> Gateway:
    return Gateway(f"http://127.0.0.1:{provider.server_port}/v1/messages", "secret", "Hamburg")


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def shown() -> str:
    said = StringIO()
    call_command("letters", stdout=said)
    return said.getvalue()


def test_an_address_that_does_not_exist_is_given_up_at_once_and_holds_up_no_other(mail):
    mail.answers["gone@example.org"] = "550 5.1.1 No such user"
    gone, fine = post.put(to="gone@example.org"), post.put()

    assert delivery.deliver(MailServer(), at=make.AT) == 1

    assert (state(gone), state(fine)) == (LetterState.FAILED, LetterState.SENT)
    assert gone.last_error == "SMTPRecipientsRefused: 550"
    assert JournalEntry.objects.filter(verb="letter.rejected", thing_number=gone.pk).exists()


@pytest.mark.parametrize("answer", ["450 4.2.1 Later", "554 5.7.1 Relay access denied"])
def test_a_refusal_that_may_end_is_tried_again(mail, answer):
    mail.answers["noor@example.org"] = answer
    letter = post.put()
    assert delivery.deliver(MailServer(), at=make.AT) == 0
    assert state(letter) == LetterState.WAITING
    assert letter.due_at > make.AT


def test_a_mail_that_the_server_will_not_store_is_tried_again(mail):
    mail.answers["DATA"] = "452 4.3.1 Full"
    letter = post.put()
    delivery.deliver(MailServer(), at=make.AT)
    assert state(letter) == LetterState.WAITING


def test_a_closed_mail_server_is_left_alone_after_three_letters_until_later(mail, settings):
    opened, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    letters = [post.put() for _ in range(6)]

    assert delivery.deliver(MailServer(), at=make.AT) == 0

    assert sum(state(letter) == LetterState.WAITING for letter in letters) == 6
    assert sorted(letter.tries for letter in letters) == [0, 0, 0, 1, 1, 1]
    line = Line.objects.get(channel="mail")
    assert line.shut_until is not None
    assert line.failures == 3

    settings.EMAIL_PORT = opened
    assert delivery.deliver(MailServer(), at=line.shut_until - timedelta(seconds=1)) == 0
    assert delivery.deliver(MailServer(), at=line.shut_until + timedelta(minutes=1)) == 6
    assert Line.objects.filter(channel="mail", failures=0, shut_until=None).exists()


def test_a_closed_mail_server_does_not_hold_up_short_messages(provider):
    for _ in range(4):
        post.put()
    sms = post.put(SMS, "+49 40 115")

    delivery.deliver(MailServer(), at=make.AT)
    assert delivery.deliver(gateway(provider), at=make.AT) == 1

    assert state(sms) == LetterState.SENT


def test_a_gateway_gets_number_text_sender_token_and_key(provider):
    letter = post.put(SMS, "+49 (40) 115")

    delivery.deliver(gateway(provider), at=make.AT)

    request = provider.requests[0]
    assert request.pop("key").startswith(f"letter-{letter.pk}-")
    assert request == {
        "to": "+4940115",
        "text": f"Hello {letter.pk}",
        "sender": "Hamburg",
        "authorization": "Bearer secret",
    }


@pytest.mark.parametrize(
    ("status", "expected", "failures"),
    [
        (422, LetterState.FAILED, 0),
        (500, LetterState.WAITING, 0),
        (503, LetterState.WAITING, 1),
        (401, LetterState.WAITING, 1),
        (429, LetterState.WAITING, 1),
        (302, LetterState.WAITING, 0),
    ],
)
def test_what_a_gateway_answers_decides(provider, status, expected, failures):
    provider.status = status
    letter = post.put(SMS, "+4940115")

    assert delivery.deliver(gateway(provider), at=make.AT) == 0

    assert state(letter) == expected
    assert sum(Line.objects.values_list("failures", flat=True)) == failures


def test_a_gateway_that_hangs_up_without_an_answer_is_asked_again_with_the_same_key(provider):
    provider.is_silent = True
    letter = post.put(SMS, "+4940115")
    delivery.deliver(gateway(provider), at=make.AT)
    assert state(letter) == LetterState.WAITING

    provider.is_silent = False
    assert delivery.deliver(gateway(provider), at=letter.due_at) == 1

    assert len(provider.requests) == 2
    assert len(provider.sent) == 1


def test_retry_lets_everything_of_this_week_go_at_once(mail, settings):
    opened, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for _ in range(4):
        post.put()
    delivery.deliver(MailServer(), at=make.AT)
    Letter.objects.filter(tries=0).update(state=LetterState.FAILED)
    settings.EMAIL_PORT = opened

    assert settling.retry(by=SYSTEM, at=make.AT) == 4
    assert delivery.deliver(MailServer(), at=make.AT) == 4

    assert JournalEntry.objects.filter(verb="letter.retried").count() == 4


def test_retry_leaves_letters_whose_time_is_over(mail):
    letter = post.put()
    Letter.objects.update(state=LetterState.FAILED)
    assert settling.retry(by=SYSTEM, at=make.AT + timedelta(days=8)) == 0
    assert state(letter) == LetterState.FAILED


def test_the_command_shows_queues_and_is_content_when_nothing_is_late(mail):
    post.put()
    assert "mail: 1 waiting, oldest 0 min" in shown()


def test_the_command_fails_while_a_line_is_closed_and_retries_on_request(mail, settings):
    opened, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    post.put()
    delivery.deliver(MailServer(), at=make.AT)
    with pytest.raises(CommandError, match="Somebody should look"):
        shown()

    settings.EMAIL_PORT = opened
    said = StringIO()
    call_command("letters", "retry", stdout=said)
    assert said.getvalue() == "1 letter due again.\n"
    assert delivery.deliver(MailServer(), at=make.AT) == 1
    assert "1 sent" in shown()


def test_figures_name_what_waits_what_is_stuck_and_what_came_back():
    post.put()
    letters = [post.put() for _ in range(2)]
    Letter.objects.filter(pk=letters[0].pk).update(state=LetterState.DOUBT)
    sent = {"state": LetterState.SENT, "sent_at": make.AT, "bounced_at": make.AT, "bounce": "5.1.1"}
    Letter.objects.filter(pk=letters[1].pk).update(**sent)

    way = queries.ways_out(at=make.AT + timedelta(minutes=5))[0]

    assert (way.waiting, way.doubtful, way.sent, way.bounced) == (1, 1, 1, 1)
    assert way.oldest_minutes(make.AT + timedelta(minutes=5)) == 5
    assert [each.reason for each in queries.troubles(at=make.AT)] == ["5.1.1", ""]
    thing, number = letters[1].thing, letters[1].thing_number
    assert queries.unreached(thing, [number])[number].came_back
