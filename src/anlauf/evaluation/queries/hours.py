"""When people come and how long they wait then: by weekday and hour."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection

from anlauf.engine.figures import Days, percentile
from anlauf.evaluation.queries.table import WAITS_WIDTH, Period

_ROWS = """
    SELECT EXTRACT(isodow FROM date)::int - 1, hour,
           coalesce(sum(visits) FILTER (WHERE told), 0), count(DISTINCT date) FILTER (WHERE told),
           string_agg(waits, ''::bytea) FILTER (WHERE told)
    FROM evaluation_hourfigures
    WHERE date BETWEEN %s AND %s {only}
    GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Hour:
    """One hour of a weekday: how many came on a day, how long half of them waited at most.

    Both are None where too few people stand behind them.
    """

    people: float | None
    median: int | None


Hours = Mapping[tuple[int, int], Hour]
"""By weekday (Monday is 0) and hour."""


def by_hour(period: Period, offices: Collection[int] | None = None) -> Hours:
    """Every hour anybody came in, of these offices together or of all."""
    given: list[date | list[int]] = [period.first, period.last]
    only = ""
    if offices is not None:
        only = "AND office_number = ANY(%s)"
        given.append(list(offices))
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(only=only), given)
        return {
            (weekday, hour): Hour(float(people) / days if days else None, _median(waits))
            for weekday, hour, people, days, waits in cursor
        }


def _median(waits: bytes | None) -> int | None:
    if not waits:
        return None
    places = np.zeros(len(waits) // 4, dtype=np.int64)
    counts = Days.read(waits, places, (1, WAITS_WIDTH)).counts
    return int(percentile(counts, 0.5)[0])
