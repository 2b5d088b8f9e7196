"""The same rows by bare statements: what PostgreSQL could do if nothing stood before it.

A booking the city has made is taken as the model. The script copies its rows in two transactions,
as holding and confirming do, under the same lock, and pgbench runs it with all columns, indexes and
constraints in place. Nothing is decided, checked or answered.
"""

import re
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.db.models import Model

from anlauf.booking.models import Appointment, AppointmentService, Key, OfficeDay
from anlauf.config import programs
from anlauf.core.models import JournalEntry, Letter

SECONDS = 6
_RATE = re.compile(r"tps = ([0-9.]+)")
_THING = "booking.appointment"


def per_second(model: Appointment, database: str, clients: int) -> float:
    """Copies of this booking per second, by so many clients."""
    return rate(_script(model), database, clients)


def rate(text: str, database: str, clients: int) -> float:
    """How often a second so many clients run this script."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(text)
        script.flush()
        Path(script.name).chmod(0o644)
        told = programs.run(
            "pgbench",
            *("-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(SECONDS)),
            *("-f", script.name, *_where(database)),
        )
    found = _RATE.search(told)
    if found is None:
        raise RuntimeError(f"pgbench told no rate: {told}")
    return float(found[1])


def _script(model: Appointment) -> str:
    days = list(OfficeDay.objects.order_by("pk").values_list("pk", flat=True))
    fresh = {
        "code": "substr(md5(random()::text), 1, 9)",
        "uid": "gen_random_uuid()",
        "request_key": "gen_random_uuid()",
    }
    theirs, number = {"appointment_id": "appointment.id"}, {"thing_number": "appointment.id"}
    held = {
        "page": "UPDATE booking_officeday SET promised = promised, version = version + 1,"
        " changed = pg_current_xact_id()::text::bigint WHERE id = :day",
        "appointment": f"{copy(Appointment, f'WHERE old.id = {model.pk}', fresh)} RETURNING id",
        "services": copy(AppointmentService, _of(model), theirs),
        "keys": copy(
            Key, _of(model), theirs | {"digest": "md5(random()::text) || md5(random()::text)"}
        ),
        "entry": copy(JournalEntry, _about(model, JournalEntry), number),
    }
    confirmed = {
        "appointment": "UPDATE booking_appointment SET name = name, state = state"
        " WHERE id = :id RETURNING id",
        "entry": copy(JournalEntry, _about(model, JournalEntry), number),
        "letter": copy(Letter, _about(model, Letter), number),
    }
    return "\n".join(
        [
            f"\\set day random({days[0]}, {days[-1]})",
            "BEGIN;",
            "SELECT * FROM booking_officeday WHERE id = :day FOR NO KEY UPDATE;",
            f"{_joined(held)} \\gset",
            "END;",
            "BEGIN;",
            f"{_joined(confirmed)};",
            "END;",
            "",
        ]
    )


def copy(model: type[Model], where: str, given: dict[str, str]) -> str:
    """An INSERT of a row like the one found, but for the columns given; `where` may name more."""
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(given.get(name, f'old."{name}"') for name in names)
    table = model._meta.db_table
    found = f"SELECT {values} FROM {table} AS old {where}"  # noqa: S608 - our own names
    return f"INSERT INTO {table} ({columns}) {found}"


def _of(model: Appointment) -> str:
    return f", appointment WHERE old.appointment_id = {model.pk}"


def _about(model: Appointment, table: type[JournalEntry] | type[Letter]) -> str:
    """The row of this table that is about the model."""
    number = table.objects.filter(thing=_THING, thing_number=model.pk).latest("pk").pk
    return f", appointment WHERE old.id = {number}"


def _joined(parts: dict[str, str]) -> str:
    named = ", ".join(f"{name} AS ({text})" for name, text in parts.items())
    return f"WITH {named} SELECT id FROM appointment"  # noqa: S608 - our own names


def _where(database: str) -> list[str]:
    address = urlsplit(database)
    said = {name: value[0] for name, value in parse_qs(address.query).items()}
    return ["-h", said["host"], "-U", said["user"], address.path.lstrip("/")]
