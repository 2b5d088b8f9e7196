"""Who listens to which office, and what each is yet to be told. No network, no database, no clock.

Changes of a fifth of a second are told together, as one message for everybody in the room. A
listener too slow for that loses messages, never the last one.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Collection

from anlauf.live import events

_BACKLOG = 16  # messages a listener may be behind


class Listener:
    """An open stream."""

    def __init__(self, offices: Collection[int]) -> None:
        self.offices = frozenset(offices)
        self.closed = False
        self._messages: deque[bytes] = deque(maxlen=_BACKLOG)
        self._wake = asyncio.Event()

    def tell(self, message: bytes) -> None:
        """Put a message at the end of what this one hears next."""
        self._messages.append(message)
        self._wake.set()

    def close(self) -> None:
        """Let the stream end after what is still to be told."""
        self.closed = True
        self._wake.set()

    async def next(self) -> bytes:
        """Everything there is to tell, as soon as there is something; nothing when it ends."""
        await self._wake.wait()
        told = b"".join(self._messages)
        self._messages.clear()
        if not self.closed:
            self._wake.clear()
        return told


class Rooms:
    """All listeners, by the offices they listen to."""

    def __init__(self) -> None:
        self.hears = False
        self.closed = False
        self._rooms: dict[int, set[Listener]] = {}
        self._listeners: set[Listener] = set()
        self._changed: dict[int, set[int]] = {}

    def __len__(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def enter(self, offices: Collection[int]) -> Listener:
        """Listen to these offices from now on."""
        listener = Listener(offices)
        self._listeners.add(listener)
        for office in listener.offices:
            self._rooms.setdefault(office, set()).add(listener)
        if not self.hears:
            listener.tell(events.DEAF)
        return listener

    def leave(self, listener: Listener) -> None:
        """Listen no longer; twice is once."""
        self._listeners.discard(listener)
        for office in listener.offices:
            room = self._rooms.get(office, set())
            room.discard(listener)
            if not room:
                self._rooms.pop(office, None)

    def note(self, office: int, numbers: Collection[int]) -> None:
        """Keep in mind that something has changed here; told by the next `tell`."""
        if office in self._rooms:
            self._changed.setdefault(office, set()).update(numbers)

    def tell(self) -> None:
        """Tell every room what was noted about it.

        The version is a word nobody can guess before it is said, so that an answer kept under it
        was made after the change.
        """
        changed, self._changed = self._changed, {}
        for office, numbers in changed.items():
            message = events.change(office, secrets.token_hex(8), numbers)
            for listener in self._rooms.get(office, ()):
                listener.tell(message)

    def hear(self) -> None:
        """The database is heard (again): whatever happened meanwhile, everybody looks once."""
        self.hears = True
        for office in self._rooms:
            self.note(office, ())

    def go_deaf(self) -> None:
        """The database is heard no more."""
        self.hears = False
        self._everybody(events.DEAF)

    def beat(self, part: int, parts: int) -> None:
        """Tell one of so many parts of the listeners that all is well; silence would not."""
        if self.hears:
            for listener in self._listeners:
                if id(listener) // 64 % parts == part:
                    listener.tell(events.BEAT)

    def close(self) -> None:
        """Let every stream end."""
        self.closed = True
        for listener in self._listeners:
            listener.close()

    def _everybody(self, message: bytes) -> None:
        for listener in self._listeners:
            listener.tell(message)
