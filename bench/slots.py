"""The same question in SQL: a table with a row for every free five minutes of every staff group.

That is how calendars are commonly searched. Nobody else writes here, the index fits the question,
and rows are found in the order of the answer, so this is the reference at its best.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from anlauf.booking import snapshots
from anlauf.booking.models import OfficeDay
from anlauf.engine.capacity import Need
from anlauf.engine.search import ticks_in

_TABLE = """
    CREATE TABLE slot (date date, tick smallint, office bigint, lane smallint)
"""
_INDEXES = (
    "CREATE UNIQUE INDEX slots_in_order ON slot (date, tick, office, lane)",
    "CREATE INDEX slots_of_a_lane ON slot (office, date, lane, tick)",
    "ANALYZE slot",
)
_FIRST = """
    SELECT DISTINCT slot.date, slot.tick, slot.office
    FROM slot
    WHERE (slot.date, slot.tick) >= (%(day)s, %(tick)s)
      AND %(ticks)s = (
          SELECT count(*) FROM slot AS next
          WHERE next.office = slot.office AND next.date = slot.date AND next.lane = slot.lane
            AND next.tick BETWEEN slot.tick AND slot.tick + %(ticks)s - 1
      )
    ORDER BY slot.date, slot.tick, slot.office
    LIMIT %(most)s
"""


@dataclass(frozen=True)
class Asked:
    """What the table answered, and how long it took."""

    found: list[tuple[object, ...]]
    ms: float


def write(offices: Iterable[int], need: Need) -> int:
    """Write a row for every free tick of every group that can serve the need; tell how many."""
    rows = [
        (day.date, tick, day.office_id, lane)
        for day in OfficeDay.objects.filter(office__in=list(offices)).exclude(groups=[])
        for lane, (group, free) in enumerate(_groups(day))
        if need.skills <= group
        for tick in ticks_in(free)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy("COPY slot (date, tick, office, lane) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        for each in _INDEXES:
            cursor.execute(each)
    return len(rows)


def first_starts(since: tuple[date, int], most: int, *, ticks: int) -> Asked:
    """The first starts of a visit of so many ticks, timed."""
    day, tick = since
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, {"day": day, "tick": tick, "ticks": ticks, "most": most})
        found = cursor.fetchall()
    return Asked(found, 1000 * (time.perf_counter() - began))


def _groups(day: OfficeDay) -> list[tuple[frozenset[str], int]]:
    free = snapshots.page(day).free_ticks()
    return list(zip(free.skills, free.ticks, strict=True))
