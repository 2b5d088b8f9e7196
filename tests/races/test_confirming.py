"""Letters, holds that end, and households, all at the same moment."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.commands import contact_limits
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Wish
from anlauf.core import limits
from anlauf.core.actors import CITIZEN
from anlauf.core.models import Count, Letter
from tests import make
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

NOOR = Contact(email="noor@example.org")
BEFORE = make.AT + timedelta(minutes=30, seconds=-1)
AFTER = make.AT + timedelta(minutes=30, seconds=1)


@pytest.fixture
def wish() -> Iterator[Wish]:
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[40] * 12)
    yield make.wish(offering)
    assert not list(audit.differences())


@pytest.fixture
def slow_count(monkeypatch: pytest.MonkeyPatch) -> Pause:
    """Time between counting a household's appointments and booking another."""
    count, pause = queries.living_known_by, Pause(0.02)

    def slowly(digests: list[str], *, at: datetime) -> list[Appointment]:
        found = count(digests, at=at)
        pause()
        return found

    monkeypatch.setattr(queries, "living_known_by", slowly)
    return pause


def asked(wish: Wish, contact: Contact = NOOR) -> Appointment:
    return commands.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT)


def test_a_hold_expires_while_being_confirmed(wish):
    """The letter is opened one second before the end, the end comes one second after it."""
    for round_ in range(10):
        one = asked(wish, Contact(email=f"noor-{round_}@example.org"))
        verbs = (
            partial(commands.confirm_mail, one, by=CITIZEN, at=BEFORE),
            partial(commands.end_holds, at=AFTER),
        )

        answers = rush(6, partial(_in_turn, verbs))

        one.refresh_from_db()
        booked = one.state == AppointmentState.BOOKED
        refused = [answer for answer in answers if isinstance(answer, commands.HoldEnded)]
        assert booked or one.state == AppointmentState.EXPIRED
        assert len(refused) == (0 if booked else 3)
        assert Letter.objects.filter(kind="booked", thing_number=one.pk).count() == booked
        assert not list(audit.differences())


def test_who_looks_before_confirming_would_book_what_has_ended(wish):
    """Control: proves that the test above can fail."""
    one = asked(wish)
    looked = Appointment.objects.get(pk=one.pk)
    commands.end_holds(at=AFTER)
    if looked.state == AppointmentState.AWAITING_CONFIRMATION:
        Appointment.objects.filter(pk=one.pk).update(
            state=AppointmentState.BOOKED, booked_at=BEFORE
        )
    assert list(audit.differences())
    Appointment.objects.filter(pk=one.pk).update(state=AppointmentState.EXPIRED)


def test_ten_openings_of_one_letter_book_once(wish):
    one = asked(wish)
    answers = rush(10, lambda _number: commands.confirm_mail(one, by=CITIZEN, at=make.AT))
    assert len(lucky(answers)) == 10
    assert Letter.objects.filter(kind="booked").count() == 1


def test_a_household_that_taps_ten_times_at_once_gets_two(wish, slow_count):
    contact = Contact(phone="040 123456")
    answers = rush(
        10,
        lambda _number: commands.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT),
    )
    assert len(lucky(answers)) == 2
    assert all(isinstance(answer, commands.TooManyForYou | Appointment) for answer in answers)


def test_two_spellings_and_a_shared_number_wait_for_each_other_without_deadlock(wish, slow_count):
    people = [
        Contact(phone="+49 40 123456"),
        Contact(phone="040 123456"),
        Contact(phone="040 / 12 34 56"),
    ]
    held = [make.held(wish) for _ in range(9)]
    answers = rush(
        9,
        lambda number: commands.confirm(held[number], people[number % 3], by=CITIZEN, at=make.AT),
    )
    assert len(lucky(answers)) == 2


def test_without_the_lock_a_household_gets_more(wish, slow_count, monkeypatch):
    """Control: proves that the tests above can fail."""
    monkeypatch.setattr(contact_limits, "hold_words", list)
    slow_count.until(3)
    contact = Contact(phone="040 123456")
    answers = rush(
        10,
        lambda _number: commands.book(wish, contact, request_key=uuid4(), by=CITIZEN, at=make.AT),
    )
    assert len(lucky(answers)) > 2


def test_many_count_at_once_and_none_is_lost():
    per = timedelta(minutes=1)
    numbers = rush(24, lambda _number: limits.count("one", per, at=make.AT))
    assert sorted(lucky(numbers)) == list(range(1, 25))


def test_reading_and_writing_apart_would_lose_some():
    """Control: proves that the test above can fail."""
    limits.count("one", timedelta(minutes=1), at=make.AT)
    pause = Pause()
    pause.until(2)

    def read_then_write(_number: int) -> int:
        row = Count.objects.get()
        pause()
        row.number += 1
        row.save()
        return row.number

    rush(12, read_then_write)
    assert Count.objects.get().number < 13


def _in_turn(verbs: Sequence[Callable[[], object]], number: int) -> object:
    return verbs[number % len(verbs)]()
