"""What happens to a visit, as one statement: a period ends, the visit changes, the next begins.

At a full counter these are the statements written most; composing each anew took longer than all
of them take to run. Everything here is parts of a statement, so that the promise in booking and
the journal are written with it.
"""

from collections import Counter
from functools import lru_cache
from typing import Any

from anlauf.core import rows
from anlauf.core.parts import Parts
from anlauf.floor.models import Note, Period, Roll, Visit

# What begins reads what ended, so that there are never two open periods.
_ENDED = """
    UPDATE floor_period SET ended_at = %(moment)s
    WHERE visit_id = %(number)s AND ended_at IS NULL RETURNING id
"""
_BEGINS = "FROM (SELECT count(*) FROM ended) AS before"
_CHANGED = "UPDATE floor_visit SET {columns} WHERE id = %(number)s RETURNING id"
_ERASED = f"DELETE FROM {Note._meta.db_table} WHERE visit_id = %(number)s"  # noqa: S608

_ITEM = """(
    SELECT item.id
    FROM floor_item AS item
    LEFT JOIN floor_period AS done ON done.item_id = item.id
    WHERE item.visit_id = %(number)s
    GROUP BY item.id
    ORDER BY max(done.started_at) DESC NULLS {unbegun}, item.id
    LIMIT 1
)"""
ITEM_NEXT = _ITEM.format(unbegun="FIRST")
"""The first service nobody has worked on, or else the last one worked on."""
ITEM_NOW = _ITEM.format(unbegun="LAST")
"""The service last worked on, or the first if nobody has begun."""

_DRAWN = "UPDATE floor_roll SET last = %(roll_last)s WHERE id = %(roll)s"
_WANTED = """
    INSERT INTO floor_item (visit_id, service_id, count, added_at_desk)
    SELECT visit.id, wanted.service, wanted.count, false
    FROM visit, unnest(%(items)s::bigint[], %(times)s::smallint[])
         WITH ORDINALITY AS wanted (service, count, place)
    ORDER BY wanted.place
"""
_PROMISED = """
    INSERT INTO floor_item (visit_id, service_id, count, added_at_desk)
    SELECT visit.id, promised.service_id, promised.count, false
    FROM visit, booking_appointmentservice AS promised
    WHERE promised.appointment_id = %(visit_appointment_id)s
    ORDER BY promised.id
"""


def step(visit: Visit, names: tuple[str, ...], begins: Period | None, *, item: str = "") -> Parts:
    """These columns of a held visit and its periods; without a next one its notes go too.

    `item` says in SQL what the next period is spent on.
    """
    given: dict[str, Any] = {"number": visit.pk, "moment": visit.since}
    given |= rows.prepared(Visit, {name: getattr(visit, name) for name in names}, "visit")
    if begins is None:
        return Parts({"ended": _ENDED, "visit": _changed(names), "erased": _ERASED}, given)

    begun = rows.insert(Period, "period", _BEGINS, item_id=item or "NULL")
    given |= rows.values(begins, "period")
    return Parts({"ended": _ENDED, "visit": _changed(names), "begun": begun}, given)


def let_in(roll: Roll, visit: Visit, begins: Period) -> Parts:
    """A visit for a promise that stands in its table, for all that was promised."""
    given = _entered(roll, visit, begins)
    entered = f"{rows.insert(Visit, 'visit')} RETURNING id"
    return Parts({"roll": _DRAWN, "visit": entered, "items": _PROMISED, "begun": _begun()}, given)


def let_in_with(roll: Roll, visit: Visit, begins: Period, wanted: Counter[int]) -> Parts:
    """The same for a promise, `appointment`, that another part of the statement writes."""
    given = _entered(roll, visit, begins)
    given |= {"items": list(wanted), "times": list(wanted.values())}
    insert = rows.insert(Visit, "visit", "FROM appointment", appointment_id="appointment.id")
    entered = f"{insert} RETURNING id"
    return Parts({"roll": _DRAWN, "visit": entered, "items": _WANTED, "begun": _begun()}, given)


def entered(visit: Visit, number: int | None) -> Visit:
    """The visit, which stands in its table now under this number."""
    assert number is not None
    rows.stored(visit, number)
    return visit


def _entered(roll: Roll, visit: Visit, begins: Period) -> dict[str, Any]:
    given: dict[str, Any] = {"roll": roll.pk, "roll_last": roll.last}
    return given | rows.values(visit, "visit") | rows.values(begins, "period")


def _begun() -> str:
    return rows.insert(Period, "period", "FROM visit", visit_id="visit.id")


@lru_cache
def _changed(names: tuple[str, ...]) -> str:
    return _CHANGED.format(columns=rows.assigned(Visit, names, "visit"))
