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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from anlauf.booking.snapshots.page import Columns, written
from anlauf.engine.capacity import FreeTicks, Need
from anlauf.engine.search import firsts

Place = tuple[int, date]

_MOST_ANSWERS = 32


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


@dataclass(slots=True)
class KnownPage:
    """What is free on a page, and the answers it has given.

    There are thousands of these in each process for as long as it lives, so they are kept small.
    """

    free: FreeTicks
    _answers: dict[tuple[Need, int, int], int] = field(default_factory=dict)

    def starts(self, need: Need, window: int, every: int) -> int:
        """Ticks within the window at which the visit could start, the first of each stretch."""
        question = (need, window, every)
        known = self._answers.get(question)
        if known is None:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            known = self._answers[question] = firsts(self.free.starts(need) & window, every)
        return known


class RecentPages:
    """All pages from today on, refreshed by what changed since the last look."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[Place, KnownPage] = {}
        self._seen = 0
        self._today = date.min

    def look(self, today: date) -> Mapping[Place, KnownPage]:
        """The pages as they stand now, those of past dates left out."""
        with self._turn:
            self._turn_over(today)
            rows = _changed_since(self._seen, today)
            own = _known(row for row in rows if row.changed == row.own)
            self._known |= _known(row for row in rows if row.changed != row.own)
            if own:
                # Undone, these pages fall back to stamps that may be older than this look.
                return ChainMap(own, self._known)
            self._seen = max([self._seen, *(row.seen for row in rows)])
            return self._known

    def forget(self) -> None:
        """Start over, as a new process would."""
        with self._turn:
            self._known, self._seen, self._today = {}, 0, date.min

    def _turn_over(self, today: date) -> None:
        """Drop what is past; an earlier day than before, as on a demo's clock, starts over."""
        if today < self._today:
            self._known, self._seen = {}, 0
        if today != self._today:
            self._known = {at: known for at, known in self._known.items() if at[1] >= today}
            self._today = today


def _changed_since(seen: int, today: date) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [today, seen])
        return [_Row(*row) for row in cursor.fetchall()]


def _known(rows: Iterable[_Row]) -> dict[Place, KnownPage]:
    return {(row.office, row.date): KnownPage(_free(row)) for row in rows}


def _free(row: _Row) -> FreeTicks:
    skills = _skills(row.groups)
    columns = Columns(
        skills, row.supply, row.promised, json.loads(row.shares), row.shared, row.desks
    )
    return FreeTicks(skills, written(columns).free_ticks().packed)


@lru_cache(maxsize=1024)
def _skills(groups: str) -> tuple[frozenset[str], ...]:
    """The skills of a page's groups; pages with the same groups share them."""
    return tuple(frozenset(group) for group in json.loads(groups))


RECENT = RecentPages()
