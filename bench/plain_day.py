"""The rows of a visit by bare statements: what PostgreSQL could do if nothing stood before it.

A visit the city has served is taken as the model. The script lets a copy of it in, calls, starts
and finishes it, in four transactions with their locks, and pgbench runs it with all columns,
indexes, constraints and triggers in place. Nothing is decided, checked or answered.
"""

from anlauf.booking.models import Appointment, AppointmentService, OfficeDay
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Desk
from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.states import TicketState
from bench import plain

_TURN = """
BEGIN;
SELECT * FROM floor_visit WHERE id = :visit FOR NO KEY UPDATE;
WITH ended AS (UPDATE floor_period SET ended_at = started_at
               WHERE visit_id = :visit AND ended_at IS NULL RETURNING id),
     visit AS (UPDATE floor_visit SET state = '{state}', desk_id = {desk} WHERE id = :visit),
     begun AS ({period}),
     entry AS ({entry})
SELECT 1;
END;
"""
_END = """
BEGIN;
SELECT * FROM floor_visit WHERE id = :visit FOR NO KEY UPDATE;
SELECT * FROM booking_officeday WHERE id = :day FOR NO KEY UPDATE;
WITH ended AS (UPDATE floor_period SET ended_at = started_at
               WHERE visit_id = :visit AND ended_at IS NULL),
     visit AS (UPDATE floor_visit SET state = 'finished' WHERE id = :visit),
     page AS ({page}),
     appointment AS (UPDATE booking_appointment SET ended_at = booked_at WHERE id = :appointment),
     entry AS ({entry}),
     another AS ({entry})
SELECT 1;
END;
"""
_PAGE = """UPDATE booking_officeday SET promised = promised, version = version + 1,
    changed = pg_current_xact_id()::text::bigint WHERE id = :day"""


def per_second(database: str, clients: int) -> float:
    """Copies of a served visit per second, from arrival to end, by so many clients."""
    model = Visit.objects.filter(state=TicketState.FINISHED).latest("pk")
    return plain.rate(_script(model), database, clients)


def _script(model: Visit) -> str:
    days = list(OfficeDay.objects.order_by("pk").values_list("pk", flat=True))
    desk = f"{Desk.objects.earliest('pk').pk} + :client_id"
    entry = JournalEntry.objects.filter(verb="floor.finished", thing_number=model.pk).latest("pk")
    its = f"WHERE old.visit_id = {model.pk}"
    theirs = {"visit_id": "visit.id", "item_id": "NULL", "desk_id": "NULL", "ended_at": "NULL"}
    first = f"{its} ORDER BY old.id LIMIT 1"
    come = {
        "page": _PAGE,
        "appointment": f"{_appointment(model)} RETURNING id",
        "services": plain.copy(
            AppointmentService,
            f", appointment WHERE old.appointment_id = {model.appointment_id}",
            {"appointment_id": "appointment.id"},
        ),
        "visit": f"{_visit(model)} RETURNING id",
        "items": plain.copy(Item, f", visit {its}", {"visit_id": "visit.id"}),
        "begun": plain.copy(Period, f", visit {first}", theirs),
        "entry": plain.copy(JournalEntry, f"WHERE old.id = {entry.pk}", {}),
        "another": plain.copy(JournalEntry, f"WHERE old.id = {entry.pk}", {}),
    }
    ended = f", (SELECT count(*) FROM ended) AS before {first}"  # noqa: S608 - our own names
    period = plain.copy(Period, ended, theirs | {"visit_id": ":visit"})
    fact = plain.copy(JournalEntry, f"WHERE old.id = {entry.pk}", {})
    named = ", ".join(f"{name} AS ({text})" for name, text in come.items())
    ids = "SELECT visit.id AS visit, appointment.id AS appointment FROM visit, appointment"
    return "\n".join(
        [
            f"\\set day random({days[0]}, {days[-1]})",
            "BEGIN;",
            "SELECT * FROM booking_officeday WHERE id = :day FOR NO KEY UPDATE;",
            f"WITH {named} {ids} \\gset",
            "END;",
            _TURN.format(state="called", desk=desk, period=period, entry=fact),
            _TURN.format(state="serving", desk=desk, period=period, entry=fact),
            _END.format(page=_PAGE, entry=fact),
        ]
    )


def _appointment(model: Visit) -> str:
    fresh = {
        "code": "substr(md5(random()::text), 1, 9)",
        "uid": "gen_random_uuid()",
        "request_key": "gen_random_uuid()",
    }
    return plain.copy(Appointment, f"WHERE old.id = {model.appointment_id}", fresh)


def _visit(model: Visit) -> str:
    fresh = {
        "appointment_id": "appointment.id",
        "date": "DATE '2000-01-01' + (random() * 100000)::int",
        "number": "(random() * 30000)::int",
        "state": "'waiting'",
        "desk_id": "NULL",
        "key": "md5(random()::text) || md5(random()::text)",
        "request_key": "NULL",
    }
    return plain.copy(Visit, f", appointment WHERE old.id = {model.pk}", fresh)
