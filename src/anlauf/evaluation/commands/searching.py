"""Counting searches for a time, and times that were tapped on; nothing of who it was.

One statement that waits for no disk: a count that a crash of the database takes with it is no harm,
and a page that waits is. It is a sample, like what is on offer, so the journal knows nothing of it.
"""

from datetime import datetime
from threading import get_native_id

from django.db import connection

from anlauf.directory import queries as directory
from anlauf.directory.models import Service

SHARDS = 16
"""So many rows a date and service have, that threads seldom wait for each other."""

_COUNTED = """
    INSERT INTO evaluation_searchcount (service_number, date, shard, searches, nothing, chosen)
    SELECT %(service)s, %(date)s, %(shard)s, %(searches)s, %(nothing)s, %(chosen)s
    FROM set_config('synchronous_commit', 'off', true)
    ON CONFLICT (date, service_number, shard) DO UPDATE SET
        searches = evaluation_searchcount.searches + EXCLUDED.searches,
        nothing = evaluation_searchcount.nothing + EXCLUDED.nothing,
        chosen = evaluation_searchcount.chosen + EXCLUDED.chosen
"""

_FOLDED = """
    WITH several AS (
        DELETE FROM evaluation_searchcount WHERE date < %s AND shard > 0
        RETURNING service_number, date, searches, nothing, chosen
    )
    INSERT INTO evaluation_searchcount (service_number, date, shard, searches, nothing, chosen)
    SELECT service_number, date, 0, sum(searches), sum(nothing), sum(chosen)
    FROM several GROUP BY 1, 2
    ON CONFLICT (date, service_number, shard) DO UPDATE SET
        searches = evaluation_searchcount.searches + EXCLUDED.searches,
        nothing = evaluation_searchcount.nothing + EXCLUDED.nothing,
        chosen = evaluation_searchcount.chosen + EXCLUDED.chosen
"""


def count_search(service: Service, *, nothing: bool, at: datetime) -> None:
    """Somebody looked for a time, and found some or nothing."""
    _count(service, at, searches=1, nothing=int(nothing))


def count_choice(service: Service, *, at: datetime) -> None:
    """Somebody tapped on a time, and it was theirs for the moment."""
    _count(service, at, chosen=1)


def fold_searches(*, at: datetime) -> int:
    """Make one row of each date and service that is over; tell how many there are then."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLDED, [at.astimezone(directory.zone()).date()])
        return int(cursor.rowcount)


def _count(service: Service, at: datetime, **numbers: int) -> None:
    row = {"searches": 0, "nothing": 0, "chosen": 0, **numbers}
    today = at.astimezone(directory.zone()).date()
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED,
            {"service": service.pk, "date": today, "shard": get_native_id() % SHARDS, **row},
        )
