"""The last number of a day, from afar and at the kiosk at once; messages whose worker is killed."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from anlauf.booking import audit, snapshots
from anlauf.booking.commands import pages
from anlauf.booking.values import WalkIn
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.core.clock import StoppedClock
from anlauf.core.models import Letter
from anlauf.core.states import LetterState
from anlauf.core.tasks import deliver_letters
from anlauf.floor import commands
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid, Join
from anlauf.floor.commands import following, joining
from anlauf.floor.models import Roll, Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.core import post
from tests.floor import make_floor
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def allow() -> None:
    rule = ArrivalRuleSaid(ArrivalPolicy(joins=True))
    commands.set_arrival_rule(None, rule, by=SYSTEM, at=make.AT)


def join(house: make_floor.House, **said: str) -> Visit:
    wish = Join(WalkIn(house.office.pk, house.line, "en"), 5, **said)
    return commands.join(wish, request_key=uuid4(), by=CITIZEN, at=make.moment("08:00"))


def house_with_one_number_left() -> make_floor.House:
    """An office open for half an hour: one visit fits into what is left after the way."""
    made = make_floor.house(clerks=1, hours=1)
    for _ in range(3):
        make_floor.ticket(made)
    allow()
    return made


@pytest.fixture
def slow_decision(monkeypatch) -> Pause:
    """Time between reading a page and writing it, so that others can come in between."""
    read, pause = snapshots.page, Pause()

    def slowly(day):
        page = read(day)
        pause()
        return page

    monkeypatch.setattr(snapshots, "page", slowly)
    return pause


def both_at_once(house: make_floor.House) -> list[Visit]:
    def attempt(number: int) -> Visit:
        return join(house) if number % 2 else make_floor.ticket(house)

    return lucky(rush(8, attempt))


def test_the_last_number_is_drawn_once_from_afar_or_at_the_kiosk(slow_decision):
    drawn = both_at_once(house_with_one_number_left())

    assert len(drawn) == 1
    assert Visit.objects.count() == 4
    assert list(audit.differences()) == []


def test_without_the_locks_the_race_is_real(slow_decision, monkeypatch):
    """Control: proves that the test above can fail.

    All of them join from afar: without the order of locks the two ways would block each other.
    """
    house = house_with_one_number_left()
    numbers = count(100)

    def each_alone(here, on):
        roll = Roll.objects.get(place=here.place_id, date=on)
        roll.last = next(numbers)
        return roll

    def unlocked(model, **columns):
        return model._default_manager.get(**columns)

    monkeypatch.setattr(joining, "line_up", each_alone)
    monkeypatch.setattr(pages, "locked_where", unlocked)
    slow_decision.until(2)

    assert len(lucky(rush(8, lambda _number: join(house)))) > 1


def test_somebody_comes_at_the_moment_their_number_ends():
    for _ in range(4):
        house = make_floor.house()
        allow()
        visit = join(house)
        commands.follow_joined(by=SYSTEM, at=make.moment("08:05"))

        def attempt(number: int, visit=visit) -> object:
            at = make.moment("08:20")
            if number % 2:
                return commands.follow_joined(by=SYSTEM, at=at)
            return commands.be_here(visit, by=CITIZEN, at=at)

        rush(4, attempt)

        visit.refresh_from_db()
        assert visit.state in {TicketState.WAITING, TicketState.LEFT}
        assert visit.appointment.state == (
            "arrived" if visit.state == TicketState.WAITING else "left"
        )
        assert list(audit.differences()) == []


# --- messages ------------------------------------------------------------------------------------


def killed(name: str, *, before: bool) -> int | None:
    """Follow those from afar in a process that is killed before or after this step of it."""
    connections.close_all()  # a connection must not be shared across a fork
    whole: Callable[..., Any] = getattr(following, name)

    def last(*given: Any, **named: Any) -> Any:
        if not before:
            whole(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    def task() -> None:
        setattr(following, name, last)
        commands.follow_joined(by=SYSTEM, at=make.moment("08:01"))

    worker = multiprocessing.get_context("fork").Process(target=task)
    worker.start()
    worker.join(30)
    return worker.exitcode


@pytest.mark.parametrize(("step", "before"), [("held", False), ("note", True), ("_step", False)])
def test_a_message_is_put_down_once_whenever_its_worker_dies(step, before):
    house = make_floor.house()
    allow()
    join(house, phone="0171 1234567")

    assert killed(step, before=before) == -signal.SIGKILL
    for _ in range(2):
        commands.follow_joined(by=SYSTEM, at=make.moment("08:01"))

    kinds = list(Letter.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["number_joined", "number_now"]


def test_many_workers_at_once_put_a_message_down_once():
    house = make_floor.house()
    allow()
    join(house, phone="0171 1234567")

    rush(6, lambda _number: commands.follow_joined(by=SYSTEM, at=make.moment("08:01")))

    assert Letter.objects.filter(kind="number_now").count() == 1


@pytest.fixture
def delivered(settings):
    """A gateway and a mail server that take what leaves at one past eight."""
    before = clock.use(StoppedClock(make.moment("08:01")))
    with post.post() as (mail, number), post.provider() as gateway:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", number
        settings.DEFAULT_FROM_EMAIL, settings.LETTER_CARRIER = "city@example.org", "smtp"
        settings.SMS_ADDRESS = f"http://127.0.0.1:{gateway.server_port}/messages"
        settings.SMS_TOKEN, settings.SMS_SENDER = "token", "Hamburg"
        yield mail, gateway
    clock.use(before)


def send() -> None:
    deliver_letters(0)


def test_messages_reach_the_gateway_and_the_mail_server(delivered):
    mail, gateway = delivered
    house = make_floor.house()
    allow()
    join(house, phone="0171 1234567")
    join(house, email="ada@example.org")
    commands.follow_joined(by=SYSTEM, at=make.moment("08:01"))

    send()
    send()

    said = sorted(gateway.sent.values())
    assert len(said) == 2
    assert said[0].startswith("Number 001 at ")
    assert "please come now" in said[0]
    assert said[1].startswith("Your number 001 at ")
    assert all("/visit/" in text and len(text) <= 306 for text in said)
    assert len(mail.mails) == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


def test_what_has_not_left_when_the_visit_ends_never_leaves(delivered):
    mail, gateway = delivered
    house = make_floor.house()
    allow()
    one, other = join(house, phone="0171 1234567"), join(house, email="ada@example.org")
    for visit in (one, other):
        commands.leave(visit, by=CITIZEN, at=make.moment("08:01"))

    send()

    assert (gateway.sent, mail.mails) == ({}, [])
