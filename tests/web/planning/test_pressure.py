"""How an office fares, in one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.web.planning.pressure import Pressure, Room, pressure


@pytest.mark.parametrize(
    ("room", "word"),
    [
        (Room(is_open=False, waiting=0, longest_minutes=0, open_desks=0), Pressure.CLOSED),
        (Room(is_open=True, waiting=0, longest_minutes=0, open_desks=0), Pressure.CALM),
        (Room(is_open=True, waiting=3, longest_minutes=14, open_desks=2), Pressure.CALM),
        (Room(is_open=True, waiting=3, longest_minutes=15, open_desks=2), Pressure.BUSY),
        (Room(is_open=True, waiting=3, longest_minutes=30, open_desks=2), Pressure.LONG),
        (Room(is_open=True, waiting=1, longest_minutes=0, open_desks=0), Pressure.STUCK),
        (Room(is_open=False, waiting=1, longest_minutes=45, open_desks=1), Pressure.LONG),
    ],
)
def test_the_word_for_a_waiting_room(room, word):
    assert pressure(room) == word


@given(st.booleans(), st.integers(1, 99), st.integers(0, 300), st.integers(1, 20))
def test_a_longer_wait_never_looks_better(is_open, waiting, minutes, desks):
    now = pressure(Room(is_open, waiting, minutes, desks))
    later = pressure(Room(is_open, waiting, minutes + 1, desks))
    assert later.rank <= now.rank


def test_every_word_has_a_label_and_a_kind():
    assert all(str(word.label) and word.kind for word in Pressure)
