"""The ASGI application: checks who may listen, keeps streams open, ends them in order."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from anlauf.core import clock, streams
from anlauf.core.networks import network
from anlauf.live import ear, events
from anlauf.live.rooms import Listener, Rooms

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST = 5000
MOST_PER_NETWORK = 400  # a library or a whole office stands behind one address
TOGETHER = 0.2  # seconds whose changes are told at once
BEATS = 10  # seconds between two signs of life
GOODBYE = 0.3  # seconds for the last words
COME_BACK = (1000, 5000)  # milliseconds, spread so that nobody returns in step

_STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # proxies hand on every word at once
    (b"access-control-allow-origin", b"*"),  # no cookie is ever read here
    (b"x-content-type-options", b"nosniff"),
]
_LATER = {429, 503}
_WORDS = [(b"content-type", b"text/plain; charset=utf-8"), *_STREAM[1:]]


@dataclass(frozen=True)
class Place:
    """Where this process stands: its database, and the secret that seals addresses."""

    database: str
    secret: str


class Live:
    """The live process; one instance for each."""

    def __init__(self, place: Place, *, most_per_network: int = MOST_PER_NETWORK) -> None:
        self.rooms = Rooms()
        self._place = place
        self._most_per_network = most_per_network
        self._networks: Counter[str] = Counter()
        self._work: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection, or live through the life of the process."""
        if scope["type"] == "lifespan":
            await self._life(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _life(self, receive: Receive, send: Send) -> None:
        await receive()
        self.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})

    def start(self) -> None:
        """Begin to listen and to tell."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._asked_to_stop)
        self._work = [
            asyncio.create_task(ear.listen(self._place.database, self.rooms)),
            asyncio.create_task(self._tell()),
            asyncio.create_task(self._beat()),
        ]

    def _asked_to_stop(self) -> None:
        """End every stream, then let the server stop: it would wait for them until it is killed."""
        self.rooms.close()
        asyncio.get_running_loop().call_later(GOODBYE, os.kill, os.getpid(), signal.SIGINT)

    async def stop(self) -> None:
        """End the work behind the streams."""
        self.rooms.close()
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TOGETHER)
            self.rooms.tell()

    async def _beat(self) -> None:
        part = 0
        while True:
            await asyncio.sleep(1)
            part = (part + 1) % BEATS
            self.rooms.beat(part, BEATS)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/").rpartition("/")[2]
        if path == "health":
            state = "hears" if self.rooms.hears else "deaf"
            await _say(send, 200 if self.rooms.hears else 503, f"{state} {len(self.rooms)}\n")
            return

        stream = streams.read(path, self._place.secret, at=clock.now())
        origin = network((scope.get("client") or ("",))[0])
        if stream is None or scope["method"] != "GET":
            await _say(send, 404, "This address leads nowhere; the page knows a new one.\n")
        elif self.rooms.closed or len(self.rooms) >= MOST:
            await _say(send, 503, "Please ask again in a moment.\n")
        elif self._networks[origin] >= self._most_per_network:
            await _say(send, 429, "Too many listen from here. Please ask again.\n")
        else:
            await self._stream(stream, origin, receive, send)

    async def _stream(
        self, stream: streams.Stream, origin: str, receive: Receive, send: Send
    ) -> None:
        listener = self.rooms.enter(stream.offices)
        if origin:
            self._networks[origin] += 1
        gone = asyncio.create_task(_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM})
            await _body(send, events.welcome(random.randint(*COME_BACK)))  # noqa: S311
            while not listener.closed:
                await _body(send, await listener.next())
            with suppress(OSError, RuntimeError):  # whoever has gone hears no goodbye
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self.rooms.leave(listener)
            self._leave(origin)

    def _leave(self, origin: str) -> None:
        self._networks[origin] -= 1
        if self._networks[origin] <= 0:
            del self._networks[origin]


async def _gone(receive: Receive, listener: Listener) -> None:
    """Close when the other side has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


async def _body(send: Send, words: bytes) -> None:
    if words:
        await send({"type": "http.response.body", "body": words, "more_body": True})


async def _say(send: Send, status: int, words: str) -> None:
    headers = [*_WORDS, (b"retry-after", b"60")] if status in _LATER else _WORDS
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
