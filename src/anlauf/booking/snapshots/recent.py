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

import threading
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, Func

from anlauf.booking.models import OfficeDay
from anlauf.booking.snapshots.page import page
from anlauf.engine.capacity import Need, Page

Place = tuple[int, date]

_MOST_NEEDS = 64


class OldestRunning(Func):
    """The oldest transaction still running when the statement began."""

    template = "(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint"
    output_field = BigIntegerField()


class OwnTransaction(Func):
    """The reader's own transaction, if it has written anything yet."""

    template = "(pg_current_xact_id_if_assigned()::text)::bigint"
    output_field = BigIntegerField(null=True)


@dataclass
class KnownPage:
    """A page and, need by need, the ticks at which a visit could start on it."""

    page: Page
    _starts: dict[Need, int] = field(default_factory=dict)

    def free_starts(self, need: Need) -> int:
        """Ticks at which the visit could start, as bits; reckoned once per need."""
        known = self._starts.get(need)
        if known is None:
            if len(self._starts) >= _MOST_NEEDS:
                self._starts.clear()
            known = self._starts[need] = self.page.free_starts(need)
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
            changed = OfficeDay.objects.filter(date__gte=today, changed__gte=self._seen)
            rows = list(changed.annotate(seen=OldestRunning(), own=OwnTransaction()))
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


def _known(rows: Iterable[OfficeDay]) -> dict[Place, KnownPage]:
    return {(row.office_id, row.date): KnownPage(page(row)) for row in rows}


RECENT = RecentPages()
