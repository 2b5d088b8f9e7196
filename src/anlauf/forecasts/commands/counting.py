"""People who came, counted from visits; or loaded, from before there were visits here."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words
from anlauf.directory.models import City
from anlauf.forecasts.models import DayCount
from anlauf.forecasts.values import Count

_COUNT = """
    INSERT INTO forecasts_daycount (office_id, skill, date, people)
    SELECT office_id, skill, date,
           array_agg(many ORDER BY half)
    FROM (
        SELECT kind.office_id, kind.skill, kind.date, half,
               least(count(visit.id), 32767)::smallint AS many
        FROM (
            SELECT DISTINCT office_id, skills[1] AS skill, date FROM floor_visit
            WHERE date BETWEEN %(first)s AND %(last)s AND cardinality(skills) > 0
        ) kind
        CROSS JOIN generate_series(0, 47) half
        CROSS JOIN LATERAL (SELECT zone FROM directory_city LIMIT 1) city
        LEFT JOIN floor_visit visit
            ON visit.office_id = kind.office_id AND visit.date = kind.date
            AND visit.skills[1] = kind.skill
            AND half = floor((
                EXTRACT(hour FROM coalesce(visit.due_at, visit.arrived_at) AT TIME ZONE city.zone)
                * 60 + EXTRACT(minute FROM coalesce(visit.due_at, visit.arrived_at)
                               AT TIME ZONE city.zone)) / 30)
        GROUP BY kind.office_id, kind.skill, kind.date, half
    ) halves
    GROUP BY office_id, skill, date
    ON CONFLICT (office_id, skill, date) DO UPDATE SET people = EXCLUDED.people
"""


@transaction.atomic
def count_days(first: date, last: date, *, by: Actor, at: datetime) -> int:
    """Count everybody who came on these dates, anew if they were counted; tell how many rows.

    Whoever had an appointment counts when they were due, everybody else when they came; also
    those who left.
    """
    hold_words(["count_days"])
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"first": first, "last": last})
        rows: int = cursor.rowcount
    _record("forecasts.counted", rows, by=by, at=at)
    return rows


@transaction.atomic
def load_counts(counts: Iterable[Count], *, by: Actor, at: datetime) -> int:
    """Load what was counted elsewhere; what is there already is replaced."""
    hold_words(["count_days"])
    rows = DayCount.objects.bulk_create(
        (
            DayCount(office_id=one.office, skill=one.skill, date=one.on, people=list(one.people))
            for one in counts
        ),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["office", "skill", "date"],
        update_fields=["people"],
    )
    _record("forecasts.counts_loaded", len(rows), by=by, at=at)
    return len(rows)


def _record(verb: str, rows: int, *, by: Actor, at: datetime) -> None:
    journal.record(verb, City.objects.get(), by=by, at=at, facts={"rows": rows})
