"""The keys that open an appointment: given out, and handed over when it moves."""

from datetime import datetime

from anlauf.booking.models import Appointment, Key
from anlauf.booking.states import Purpose
from anlauf.core import keys


def give(appointment: Appointment, *, hold_until: datetime | None = None) -> None:
    """Let its keys open the appointment: the form's for a while, the letters' for good.

    The letters' key is given with the hold already; nobody knows it before the first letter.
    """
    given = [_key(appointment, Purpose.MANAGE, None)]
    if hold_until is not None:
        given.append(_key(appointment, Purpose.HOLD, hold_until))
    Key.objects.bulk_create(given)


def hand_over(old: Appointment, new: Appointment) -> None:
    """Let every key of the old promise open the new one; links in old letters stay good."""
    Key.objects.filter(appointment=old).update(appointment=new)


def _key(appointment: Appointment, purpose: Purpose, until: datetime | None) -> Key:
    digest = keys.digest(keys.derive(purpose, appointment.uid))
    return Key(appointment=appointment, purpose=purpose, digest=digest, expires_at=until)
