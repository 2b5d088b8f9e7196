"""Those who guess are slowed down; those who mistype are not shut out for long."""

from datetime import timedelta

import pytest

from anlauf.core import limits
from anlauf.core.limits import TooManyTries
from anlauf.core.models import Count
from anlauf.people import tries
from anlauf.people.authentication import NotRecognised, recognise
from tests import make

pytestmark = pytest.mark.django_db
HERE, THERE = "198.51.100.1", "198.51.100.2"
SOON = make.AT + tries.WINDOW + timedelta(seconds=1)
LATER = make.AT + timedelta(hours=1, seconds=1)
NEXT_DAY = make.AT + timedelta(days=1, seconds=1)  # the longest time anything is counted for


@pytest.fixture
def person():
    return make.person("anna")


def fail(times, *, login="anna", origin=HERE, at=make.AT):
    for _ in range(times):
        with pytest.raises(NotRecognised):
            recognise(login, "wrong", origin=origin, at=at)


def test_after_five_failures_even_the_right_password_waits(person):
    fail(5)
    with pytest.raises(TooManyTries):
        recognise("anna", make.PASSWORD, origin=HERE, at=make.AT)


def test_four_failures_are_forgiven(person):
    fail(4)
    assert recognise("anna", make.PASSWORD, origin=HERE, at=make.AT) == person
    fail(4)


def test_a_guesser_elsewhere_does_not_shut_somebody_out(person):
    fail(5, origin=THERE)
    assert recognise("anna", make.PASSWORD, origin=HERE, at=make.AT) == person


def test_waiting_helps(person):
    fail(5)
    assert recognise("anna", make.PASSWORD, origin=HERE, at=SOON) == person


def test_a_count_begins_anew_when_its_time_is_over(person):
    fail(4)
    fail(4, at=SOON)
    assert recognise("anna", make.PASSWORD, origin=HERE, at=SOON) == person


def test_one_origin_cannot_try_many_names():
    for number in range(tries.MOST_FROM_AN_ORIGIN):
        tries.count(f"name-{number}", HERE, at=make.AT)
    with pytest.raises(TooManyTries):
        tries.check("another", HERE, at=make.AT)
    tries.check("another", THERE, at=make.AT)


def test_one_name_cannot_be_tried_from_everywhere():
    for number in range(tries.MOST_FOR_A_LOGIN):
        tries.count("anna", f"origin-{number}", at=make.AT)
    with pytest.raises(TooManyTries):
        tries.check("anna", THERE, at=make.AT)


def test_neither_names_nor_origins_are_stored(person):
    fail(1)
    stored = " ".join(row.subject for row in Count.objects.all())
    assert "anna" not in stored
    assert HERE not in stored


def test_counts_are_cleared_away_when_their_time_is_over(person):
    fail(1)
    assert limits.clear(at=make.AT) == 0
    assert limits.clear(at=NEXT_DAY) == 3
    assert not Count.objects.exists()
