"""A thousand screens listen to one live process while one number a second is called.

First the whole thousand in one waiting room, which no building holds: every change is told to
everybody, so this is what the process must bear. Then a city of 25 offices, each with 20 boards and
20 visitors' phones: a board asks the web server for its part as soon as it is told of a change, a
phone some seconds later, and a call counts as visible when the number stands in the board's answer.

One asyncio process on the same machine plays all screens, so its share of the processor is part of
every figure.
"""

import asyncio
import os
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Thread
from typing import Any
from uuid import uuid4

from django.db import connection

from anlauf.booking.values import Line, WalkIn
from anlauf.core import clock
from anlauf.core.actors import DEVICE, Actor, Kind
from anlauf.directory.models import Office, Service, Skill
from anlauf.floor import commands, queries
from anlauf.floor.models import Visit
from anlauf.people.models import Person
from bench import listeners, offices, server, wire
from bench.row import Row, percentile

OFFICES, BOARDS, PHONES = 25, 20, 20
SCREENS = OFFICES * (BOARDS + PHONES)
CHANGES, EVERY = 20, 1.0
SETTLE = 12.0  # seconds until every phone has asked once more
LAZY = (3.0, 10.0)
DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLERK = Actor(Kind.STAFF, 1)


@dataclass
class Heard:
    """When each change was made, and how many seconds later it was told and seen."""

    made: dict[tuple[int, int], float] = field(default_factory=dict)  # by office and call
    told: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    open: int = 0


@dataclass(frozen=True)
class Room:
    """An office in which one visit is called again and again, and the keys of those who wait."""

    office: Office
    called: Visit
    keys: Sequence[str]


Screen = Callable[[], Coroutine[Any, Any, None]]


def measure() -> list[Row]:
    """Fill 25 waiting rooms, then play both halves."""
    os.environ["ANLAUF_CLOCK"] = str(clock.FastClock(NOW, time.time(), 1.0))
    clock.use(clock.FastClock.read(os.environ["ANLAUF_CLOCK"]))
    rooms = [_room(f"office-{number}") for number in range(OFFICES)]
    with server.serving() as web:
        with listeners.serving() as live:
            crowded, share = _crowded(live, _room("crowded"))
            megabytes = live.megabytes()
        with listeners.serving() as live:
            before = web.seconds()
            city = _city(live, web.port, rooms)
            web_share = (web.seconds() - before) / (CHANGES * EVERY + SETTLE)
    return [
        Row("visible_p95_s", percentile(city.seen, 0.95), "s", "lower", len(city.seen), 1.0),
        Row("visible_p50_s", percentile(city.seen, 0.5), "s", "lower", len(city.seen)),
        Row("told_p95_s", percentile(crowded.told, 0.95), "s", "lower", len(crowded.told), 1.0),
        Row("cpu_share", share, "", "lower", CHANGES, 0.5),
        Row("rss_mb", megabytes, "MB", "lower", 1, 300.0),
        Row("unseen", CHANGES * BOARDS - len(city.seen), "", "lower", CHANGES, 0.0),
        Row("untold", CHANGES * SCREENS - len(crowded.told), "", "lower", CHANGES, 0.0),
        Row("web_cpu_share", web_share, "", "lower", CHANGES),
    ]


def _crowded(live: listeners.Live, room: Room) -> tuple[Heard, float]:
    """Everybody in one room; also the live process's share of a core while changes are made."""
    heard = Heard()
    screens: list[Screen] = [partial(_ear, live.port, room, heard)] * SCREENS
    used: list[float] = []

    def change() -> None:
        before = live.seconds()
        _changes([room], heard)
        used.append((live.seconds() - before) / (CHANGES * EVERY))

    asyncio.run(_play(screens, heard, change, rest=2.0))
    return heard, used[0]


def _city(live: listeners.Live, web: int, rooms: Sequence[Room]) -> Heard:
    heard = Heard()
    screens: list[Screen] = []
    for room in rooms:
        screens += [partial(_board, live.port, web, room, heard)] * BOARDS
        screens += [partial(_phone, live.port, web, room, key, heard) for key in room.keys]
    asyncio.run(_play(screens, heard, partial(_changes, rooms, heard), rest=SETTLE))
    return heard


async def _play(
    screens: Sequence[Screen], heard: Heard, change: Callable[[], None], *, rest: float
) -> None:
    """Open all screens, make the changes beside them, and close all."""
    tasks = [asyncio.create_task(screen()) for screen in screens]
    while heard.open < len(screens):
        await asyncio.sleep(0.1)
    await asyncio.sleep(2.0)
    changing = Thread(target=change)
    changing.start()
    while changing.is_alive():
        await asyncio.sleep(0.1)
    await asyncio.sleep(rest)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _ear(port: int, room: Room, heard: Heard) -> None:
    number = 0
    async with aclosing(listeners.listen(port, room.office.pk)) as told:
        await anext(told)
        heard.open += 1
        async for news in told:
            if news.get("numbers"):
                number += 1
                heard.told.append(time.monotonic() - heard.made[room.office.pk, number])


async def _board(port: int, web: int, room: Room, heard: Heard) -> None:
    path = f"/display/{room.office.key}/now/"
    number = 0
    async with aclosing(listeners.listen(port, room.office.pk)) as told:
        await anext(told)
        await _page(web, path)  # as every board does when its stream opens
        heard.open += 1
        async for news in told:
            if not news.get("numbers"):
                continue
            number += 1
            shown = await _page(web, f"{path}?v={news['version']}")
            if f'data-call="{room.called.label}/1/{number + 1}"'.encode() in shown:
                heard.seen.append(time.monotonic() - heard.made[room.office.pk, number])


async def _phone(port: int, web: int, room: Room, key: str, heard: Heard) -> None:
    asking: asyncio.Task[None] | None = None
    async with aclosing(listeners.listen(port, room.office.pk)) as told:
        await anext(told)
        await _page(web, f"/visit/{key}/now/")
        heard.open += 1
        async for news in told:
            if news.get("numbers") and (asking is None or asking.done()):
                asking = asyncio.create_task(_later(web, f"/visit/{key}/now/"))


async def _later(web: int, path: str) -> None:
    await asyncio.sleep(random.uniform(*LAZY))
    await _page(web, path)


async def _page(web: int, path: str) -> bytes:
    """Ask on a new connection: the server has closed one that was silent for half a minute."""
    line = await wire.Line.to(web)
    try:
        return await line.page(path)
    finally:
        line.close()


def _changes(rooms: Sequence[Room], heard: Heard) -> None:
    """Call again in one room after the other, one call a second."""
    calls = dict.fromkeys((room.office.pk for room in rooms), 0)
    began = time.monotonic()
    for turn in range(CHANGES):
        time.sleep(max(0.0, began + turn * EVERY - time.monotonic()))
        room = rooms[turn % len(rooms)]
        calls[room.office.pk] += 1
        heard.made[room.office.pk, calls[room.office.pk]] = time.monotonic()
        commands.recall(room.called, by=CLERK, at=clock.now() + timedelta(minutes=turn))
    connection.close()


def _room(key: str) -> Room:
    """An office with somebody called and others waiting."""
    office = offices.build(key, desks=1)
    offices.open_all_day(office, [DAY], clerks=20)
    person = Person.objects.create(login=key, name=key)
    person.skills.set(Skill.objects.all())
    visits = [_ticket(office) for _ in range(PHONES + 1)]
    session = commands.log_on(office.desks.get(), person, at=NOW)
    called = commands.call(visits[0], session, by=CLERK, at=NOW)
    return Room(office, called, [queries.visit_key(visit.appointment) for visit in visits[1:]])


def _ticket(office: Office) -> Visit:
    walk_in = WalkIn(office.pk, (Line(Service.objects.get().pk),), "de")
    return commands.give_ticket(walk_in, request_key=uuid4(), by=DEVICE, at=NOW)
