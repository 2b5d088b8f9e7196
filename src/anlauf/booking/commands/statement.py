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

from anlauf.booking.models import Appointment, Key, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core import journal, parts, rows
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.parts import Parts

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
    day: OfficeDay,
    page: Mapping[str, object],
    draft: Appointment,
    wanted: Counter[int],
    left: Left,
) -> Parts:
    """The page's new columns, the promise (`appointment`), its services and what it leaves."""
    given: dict[str, Any] = {
        "services": list(wanted),
        "counts": list(wanted.values()),
        "purposes": [str(key.purpose) for key in left.keys],
        "digests": [key.digest for key in left.keys],
        "ends": [key.expires_at for key in left.keys],
    }
    texts = {
        "appointment": f"{rows.insert(Appointment, 'promise')} RETURNING id",
        "services": _SERVICES,
        "keys": _KEYS,
    }
    written = Parts(texts, given | rows.values(draft, "promise"))
    return page_part(day, page) | written | _left(left)


def page_part(day: OfficeDay, page: Mapping[str, object]) -> Parts:
    """The new columns of a page that the caller holds."""
    given = {"day": day.pk, **rows.prepared(OfficeDay, page, "page")}
    return Parts({"page": _page(tuple(page))}, given)


def changed(appointment: Appointment, names: tuple[str, ...], entry: JournalEntry) -> Parts:
    """These columns of a promise that the caller holds, and what the journal says of it."""
    values = {name: getattr(appointment, name) for name in names}
    given = {"promise": appointment.pk, **rows.prepared(Appointment, values, "promise")}
    row = Parts({"appointment": _changed(names)}, given)
    return row | journal.part("promise_entry", entry)


def change(appointment: Appointment, to: Mapping[str, object], only: Only, left: Left) -> bool:
    """Change these columns and write what it leaves, if the appointment still is as expected."""
    given: dict[str, Any] = {
        "number": appointment.pk,
        "states": sorted(only.states),
        "after": only.held_after,
        "email": only.email,
    }
    changed = Parts(
        {"appointment": _expected(tuple(to))}, given | rows.prepared(Appointment, to, "changed")
    )
    return parts.write(changed | _left(left), "appointment") != (None,)


@lru_cache
def _page(names: tuple[str, ...]) -> str:
    return _PAGE.format(columns=rows.assigned(OfficeDay, names, "page"))


@lru_cache
def _changed(names: tuple[str, ...]) -> str:
    columns = rows.assigned(Appointment, names, "promise")
    return f"UPDATE booking_appointment SET {columns} WHERE id = %(promise)s"  # noqa: S608 - ours


@lru_cache
def _expected(names: tuple[str, ...]) -> str:
    return _CHANGE.format(columns=rows.assigned(Appointment, names, "changed"))


def _left(left: Left) -> Parts:
    source, number = "FROM appointment", "appointment.id"
    entry = letter = parts.NOTHING
    if left.entry is not None:
        entry = journal.part("entry", left.entry, source, thing_number=number)
    if left.letter is not None:
        text = rows.insert(Letter, "letter", source, thing_number=number)
        letter = Parts({"letter": text}, rows.values(left.letter, "letter"))
    return entry | letter
