"""Phone and video appointments: nobody arrives, so they stand in line when their time has come."""

from datetime import datetime

from django.db import transaction

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.core.actors import Actor
from anlauf.floor import queries
from anlauf.floor.commands.arrival import let_in, line_up, newcomer
from anlauf.floor.commands.passage import told


def let_in_remote(*, by: Actor, at: datetime) -> int:
    """Let everybody whose call is due now stand in line; tell how many it were.

    One transaction each: it can be broken off and begun again.
    """
    return sum(_let_in(row, by=by, at=at) for row in queries.calls_due(at=at))


@transaction.atomic
def _let_in(appointment: Appointment, *, by: Actor, at: datetime) -> bool:
    office = appointment.day.office
    roll = line_up(office, appointment.day.date)
    if not queries.expected().filter(pk=appointment.pk).exists():
        return False

    kept = booking.arrive(appointment, by=by, at=at)
    waits_from = min(at, kept.starts_at)  # late is who calls late, never who is called
    visit = newcomer(office.pk, kept, at=waits_from)
    let_in(roll, visit, told("floor.call_due", visit, by=by, at=at), due_at=kept.starts_at)
    return True
