"""Rooms of listeners, without network and database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from anlauf.live import events
from anlauf.live.rooms import Rooms


def run(listening):
    """What comes of it, in a thread of its own: this one may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, listening).result()


def heard(*steps):
    """What the listener of office 1 is told after these steps."""

    async def listening():
        rooms = Rooms()
        rooms.hears = True
        listener = rooms.enter([1])
        for step in steps:
            step(rooms)
        listener.tell(b".")
        return (await listener.next()).removesuffix(b".").decode()

    return run(listening())


def test_changes_are_told_together_and_once():
    said = heard(
        lambda rooms: rooms.note(1, [3]),
        lambda rooms: rooms.note(1, [2]),
        Rooms.tell,
        Rooms.tell,
    )
    assert said.count("event: change") == 1
    assert '"numbers":[2,3]' in said


def test_nobody_hears_of_another_office():
    assert heard(lambda rooms: rooms.note(2, [3]), Rooms.tell) == ""


def test_whoever_is_slow_loses_messages_but_never_the_last():
    many = [step for n in range(500) for step in (lambda r, n=n: r.note(1, [n]), Rooms.tell)]
    said = heard(*many)
    assert said.count("event: change") < 20
    assert '"numbers":[499]' in said


def test_a_deaf_process_says_so_to_those_who_are_there_and_to_newcomers():
    async def listening():
        rooms = Rooms()
        listener = rooms.enter([1])
        first = await listener.next()
        rooms.hear()
        rooms.tell()
        second = await listener.next()
        rooms.go_deaf()
        return first, second, await listener.next()

    before, between, after = run(listening())
    assert before == after == events.DEAF
    assert b"event: change" in between


def test_everybody_has_a_sign_of_life_within_one_round():
    async def listening():
        rooms = Rooms()
        rooms.hears = True
        listeners = [rooms.enter([1]) for _ in range(50)]
        for part in range(10):
            rooms.beat(part, 10)
        return [await listener.next() for listener in listeners]

    assert run(listening()) == [events.BEAT] * 50


def test_a_room_that_everybody_has_left_is_forgotten():
    rooms = Rooms()
    listener = rooms.enter([1, 2])
    rooms.leave(listener)
    rooms.leave(listener)
    assert len(rooms) == 0
    assert rooms._rooms == {}
    rooms.note(1, [1])
    assert rooms._changed == {}


def test_a_closed_listener_hears_the_end_at_once():
    async def listening():
        rooms = Rooms()
        rooms.hears = True
        listener = rooms.enter([1])
        rooms.close()
        return await listener.next(), listener.closed

    assert run(listening()) == (b"", True)
