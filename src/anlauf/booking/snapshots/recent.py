"""Pages kept in the process, so that a search over the whole city reads only what changed.

Every writer stamps a page with the number of its transaction. A reader remembers the oldest
transaction that was still running when it last looked (`pg_snapshot_xmin`) and next time asks for
pages stamped with that number or a later one. This misses nothing although transactions end in
another order than they begin: whatever a reader could not see yet was written by a transaction
running at that moment, so its number is not smaller than the remembered one. Pages may be read
twice, never not at all. After restoring a dump the stamps are numbers of another server and only
make a reader read more.

What the reader's own unfinished transaction wrote is shown to it alone: it may still be undone.
"""

import json
import threading
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from django.db import connection

from anlauf.booking.snapshots.known import KnownPage, remembered
from anlauf.booking.snapshots.page import Columns

Pages = Mapping[int, KnownPage]
"""The pages of one date by their offices' numbers."""

# Every search begins with this; composing it anew took several times as long as running it.
_CHANGED = """
    SELECT office_id, date, groups, supply, promised, shares, shared, desks, changed,
           pg_current_xact_id_if_assigned()::text::bigint AS own,
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS seen
    FROM booking_officeday
    WHERE date >= %s AND changed >= %s
"""


class _Row(NamedTuple):
    office: int
    date: date
    groups: str
    supply: bytes
    promised: bytes
    shares: str
    shared: bytes
    desks: bytes
    changed: int
    own: int | None
    seen: int


@dataclass(frozen=True)
class Look:
    """The pages as they stood at one look."""

    _known: Mapping[date, Pages]
    _own: Mapping[date, Pages]
    _versions: Mapping[date, int]

    def on(self, when: date) -> Pages:
        """The pages of this date."""
        known = self._known.get(when, {})
        return ChainMap(dict(self._own[when]), dict(known)) if when in self._own else known

    def version(self, when: date) -> int | None:
        """A number that changes with any page of the date; None where some may yet be undone.

        Whoever keeps an answer asks for it before reading the pages.
        """
        return None if when in self._own else self._versions.get(when, 0)


class RecentPages:
    """All pages from today on, refreshed by what changed since the last look."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[date, dict[int, KnownPage]] = {}
        self._versions: dict[date, int] = {}
        self._numbers = count(1)
        self._seen = 0
        self._today = date.min

    def look(self, today: date) -> Look:
        """The pages as they stand now, those of past dates left out."""
        with self._turn:
            self._turn_over(today)
            own: dict[date, dict[int, KnownPage]] = {}
            dates: set[date] = set()
            seen = self._seen
            for row in _changed_since(self._seen, today):
                seen = max(seen, row.seen)
                if row.changed == row.own:
                    own.setdefault(row.date, {})[row.office] = _known(row)
                elif self._keep(row):
                    dates.add(row.date)
            for on in dates:  # each date gets its new number after its new pages
                self._versions[on] = next(self._numbers)
            if not own:
                # Own pages, once undone, fall back to stamps that may be older than this look.
                self._seen = seen
            return Look(self._known, own, self._versions)

    def forget(self) -> None:
        """Start over, as a new process would."""
        with self._turn:
            self._begin(date.min)

    def _keep(self, row: _Row) -> bool:
        """Take over what others wrote; tell whether it was news.

        Some is read twice, because a transaction is still running that began before it.
        """
        pages = self._known.setdefault(row.date, {})
        before = pages.get(row.office)
        if before is not None and before.changed == row.changed:
            return False
        pages[row.office] = _known(row)
        return True

    def _turn_over(self, today: date) -> None:
        """Drop what is past; an earlier day than before, as on a demo's clock, starts over."""
        if today < self._today:
            self._begin(today)
        if today != self._today:
            self._known = {on: pages for on, pages in self._known.items() if on >= today}
            self._versions = {on: number for on, number in self._versions.items() if on >= today}
            self._today = today

    def _begin(self, today: date) -> None:
        self._known, self._versions, self._seen, self._today = {}, {}, 0, today


def _changed_since(seen: int, today: date) -> Iterator[_Row]:
    """The rows changed since then; everything, at first, is not held in memory all at once."""
    with connection.cursor() as cursor:
        if not seen:
            yield from map(_Row._make, cursor.stream(_CHANGED, [today, seen]))
            return
        cursor.execute(_CHANGED, [today, seen])
        yield from map(_Row._make, cursor.fetchall())


def _known(row: _Row) -> KnownPage:
    columns = Columns(
        groups=_skills(row.groups),
        supply=row.supply,
        promised=row.promised,
        shares=json.loads(row.shares),
        shared=row.shared,
        desks=row.desks,
    )
    return remembered(columns, row.changed)


@lru_cache(maxsize=1024)
def _skills(groups: str) -> tuple[frozenset[str], ...]:
    """The skills of a page's groups; pages with the same groups share them."""
    return tuple(frozenset(group) for group in json.loads(groups))


RECENT = RecentPages()
