"""A promise with all it leaves behind, as one statement: nobody behind it waits for five.

The parts of the statement are named after what they write. Each becomes one row, or one for each
member of an array; what refers to the appointment takes its number from the part that wrote it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from anlauf.booking.models import Appointment, Key, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core import rows
from anlauf.core.models import JournalEntry, Letter

_PAGE = """
    UPDATE booking_officeday
    SET {columns}, version = version + 1, changed = pg_current_xact_id()::text::bigint
    WHERE id = %(day)s
"""

_SERVICES = """
    INSERT INTO booking_appointmentservice (appointment_id, service_id, count)
    SELECT appointment.id, wanted.service, wanted.count
    FROM appointment,
         unnest(%(services)s::bigint[], %(counts)s::smallint[]) AS wanted (service, count)
"""

_KEYS = """
    INSERT INTO booking_key (appointment_id, purpose, digest, expires_at)
    SELECT appointment.id, given.purpose, given.digest, given.expires_at
    FROM appointment,
         unnest(%(purposes)s::text[], %(digests)s::text[], %(ends)s::timestamptz[])
         AS given (purpose, digest, expires_at)
"""


_CHANGE = """
    UPDATE booking_appointment
    SET {columns}
    WHERE id = %(number)s AND state = ANY(%(states)s::text[]) AND held_until > %(after)s
      AND (%(email)s::text IS NULL OR email = %(email)s::text)
    RETURNING id
"""


@dataclass(frozen=True)
class Left:
    """What a change of an appointment leaves besides its own row, as rows not yet stored."""

    keys: Sequence[Key] = ()
    entry: JournalEntry | None = None
    letter: Letter | None = None


@dataclass(frozen=True)
class Only:
    """How an appointment must still be found: in one of these states, held beyond this moment.

    With an address it must also still be the one that was left.
    """

    states: frozenset[AppointmentState]
    held_after: datetime
    email: str | None = None


def promise(
    day: OfficeDay, page: Mapping[str, object], draft: Appointment, wanted: Counter[int], left: Left
) -> None:
    """Write the page's new columns, the promise, its services and what it leaves."""
    given: dict[str, Any] = {
        "day": day.pk,
        "services": list(wanted),
        "counts": list(wanted.values()),
        "purposes": [str(key.purpose) for key in left.keys],
        "digests": [key.digest for key in left.keys],
        "ends": [key.expires_at for key in left.keys],
    }
    given |= rows.prepared(OfficeDay, page, "page") | rows.values(draft, "promise") | _given(left)
    number = _run(_promise(tuple(page), *_which(left)), given)
    assert number is not None
    rows.stored(draft, number)
    draft.known_lines = list(wanted.items())


def change(appointment: Appointment, to: Mapping[str, object], only: Only, left: Left) -> bool:
    """Change these columns and write what it leaves, if the appointment still is as expected."""
    given: dict[str, Any] = {
        "number": appointment.pk,
        "states": sorted(only.states),
        "after": only.held_after,
        "email": only.email,
    }
    given |= rows.prepared(Appointment, to, "changed") | _given(left)
    return _run(_change(tuple(to), *_which(left)), given) is not None


@lru_cache
def _promise(page: tuple[str, ...], entry: bool, letter: bool) -> str:
    written = f"{rows.insert(Appointment, 'promise')} RETURNING id"
    return _joined(
        {
            "page": _PAGE.format(columns=rows.assigned(OfficeDay, page, "page")),
            "appointment": written,
            "services": _SERVICES,
            "keys": _KEYS,
        }
        | _left(entry, letter)
    )


@lru_cache
def _change(columns: tuple[str, ...], entry: bool, letter: bool) -> str:
    changed = _CHANGE.format(columns=rows.assigned(Appointment, columns, "changed"))
    return _joined({"appointment": changed} | _left(entry, letter))


def _left(entry: bool, letter: bool) -> dict[str, str]:
    source, number = "FROM appointment", "appointment.id"
    parts = {}
    if entry:
        parts["entry"] = rows.insert(JournalEntry, "entry", source, thing_number=number)
    if letter:
        parts["letter"] = rows.insert(Letter, "letter", source, thing_number=number)
    return parts


def _joined(parts: Mapping[str, str]) -> str:
    named = ", ".join(f"{name} AS ({text})" for name, text in parts.items())
    return f"WITH {named} SELECT id FROM appointment"  # noqa: S608 - names from our own models


def _which(left: Left) -> tuple[bool, bool]:
    return left.entry is not None, left.letter is not None


def _given(left: Left) -> dict[str, Any]:
    entry = rows.values(left.entry, "entry") if left.entry is not None else {}
    letter = rows.values(left.letter, "letter") if left.letter is not None else {}
    return entry | letter


def _run(text: str, given: Mapping[str, Any]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        found = cursor.fetchone()
    return found[0] if found else None
