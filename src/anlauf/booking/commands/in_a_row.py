"""Two times right after one another: one form, one letter and one confirmation are for both.

The second is kept as long as the first. It goes its own way once somebody leaves another address
for it, or when it was given back.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from anlauf.booking import queries, reach
from anlauf.booking.commands import contacts, keyring
from anlauf.booking.commands.confirm import confirm, confirm_mail, kept_until
from anlauf.booking.commands.hold import release
from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact, Policy
from anlauf.core import journal
from anlauf.core.actors import Actor


@transaction.atomic
def confirm_both(
    first: Appointment,
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> Appointment:
    """Say whom the first time is for; the second waits for the same letter, if there is one.

    Booked at once, the first leaves the second to its own form, unless that was behind it already.
    """
    policy = policy or policy_at(at)
    open_yet, email = first.state in UNCONFIRMED, first.email
    second = queries.kept_after(first, at=at) if open_yet else None
    confirmed = confirm(first, contact, by=by, at=at, policy=policy)
    if second is None or not _follows(second, email):
        return confirmed

    if confirmed.state == AppointmentState.AWAITING_CONFIRMATION:
        _wait_along(second, confirmed, by=by, at=at, policy=policy)
    elif second.state == AppointmentState.AWAITING_CONFIRMATION:
        confirm(second, contact, by=by, at=at, policy=policy)
    return confirmed


def correct_mail(
    first: Appointment, email: str, *, by: Actor, at: datetime, policy: Policy | None = None
) -> Appointment:
    """Send a new letter to another address; the key in the old one becomes worthless."""
    contact = replace(contacts.of(first), email=email)
    return confirm_both(first, contact, by=by, at=at, policy=policy)


def go_on_without_mail(first: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Book at once and forget the address; the code is to be written down instead."""
    return confirm_both(first, replace(contacts.of(first), email=""), by=by, at=at)


@transaction.atomic
def confirm_mail_of_both(first: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Book both with the key in the letter about the first, or neither."""
    second = queries.waits_along(first, at=at)
    booked = confirm_mail(first, by=by, at=at)
    if second is not None:
        confirm_mail(second, by=by, at=at)
    return booked


@transaction.atomic
def release_both(first: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Give the first back, and the second if only the first one's letter would confirm it."""
    second = queries.waits_along(first, at=at)
    released = release(first, by=by, at=at)
    if second is not None:
        release(second, by=by, at=at)
    return released


def _follows(second: Appointment, email: str) -> bool:
    """Tell whether nobody has left an address of its own for the second."""
    return second.state == AppointmentState.HELD or second.email == email


def _wait_along(
    second: Appointment, first: Appointment, *, by: Actor, at: datetime, policy: Policy
) -> None:
    """Let the letter about the first be the second's, too; nothing happens once it has ended."""
    asked = contacts.columns(contacts.of(first)) | {
        "state": AppointmentState.AWAITING_CONFIRMATION,
        "held_until": kept_until(second, at=at, policy=policy),
        "reached_by": reach.networks_among(second.reached_by),
    }
    still_kept = Appointment.objects.filter(
        pk=second.pk, state__in=sorted(UNCONFIRMED), held_until__gt=at
    )
    if not still_kept.update(**asked):
        return
    second.email = first.email
    keyring.give_to_mailbox(second, policy=policy)
    office = second.day.office_id
    journal.record("booking.mailbox_asked", second, by=by, at=at, office=office)
