"""Listens to the database: one connection, opened again and again when it breaks."""

import asyncio
import logging
import random

import psycopg
from psycopg import sql

from anlauf.live.rooms import Rooms

CHANNEL = "floor"
_QUIET = 15.0  # seconds without a word after which the database is asked whether it is there
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0

log = logging.getLogger(__name__)


async def listen(database: str, rooms: Rooms) -> None:
    """Note in the rooms what the database tells, for as long as the task lives."""
    pause = _FIRST_PAUSE
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                database, autocommit=True, connect_timeout=5
            ) as connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                rooms.hear()
                pause = _FIRST_PAUSE
                await _follow(connection, rooms)
        except psycopg.Error as trouble:
            log.warning("The database is not heard: %s", str(trouble).strip().splitlines()[:1])
        rooms.go_deaf()
        await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads the callers
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _follow(connection: psycopg.AsyncConnection[tuple[object, ...]], rooms: Rooms) -> None:
    while True:
        async for told in connection.notifies(timeout=_QUIET):
            office, *numbers = map(int, told.payload.split())
            rooms.note(office, numbers)
        await connection.execute("SELECT 1")
