"""What a process keeps of a page.

There are thousands of these in each process for as long as it lives, so they are kept small: what
is free as bits, values that many pages have in common only once, and the rest, which only a rule
of release asks for, compressed.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from anlauf.booking.snapshots.page import Columns, written
from anlauf.engine.capacity import ANY_TICK, FreeTicks, Need, Page
from anlauf.engine.grid import TICKS
from anlauf.engine.release import Opened, Release
from anlauf.engine.room import room
from anlauf.engine.search import firsts

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class KnownPage:
    """What is free on a page, and as much of its row as a rule of release needs."""

    changed: int  # the transaction that wrote it
    free: FreeTicks
    _supply: bytes
    _shares: tuple[tuple[int, str], ...]
    _desks: bytes
    _promised: bytes  # in all, then to other shares than online; compressed

    def starts(self, need: Need, window: int, every: int, room: int = ANY_TICK) -> int:
        """Ticks within the window at which the visit could start, the first of each stretch."""
        return firsts(self.free.starts(need, room) & window, every)

    def room(self, need: Need, share: str, release: Release | None, opened: Opened) -> int:
        """The ticks in which one more promise may be taken from this share; any without a rule."""
        if release is None:
            return ANY_TICK
        return _room(self, need.skills, share, release, opened)

    def page(self) -> Page:
        """The page itself, as it was written."""
        promised = zlib.decompress(self._promised)
        total = TICKS * len(self.free.skills)
        return written(
            Columns(
                groups=self.free.skills,
                supply=self._supply,
                promised=promised[:total],
                shares=self._shares,
                shared=promised[total:],
                desks=self._desks,
            )
        )


def remembered(row: Columns, changed: int) -> KnownPage:
    """Keep what matters of the page in these columns."""
    free = written(row).free_ticks()
    return KnownPage(
        changed,
        FreeTicks(_one(free.skills), free.packed),
        _one(row.supply),
        _one(tuple((group, share) for group, share in row.shares)),
        _one(row.desks),
        zlib.compress(row.promised + row.shared),
    )


def forget_rooms() -> None:
    """Compute every room anew, as a new process would."""
    _room.cache_clear()


@lru_cache(maxsize=32768)
def _room(
    known: KnownPage, skills: frozenset[str], share: str, release: Release, opened: Opened
) -> int:
    """Asked again for every length of visit, for every search, until the page or the hour turns."""
    return room(known.page(), Need(skills, 1), share, release, opened)


@lru_cache(maxsize=8192)
def _one(value: T) -> T:
    """The first of all equal values: weeks resemble each other."""
    return value
