"""Another time in one step: the old is free, the new is taken, or nothing has happened."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import Contact, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db


def move(appointment: Appointment, wish: Wish) -> Appointment:
    return commands.move(appointment, wish, request_key=uuid4(), by=CITIZEN, at=make.AT)


def promised_at(day: OfficeDay, clock: str) -> int:
    day.refresh_from_db()
    return bytes(day.promised)[make.tick(clock)]


def test_the_old_time_is_free_and_the_new_one_taken():
    wish = make.wish()
    old = make.appointment(wish)

    new = move(old, replace(wish, start=make.tick("09:00")))

    assert promised_at(old.day, "08:00") == 0
    assert promised_at(new.day, "09:00") == 1
    old.refresh_from_db()
    assert (old.state, new.state) == (AppointmentState.MOVED, AppointmentState.BOOKED)


def test_it_may_move_to_another_day_and_office():
    wish = make.wish()
    old = make.appointment(wish)
    other = make.office()
    offering = make.offering(other)
    make.office_day(other, on=make.later(1))

    new = move(old, make.wish(offering, on=make.later(1)))

    assert new.day.office == other
    assert promised_at(old.day, "08:00") == 0
    assert not list(audit.differences())


def test_it_may_move_by_less_than_its_own_length():
    wish = make.wish()
    new = move(make.appointment(wish), replace(wish, start=wish.start + 1))
    assert [promised_at(new.day, clock) for clock in ("08:00", "08:05", "08:15")] == [0, 1, 1]


def test_code_calendar_entry_and_keys_follow():
    wish = make.wish()
    old = make.appointment(wish)
    key = queries.manage_key(old)

    new = move(old, replace(wish, start=make.tick("09:00")))

    assert (new.code, new.uid, new.sequence) == (old.code, old.uid, old.sequence + 1)
    assert queries.appointment_by_key(key, Purpose.MANAGE, at=make.AT) == new
    assert queries.appointment_by_code(old.code) == new


def test_the_contact_follows():
    wish = make.wish()
    contact = Contact("Noor", "noor@example.org", "040 123456", "en", ("interpreter",))
    new = move(make.appointment(wish, contact=contact), replace(wish, start=make.tick("09:00")))
    new.refresh_from_db()
    assert (new.name, new.email, new.language) == ("Noor", "noor@example.org", "en")
    assert new.access_needs == ["interpreter"]


def test_a_move_to_a_taken_time_leaves_everything_as_it_was():
    wish = make.wish()
    old = make.appointment(wish, contact=Contact(email="noor@example.org"))
    later = replace(wish, start=make.tick("09:00"))
    make.appointment(later)

    with pytest.raises(commands.TimeTaken):
        move(old, later)

    old.refresh_from_db()
    assert old.state == AppointmentState.BOOKED
    assert promised_at(old.day, "08:00") == 1
    assert Letter.objects.filter(kind="moved").count() == 0
    assert not list(audit.differences())


def test_the_same_request_moves_once():
    wish, key = make.wish(), uuid4()
    old = make.appointment(wish)
    later = replace(wish, start=make.tick("09:00"))

    moves = [commands.move(old, later, request_key=key, by=CITIZEN, at=make.AT) for _ in range(2)]

    assert moves[0].pk == moves[1].pk
    assert JournalEntry.objects.filter(verb="booking.moved").count() == 1


def test_a_hold_cannot_be_moved():
    wish = make.wish()
    with pytest.raises(commands.NothingToChange):
        move(make.held(wish), replace(wish, start=make.tick("09:00")))


def test_what_has_begun_cannot_be_moved():
    wish = make.wish()
    old = make.appointment(wish)
    with pytest.raises(commands.NothingToChange):
        commands.move(
            old,
            replace(wish, start=make.tick("09:00")),
            request_key=uuid4(),
            by=CITIZEN,
            at=old.starts_at + timedelta(seconds=1),
        )


def test_a_moved_appointment_can_move_again():
    wish = make.wish()
    first = make.appointment(wish)
    second = move(first, replace(wish, start=make.tick("09:00")))
    third = move(second, replace(wish, start=make.tick("08:30")))
    assert (third.sequence, third.code) == (2, first.code)
