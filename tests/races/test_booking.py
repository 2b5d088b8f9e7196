"""Many want the same few times at once: exactly what is there is promised, never more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db.models import Model

from anlauf.booking import audit, commands, snapshots
from anlauf.booking.commands import pages
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import OCCUPYING, AppointmentState
from anlauf.booking.values import Contact, Supply, WalkIn, Wish
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.core.carriers import Mailbox
from anlauf.core.commands import delivery
from anlauf.core.models import JournalEntry, Letter
from anlauf.engine.capacity import Group, Page, level
from anlauf.engine.grid import Span
from tests import make
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

M = TypeVar("M", bound=Model)


@pytest.fixture
def slow_decision(monkeypatch: pytest.MonkeyPatch) -> Pause:
    """Time between reading a page and writing it, so that others can come in between."""
    read, pause = snapshots.page, Pause()

    def slowly(day: OfficeDay) -> Page:
        page = read(day)
        pause()
        return page

    monkeypatch.setattr(snapshots, "page", slowly)
    return pause


@pytest.fixture
def wish() -> Iterator[Wish]:
    """A wish for the only visit that a day has place for."""
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[1] * 3)
    yield make.wish(offering)
    assert not list(audit.differences())


def occupying() -> int:
    return Appointment.objects.filter(state__in=sorted(OCCUPYING)).count()


@pytest.mark.parametrize("crowd", [6, 24])
def test_one_place_is_promised_once(wish, slow_decision, crowd):
    answers = rush(crowd, lambda _number: make.held(wish))
    assert len(lucky(answers)) == 1
    assert occupying() == 1


def test_without_the_lock_the_race_is_real(slow_decision, monkeypatch):
    """Control: proves that the test above can fail."""

    def unlocked(model: type[M], **columns: object) -> M:
        return model._default_manager.get(**columns)

    monkeypatch.setattr(pages, "locked_where", unlocked)
    slow_decision.until(2)
    wish = make.wish()

    answers = rush(6, lambda _number: make.held(wish))

    assert len(lucky(answers)) > 1
    assert list(audit.differences())


def test_forty_people_get_exactly_the_twelve_places_there_are(slow_decision):
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[3] * 12)
    base = make.wish(offering)

    answers = rush(40, lambda number: make.appointment(_in_slot(base, number % 4)))

    assert len(lucky(answers)) == 12
    assert not list(audit.differences())


def test_different_days_do_not_wait_for_each_other(slow_decision):
    offering = make.offering(make.office())
    for days in range(6):
        make.office_day(offering.office, on=make.later(days), supply=[1] * 3)

    answers = rush(6, lambda number: make.held(make.wish(offering, on=make.later(number))))

    assert len(lucky(answers)) == 6


def test_an_impatient_click_books_once(wish, slow_decision):
    key = uuid4()

    answers = rush(8, lambda _number: commands.hold(wish, request_key=key, by=CITIZEN, at=make.AT))

    assert len({appointment.pk for appointment in lucky(answers)}) == 1
    assert len(lucky(answers)) == 8
    assert JournalEntry.objects.filter(verb="booking.held").count() == 1


def test_an_impatient_confirmation_writes_one_letter(wish):
    held = make.held(wish)
    contact = Contact(email="noor@example.org")

    rush(8, lambda _number: commands.confirm(held, contact, by=CITIZEN, at=make.AT))

    assert Letter.objects.count() == 1


def test_a_hold_either_ends_or_is_confirmed(wish):
    """One second before and one second after its end, at the same moment."""
    before = make.AT + timedelta(minutes=10, seconds=-1)
    after = make.AT + timedelta(minutes=10, seconds=1)
    for _ in range(10):
        held = make.held(wish)
        confirm = partial(commands.confirm, held, Contact(), by=CITIZEN, at=before)

        rush(4, _taking_turns(confirm, partial(commands.end_holds, at=after)))

        held.refresh_from_db()
        assert held.state in {AppointmentState.BOOKED, AppointmentState.EXPIRED}
        assert not list(audit.differences())
        if held.state == AppointmentState.BOOKED:
            commands.cancel(held, by=CITIZEN, at=make.AT)


def test_appointments_that_change_places_never_block_each_other(slow_decision):
    """Half move from the first day to the second, half the other way."""
    offering = make.offering(make.office())
    for days in range(2):
        make.office_day(offering.office, on=make.later(days), supply=[4] * 6)
    wishes = [make.wish(offering, on=make.later(days)) for days in range(2)]
    kept = [make.appointment(wishes[number % 2]) for number in range(8)]

    def attempt(number: int) -> Appointment:
        elsewhere = replace(wishes[1 - number % 2], start=wishes[0].start + 3)
        return commands.move(kept[number], elsewhere, request_key=uuid4(), by=CITIZEN, at=make.AT)

    answers = rush(8, attempt)

    assert len(lucky(answers)) == 8
    assert not list(audit.differences())


def test_a_double_click_moves_once(slow_decision):
    offering = make.offering(make.office())
    make.office_day(offering.office)
    appointment = make.appointment(make.wish(offering))
    later, key = make.wish(offering, at="09:00"), uuid4()

    answers = rush(
        6,
        lambda _number: commands.move(appointment, later, request_key=key, by=CITIZEN, at=make.AT),
    )

    assert len({one.pk for one in lucky(answers)}) == 1
    assert len(lucky(answers)) == 6


def test_moving_and_cancelling_at_once_ends_in_one_of_both(slow_decision):
    offering = make.offering(make.office())
    make.office_day(offering.office)
    appointment = make.appointment(make.wish(offering))
    later = make.wish(offering, at="09:00")

    def attempt(number: int) -> Appointment:
        if number % 2:
            return commands.cancel(appointment, by=CITIZEN, at=make.AT)
        return commands.move(appointment, later, request_key=uuid4(), by=CITIZEN, at=make.AT)

    rush(6, attempt)

    appointment.refresh_from_db()
    assert appointment.state in {AppointmentState.CANCELLED, AppointmentState.MOVED}
    assert occupying() == (appointment.state == AppointmentState.MOVED)
    assert not list(audit.differences())


def test_walk_ins_and_bookings_share_what_is_left(slow_decision):
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[1] * 12)
    base = make.wish(offering)

    def attempt(number: int) -> Appointment:
        if number % 2:
            return make.appointment(_in_slot(base, number % 4))
        walk_in = WalkIn(offering.office_id, base.lines)
        return commands.admit(walk_in, overdue=(), by=DEVICE, at=make.moment("07:59"))

    rush(16, attempt)

    assert occupying() <= 4
    assert not list(audit.differences())


def test_supply_may_change_while_people_book(slow_decision):
    offering = make.offering(make.office(), minutes=15)
    day = make.office_day(offering.office, supply=[2] * 12)
    wish = make.wish(offering)
    supplies = [_supply(clerks) for clerks in (1, 3)]

    def attempt(number: int) -> object:
        if number % 4:
            return make.appointment(_in_slot(wish, number % 3))
        return commands.publish_supply(
            offering.office_id, day.date, supplies[number % 8 // 4], by=DEVICE, at=make.AT
        )

    rush(16, attempt)

    assert not list(audit.differences())


def test_two_workers_never_send_a_letter_twice():
    for number in range(30):
        make.appointment(contact=Contact(phone=f"040 1000{number}"))

    sent = rush(4, lambda _number: delivery.deliver(Mailbox(), at=make.AT, most=50))

    assert sum(lucky(sent)) == 30
    assert set(Letter.objects.values_list("tries", flat=True)) == {1}


def _taking_turns(*verbs: Callable[[], object]) -> Callable[[int], object]:
    """The attempts of a crowd in which everybody tries one of these in turn."""
    return lambda number: verbs[number % len(verbs)]()


def _in_slot(base: Wish, slot: int) -> Wish:
    return replace(base, start=base.start + 3 * slot)


def _supply(clerks: int) -> Supply:
    opened = Span(make.tick("08:00"), make.tick("09:00"))
    group = Group(frozenset({"residents"}), level([opened], clerks))
    return Supply((opened,), (group,), level([opened], 9))
