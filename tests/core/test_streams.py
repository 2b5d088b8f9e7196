"""Addresses of streams: sealed, for their offices only, for two days."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.core import streams
from tests import make

SECRET = "a secret"
OFFICES = st.integers(1, 10**9).map(lambda number: {number, number // 2 + 1})


@given(OFFICES)
def test_an_address_says_its_offices(offices):
    words = streams.address(offices, SECRET, at=make.AT)
    read = streams.read(words, SECRET, at=make.AT)
    assert read is not None
    assert read.offices == tuple(sorted(offices))


@given(st.text())
def test_nothing_else_is_an_address(words):
    assert streams.read(words, SECRET, at=make.AT) is None


@given(OFFICES, OFFICES)
def test_the_seal_of_one_room_opens_no_other(mine, others):
    if mine == others:
        return
    offices, until, _seal = streams.address(others, SECRET, at=make.AT).split(".")
    seal = streams.address(mine, SECRET, at=make.AT).split(".")[2]
    assert streams.read(f"{offices}.{until}.{seal}", SECRET, at=make.AT) is None


def test_another_city_seals_otherwise():
    words = streams.address([1], "another secret", at=make.AT)
    assert streams.read(words, SECRET, at=make.AT) is None


@pytest.mark.parametrize(("days", "good"), [(0, True), (1, True), (3, False), (400, False)])
def test_it_is_good_for_the_night_and_no_longer(days, good):
    words = streams.address([1], SECRET, at=make.AT)
    read = streams.read(words, SECRET, at=make.AT + timedelta(days=days))
    assert (read is not None) == good


def test_it_stays_the_same_all_day():
    morning = streams.address([1], SECRET, at=make.moment("08:00"))
    assert morning == streams.address([1], SECRET, at=make.moment("18:00"))
