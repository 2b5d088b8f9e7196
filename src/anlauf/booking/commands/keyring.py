"""The keys that open an appointment: given out, and handed over when it moves."""

from datetime import datetime

from anlauf.booking import queries
from anlauf.booking.models import Appointment, Key
from anlauf.booking.states import Purpose
from anlauf.booking.values import Policy
from anlauf.core import keys


def give(appointment: Appointment, *, policy: Policy, hold_until: datetime | None = None) -> None:
    """Let its keys open the appointment."""
    Key.objects.bulk_create(opening(appointment, hold_until=hold_until, policy=policy))


def opening(
    appointment: Appointment, *, policy: Policy, hold_until: datetime | None = None
) -> list[Key]:
    """Its keys, not yet given: the form's opens it for a while, the letters' until after it.

    The letters' key is given with the hold already; nobody knows it before the first letter.
    """
    manage = queries.manage_key(appointment)
    given = [_key(appointment, Purpose.MANAGE, manage, appointment.starts_at + policy.links_last)]
    if hold_until is not None:
        given.append(_key(appointment, Purpose.HOLD, queries.hold_key(appointment), hold_until))
    return given


def for_mailbox(appointment: Appointment, *, policy: Policy) -> Key:
    """The key in the letter to its present mail address, not yet given."""
    until = appointment.starts_at + policy.links_last
    return _key(appointment, Purpose.CONFIRM, queries.confirm_key(appointment), until)


def give_to_mailbox(appointment: Appointment, *, policy: Policy) -> None:
    """Let the key in the letter to its present mail address open the appointment.

    A key for an address left before stays in the table and opens nothing: see `queries.opened_by`.
    """
    Key.objects.bulk_create([for_mailbox(appointment, policy=policy)], ignore_conflicts=True)


def hand_over(old: Appointment, new: Appointment, *, policy: Policy) -> None:
    """Let the letters' keys of the old promise open the new one; links in old letters stay good."""
    Key.objects.filter(appointment=old).exclude(purpose=Purpose.HOLD).update(
        appointment=new, expires_at=new.starts_at + policy.links_last
    )


def _key(appointment: Appointment, purpose: Purpose, key: str, until: datetime) -> Key:
    return Key(appointment=appointment, purpose=purpose, digest=keys.digest(key), expires_at=until)
