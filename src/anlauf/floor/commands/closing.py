"""What nobody comes for: appointments without a visitor, and the end of the day.

These go through many rows, one transaction each, and can be broken off and begun again. Where
somebody was quicker with a row, the next round sees how it stands then.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import Actor
from anlauf.floor import queries
from anlauf.floor.commands.arrival import line_up
from anlauf.floor.commands.calls import give_up
from anlauf.floor.commands.calls_for_help import end_help_of
from anlauf.floor.commands.desks import VisitAtDesk, log_off
from anlauf.floor.commands.onward import leave
from anlauf.floor.commands.passage import OutOfTurn
from anlauf.floor.commands.serving import finish
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import HOLDS_A_PLACE, TicketState
from anlauf.floor.values import USUAL, FloorPolicy

_ENDS: dict[str, Callable[..., Visit]] = {
    TicketState.COMING: leave,
    TicketState.WAITING: leave,
    TicketState.PARKED: leave,
    TicketState.CALLED: give_up,
    TicketState.SERVING: finish,
}


def miss_absent(*, by: Actor, at: datetime, policy: FloorPolicy = USUAL) -> int:
    """Give away the time of appointments nobody came for; the late may still be served."""
    return sum(_miss(row, by=by, at=at) for row in queries.absent(at=at, policy=policy))


def close_day(office: int, on: date, *, by: Actor, at: datetime) -> int:
    """Bring everything of this office and date to its end, and tell how many visits that were.

    Who still waited has left, who was called and did not come has missed it, who was at a desk
    has been served. Appointments without a visitor are missed, clerks are logged off.
    """
    visits = list(queries.in_state(office, on, *HOLDS_A_PLACE).order_by("pk"))
    for visit in visits:
        with suppress(OutOfTurn):
            _ENDS[visit.state](visit, by=by, at=at)
    for appointment in queries.expected().filter(day__office=office, day__date=on):
        _miss(appointment, by=by, at=at)
    for session in DeskSession.objects.filter(desk__office=office, ended_at__isnull=True):
        if queries.today(session.started_at) <= on:
            with suppress(VisitAtDesk):
                log_off(session, at=at)
    end_help_of(office, by=by, at=at)
    return len(visits)


def close_ended_days(*, by: Actor, at: datetime, policy: FloorPolicy = USUAL) -> int:
    """Close every day whose office shut long enough ago, yesterday's too if nobody did."""
    return sum(
        close_day(office, on, by=by, at=at)
        for office, on in queries.days_to_close(at=at, policy=policy)
    )


@transaction.atomic
def _miss(appointment: Appointment, *, by: Actor, at: datetime) -> bool:
    """Let one appointment be missed, unless its visitor is coming in at this very moment."""
    day = appointment.day
    line_up(day.office, day.date)
    if not queries.expected().filter(pk=appointment.pk).exists():
        return False

    booking.end(appointment, AppointmentState.MISSED, by=by, at=at)
    return True
