"""Whatever is asked for, the answer is a sentence and nothing is stored."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState, Purpose
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.refusal import Refused
from anlauf.engine.grid import OffGrid
from tests import make

pytestmark = pytest.mark.django_db

LARGE = 2**63


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"lines": ()}, queries.NothingWanted),
        ({"lines": (Line(LARGE, 1),)}, queries.NotOffered),
        ({"lines": (Line(-1, 1),)}, queries.NotOffered),
        ({"office": LARGE}, queries.NotOffered),
        ({"office": 0}, queries.NotOffered),
        ({"date": date(9999, 12, 31)}, commands.DayClosed),
        ({"date": date(1, 1, 1)}, commands.DayClosed),
        ({"start": -1}, commands.TimeTaken),
        ({"start": 288}, commands.TimeTaken),
        ({"start": LARGE}, commands.TimeTaken),
        ({"start": 287}, commands.TimeTaken),
        ({"start": 90}, commands.TimeTaken),  # before opening
        ({"channel": "carrier pigeon"}, queries.NotOffered),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(change, refusal):
    wish = replace(make.wish(), **change)
    with pytest.raises(refusal) as refused:
        make.held(wish)
    assert str(refused.value)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("count", "refusal"),
    [
        (0, queries.NothingWanted),
        (-3, queries.NothingWanted),
        (6, queries.TooMany),
        (10**30, queries.TooMany),
    ],
)
def test_a_count_that_makes_no_sense_is_refused(count, refusal):
    wish = make.wish()
    wanted = replace(wish, lines=(Line(wish.lines[0].service, count),))
    with pytest.raises(refusal) as refused:
        make.held(wanted)
    assert str(refused.value)


def test_the_same_service_on_many_lines_counts_as_often():
    wish = make.wish()
    with pytest.raises(queries.TooMany):
        make.held(replace(wish, lines=wish.lines * 6))


def test_a_service_offered_elsewhere_is_not_offered_here():
    wish, other = make.wish(), make.offering(make.office())
    with pytest.raises(queries.NotOffered):
        make.held(replace(wish, lines=(Line(other.service_id),)))


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller():
    naive = datetime(2026, 11, 23, 8)  # noqa: DTZ001 - the point of the test
    with pytest.raises((OffGrid, TypeError)):
        make.held(make.wish(), at=naive)


@pytest.mark.parametrize(
    "contact",
    [
        Contact(name="x" * 121),
        Contact(name="x" * 1_000_000),
        Contact(name="two\nlines"),
        Contact(name="nul\x00"),
        Contact(email="nobody"),
        Contact(email="a@b.example\nBcc: all@b.example"),
        Contact(email="x" * 1_000_000 + "@example.org"),
        Contact(email="x" * 243 + "@example.org"),
        Contact(email=f"noor@{'ü' * 63}.de"),  # no mail server can be asked for
        Contact(phone="call me"),
        Contact(phone="1"),
        Contact(phone="0" * 31),
        Contact(access_needs=("x" * 21,)),
        Contact(access_needs=("x",) * 11),
    ],
)
def test_a_contact_no_table_holds_is_refused_in_words(contact):
    held = make.held()
    with pytest.raises(Refused) as refused:
        commands.confirm(held, contact, by=CITIZEN, at=make.AT)
    assert refused.value.status == 422
    assert str(refused.value)
    held.refresh_from_db()
    assert held.state == AppointmentState.HELD


@pytest.mark.parametrize("name", ["", "张伟", "مريم", "Zoë 🦊", "\u200fדוד\u200e", "O’Neill-Łuć"])
def test_names_of_the_whole_world_are_kept_as_written(name):
    appointment = make.appointment(contact=Contact(name=name))
    assert Appointment.objects.get(pk=appointment.pk).name == name


@pytest.mark.parametrize("key", ["", "x", "x" * 10_000, "🦊", "\x00"])
def test_a_wrong_key_opens_nothing(key):
    make.appointment()
    with pytest.raises(queries.UnknownAppointment):
        queries.appointment_by_key(key, Purpose.MANAGE, at=make.AT)


def test_a_key_opens_only_for_its_purpose():
    held = make.held()
    with pytest.raises(queries.UnknownAppointment):
        queries.appointment_by_key(queries.hold_key(held), Purpose.MANAGE, at=make.AT)
    assert queries.appointment_by_key(queries.hold_key(held), Purpose.HOLD, at=make.AT) == held


@pytest.mark.parametrize("code", ["", "x" * 10_000, "0000-0000", "🦊🦊🦊🦊-🦊🦊🦊🦊", "\x00"])
def test_a_wrong_code_opens_nothing(code):
    make.appointment()
    with pytest.raises(queries.UnknownAppointment):
        queries.appointment_by_code(code)


def test_a_code_is_found_however_it_is_typed():
    appointment = make.appointment()
    typed = appointment.code.lower().replace("-", " ")
    assert queries.appointment_by_code(typed) == appointment


def test_no_code_is_given_twice(monkeypatch):
    numbers = iter([7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(numbers))
    wish = make.wish()
    first = make.appointment(wish)
    second = make.appointment(replace(wish, start=wish.start + 3))
    assert first.code != second.code


def test_the_table_itself_refuses_a_code_twice():
    wish = make.wish()
    first = make.appointment(wish)
    second = make.appointment(replace(wish, start=wish.start + 3))
    refused = pytest.raises(IntegrityError, match="one_living_appointment_per_code")
    with refused, transaction.atomic():
        Appointment.objects.filter(pk=second.pk).update(code=first.code)


def test_two_requests_for_one_wish_are_two():
    wish: Wish = make.wish()
    commands.hold(wish, request_key=uuid4(), by=CITIZEN, at=make.AT)
    with pytest.raises(commands.TimeTaken):
        commands.hold(wish, request_key=uuid4(), by=CITIZEN, at=make.AT)
