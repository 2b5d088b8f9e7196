"""Reading on in the journal: whatever changed since is read again, and its days are added up.

One transaction moves the facts and the cursor, so a killed reader leaves nothing half done. The
journal says only *which* things changed; a fact is read from the thing itself, so an entry that is
read twice or late changes nothing (docs/adr/0180).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from anlauf.core.models import JournalEntry
from anlauf.evaluation.commands.access import count_access
from anlauf.evaluation.commands.facts import Cell, renew, sum_up, turn
from anlauf.evaluation.derive import FACTS
from anlauf.evaluation.models import Cursor

AT_ONCE = 2000
MOST_GAPS = 10_000
GAPS_LIVE = timedelta(hours=1)

Entry = tuple[int, str, int]


def catch_up(*, at: datetime) -> int:
    """Read on until nothing new is there; tell how many entries it were."""
    read = 0
    while found := project(at=at):
        read += found
    return read


@transaction.atomic
def project(*, at: datetime, most: int = AT_ONCE) -> int:
    """Read the next entries, at most so many; tell how many it were."""
    cursor = turn()
    entries = _unread(cursor, most)

    cells: set[Cell] = set()
    things = _things(entries)
    for fact in FACTS:
        if things[fact.thing]:
            cells |= renew(fact, things[fact.thing])
    sum_up(cells)
    count_access(things["floor.visit"], things["booking.appointment"], at=at)

    _advance(cursor, [number for number, _thing, _which in entries], at=at)
    return len(entries)


def _unread(cursor: Cursor, most: int) -> list[Entry]:
    missing = [*cursor.gaps, *cursor.gaps_before]
    new = JournalEntry.objects.filter(Q(pk__gt=cursor.number) | Q(pk__in=missing))
    return list(new.order_by("pk").values_list("pk", "thing", "thing_number")[:most])


def _things(entries: Sequence[Entry]) -> defaultdict[str, set[int]]:
    things: defaultdict[str, set[int]] = defaultdict(set)
    for _number, thing, which in entries:
        things[thing].add(which)
    return things


def _advance(cursor: Cursor, read: Collection[int], *, at: datetime) -> None:
    """Note how far it went, and which numbers on the way had no entry yet."""
    seen = set(read)
    last = max([cursor.number, *seen])
    first = max(cursor.number + 1, last - MOST_GAPS)
    skipped = [number for number in range(first, last) if number not in seen]
    if cursor.gaps_since is None or at >= cursor.gaps_since + GAPS_LIVE:
        cursor.gaps_before, cursor.gaps, cursor.gaps_since = cursor.gaps, [], at
    cursor.gaps = [*(one for one in cursor.gaps if one not in seen), *skipped][-MOST_GAPS:]
    cursor.gaps_before = [one for one in cursor.gaps_before if one not in seen]
    cursor.number = last
    cursor.save()
