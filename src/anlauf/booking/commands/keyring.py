"""The keys that open an appointment: given out, and handed over when it moves."""

from datetime import datetime

from anlauf.booking.models import Appointment, Key
from anlauf.booking.states import Purpose
from anlauf.core import keys


def give(appointment: Appointment, purpose: Purpose, *, until: datetime | None = None) -> None:
    """Let the key for this purpose open the appointment."""
    Key.objects.create(
        appointment=appointment,
        purpose=purpose,
        digest=keys.digest(keys.derive(purpose, appointment.uid)),
        expires_at=until,
    )


def hand_over(old: Appointment, new: Appointment) -> None:
    """Let every key of the old promise open the new one; links in old letters stay good."""
    Key.objects.filter(appointment=old).update(appointment=new)
