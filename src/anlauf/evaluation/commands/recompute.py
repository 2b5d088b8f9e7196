"""Everything from nothing, held against what reading on has made of it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from anlauf.evaluation.commands.facts import renew_all, sum_up_all
from anlauf.evaluation.commands.reading import catch_up
from anlauf.evaluation.derive import FACTS
from anlauf.evaluation.models import DayFigures, HourFigures, ServiceFigures

_SUMS = {model._meta.db_table: model for model in (DayFigures, HourFigures, ServiceFigures)}


@transaction.atomic
def recompute(*, at: datetime) -> Mapping[str, int]:
    """Rebuild all facts and sums; tell by table how many rows were different before.

    The rebuilt rows stay. While people are served at the same time, it wants a transaction that
    sees one moment only (the command asks for one), or it counts what happens meanwhile.
    """
    catch_up(at=at)
    tables = [*(fact.table for fact in FACTS), *_SUMS]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"CREATE TEMP TABLE before_{table} ON COMMIT DROP AS TABLE {table}")

    renew_all()
    sum_up_all()

    found = {table: _differences(table) for table in tables}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE before_{table}")
    return found


def _differences(table: str) -> int:
    columns = _compared(table)
    now, then = f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM before_{table}"  # noqa: S608
    text = f"SELECT count(*) FROM (({now} EXCEPT {then}) UNION ALL ({then} EXCEPT {now})) found"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(text)
        return int(cursor.fetchone()[0])


def _compared(table: str) -> str:
    """A sum is known by what it is of; the number of its row says nothing."""
    if table not in _SUMS:
        return "*"
    fields = _SUMS[table]._meta.concrete_fields
    return ", ".join(f'"{field.column}"' for field in fields if not field.primary_key)
