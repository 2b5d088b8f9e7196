"""A worker is killed at every step of a delivery; the next one finishes what can be finished."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.clock import StoppedClock
from anlauf.core.commands import delivery, settling
from anlauf.core.models import Letter
from anlauf.core.numbers import message_number
from anlauf.core.states import LetterState
from anlauf.core.tasks import deliver_letters
from tests import make
from tests.core import post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

AFTER = make.AT + delivery.LEASE
# Where the worker dies: after the function of `core.commands.delivery` that ends the step.
STEPS = {
    "chosen, nothing claimed": "_due",
    "claimed": "_claimed",
    "worded, the line not opened": "worded",
    "marked as handed over": "_begins",
    "marked as sent": "_sent",
}


@pytest.fixture(autouse=True)
def frame(settings):
    settings.LETTER_WRITERS = {"directory": "tests.core.post.written"}
    settings.DEFAULT_FROM_EMAIL = "city@example.org"
    before = clock.use(StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def mail(settings):
    with post.post() as (taken, number):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", number
        settings.LETTER_CARRIER = "smtp"
        yield taken


@pytest.fixture
def gateway(settings):
    with post.provider() as running:
        settings.SMS_ADDRESS = f"http://127.0.0.1:{running.server_port}/messages"
        settings.SMS_TOKEN, settings.SMS_SENDER = "token", "Hamburg"
        yield running


def dies_after(step: str) -> Callable[..., Any]:
    """What the step does, and then the process is killed."""
    whole = getattr(delivery, step)

    def last(*given: Any, **named: Any) -> Any:
        whole(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return last


def dies_before(step: str) -> Callable[..., Any]:
    def last(*given: Any, **named: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    return last


def work(name: str = "", last: Callable[..., Any] | None = None) -> int | None:
    """Run the worker's task in a process of its own; how that process ended."""
    connections.close_all()  # a connection must not be shared across a fork

    def task() -> None:
        if last is not None:
            setattr(delivery, name, last)
        deliver_letters(0)
        connections.close_all()

    worker = multiprocessing.get_context("fork").Process(target=task)
    worker.start()
    worker.join(30)
    return worker.exitcode


def kill_after(step: str) -> None:
    assert work(step, dies_after(step)) == -signal.SIGKILL


def kill_between_taking_and_marking() -> None:
    assert work("_sent", dies_before("_sent")) == -signal.SIGKILL


def come_back() -> None:
    clock.use(StoppedClock(AFTER))
    assert work() == 0


@pytest.mark.parametrize("step", ["_due", "_claimed", "worded", "_sent"])
def test_a_mail_leaves_exactly_once_whenever_its_worker_dies_outside_the_handing_over(step, mail):
    letter = post.put()

    kill_after(step)
    come_back()

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert len(mail.mails) == 1
    assert message_number(letter).encode() in mail.mails[0]


def test_a_mail_whose_worker_dies_after_the_server_took_it_is_not_sent_again(mail):
    letter = post.put()

    kill_between_taking_and_marking()
    come_back()

    letter.refresh_from_db()
    assert letter.state == LetterState.DOUBT
    assert len(mail.mails) == 1

    log = f"Nov 23 06:55:01 mx postfix/cleanup[7]: 4F: message-id={message_number(letter)}\n"
    assert settling.has_left(log, by=SYSTEM, at=AFTER) == 1
    come_back()
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (LetterState.SENT, make.AT)
    assert len(mail.mails) == 1


def test_a_mail_whose_worker_dies_before_the_server_took_it_leaves_when_somebody_has_looked(mail):
    letter = post.put()

    kill_after("_begins")
    come_back()

    letter.refresh_from_db()
    assert (letter.state, mail.mails) == (LetterState.DOUBT, [])

    assert settling.has_left("nothing of ours", by=SYSTEM, at=AFTER) == 0
    assert settling.send_doubtful_again(by=SYSTEM, at=AFTER) == 1
    come_back()
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert len(mail.mails) == 1


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_short_message_is_sent_exactly_once_whenever_its_worker_dies(step, gateway):
    letter = post.put(Letter.Channel.SMS, "+49 40 115")

    kill_after(step)
    come_back()
    clock.use(StoppedClock(AFTER + delivery.LEASE))
    assert work() == 0

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert list(gateway.sent.values()) == [f"Hello {letter.pk}"]


def test_a_short_message_whose_answer_was_lost_is_repeated_and_known_as_a_repeat(gateway):
    letter = post.put(Letter.Channel.SMS, "+49 40 115")

    kill_between_taking_and_marking()
    come_back()
    clock.use(StoppedClock(AFTER + delivery.LEASE))
    assert work() == 0

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert len(gateway.requests) == 2
    assert len({request["key"] for request in gateway.requests}) == 1
    assert len(gateway.sent) == 1


def test_nobody_takes_over_while_the_lease_runs(mail):
    letter = post.put()
    kill_after("_claimed")

    assert work() == 0

    letter.refresh_from_db()
    assert letter.state == LetterState.SENDING
    assert mail.mails == []


def test_a_worker_that_slept_through_its_lease_finds_its_letter_taken(mail, monkeypatch):
    letter = post.put()
    held = delivery._claimed(letter.pk, at=make.AT)
    assert held is not None
    come_back()

    assert not delivery._begins(held, at=AFTER)

    assert len(mail.mails) == 1
