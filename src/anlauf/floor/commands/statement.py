"""A step of a visit as one statement: a period ends, the visit changes, the next period begins.

At a full counter these are the statements written most; composing each anew took longer than all
of them take to run.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from anlauf.core import rows
from anlauf.floor.models import Note, Period, Visit

# What begins reads what ended, so that there are never two open periods.
_ENDED = """
    UPDATE floor_period SET ended_at = %(moment)s
    WHERE visit_id = %(number)s AND ended_at IS NULL RETURNING id
"""
_BEGINS = "FROM (SELECT count(*) FROM ended) AS before"
_CHANGED = "UPDATE floor_visit SET {columns} WHERE id = %(number)s RETURNING id"
_ERASED = f"DELETE FROM {Note._meta.db_table} WHERE visit_id = %(number)s"  # noqa: S608


def step(visit: Visit, names: Sequence[str], begins: Period | None) -> None:
    """Write these columns of a held visit and its periods; without a next one its notes go too."""
    given: dict[str, Any] = {"number": visit.pk, "moment": visit.since}
    given |= rows.prepared(Visit, {name: getattr(visit, name) for name in names}, "visit")
    if begins is not None:
        given |= rows.values(begins, "period")
    with connection.cursor() as cursor:
        cursor.execute(_step(tuple(names), begins is not None), given)


@lru_cache
def _step(names: tuple[str, ...], goes_on: bool) -> str:
    parts = {
        "ended": _ENDED,
        "visit": _CHANGED.format(columns=rows.assigned(Visit, names, "visit")),
    }
    if goes_on:
        parts["begun"] = rows.insert(Period, "period", _BEGINS)
    else:
        parts["erased"] = _ERASED
    named = ", ".join(f"{name} AS ({text})" for name, text in parts.items())
    return f"WITH {named} SELECT count(*) FROM visit"  # noqa: S608 - names from our own models
