"""An appointment is given up, and its time is free for others."""

from datetime import datetime

from django.db import transaction

from anlauf.booking import letters, snapshots
from anlauf.booking.commands import freed, pages
from anlauf.booking.commands.move import NothingToChange
from anlauf.booking.models import Appointment
from anlauf.booking.states import APPOINTMENT, AppointmentState
from anlauf.core import journal
from anlauf.core.actors import Actor


@transaction.atomic
def cancel(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Give the time back and say so; doing it twice is doing it once."""
    day, kept = pages.lock_appointment(appointment)

    state = AppointmentState(kept.state)
    if state == AppointmentState.CANCELLED:
        return kept
    if not APPOINTMENT.may(state, AppointmentState.CANCELLED) or kept.starts_at < at:
        raise NothingToChange

    freed.give_back(day, pages.without(snapshots.page(day), kept), kept, by=by, at=at)
    kept.state, kept.ended_at = AppointmentState.CANCELLED, at
    kept.sequence += 1
    kept.save(update_fields=["state", "ended_at", "sequence"])
    journal.record("booking.cancelled", kept, by=by, at=at, office=day.office_id)
    if state == AppointmentState.BOOKED:
        letters.cancelled(kept, at=at)
    return kept
