"""Booking in the small steps of other front ends: first whom a held time is for, later the rest."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from anlauf.booking import reach
from anlauf.booking.commands import contacts, keyring
from anlauf.booking.commands.confirm import HoldEnded, confirm
from anlauf.booking.details import is_named_openly
from anlauf.booking.models import Appointment
from anlauf.booking.queries import processes
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Policy
from anlauf.core import journal, limits
from anlauf.core.actors import Actor
from anlauf.core.limits import KNOWN_MAILBOXES


@transaction.atomic
def introduce(held: Appointment, contact: Contact, *, by: Actor, at: datetime) -> Appointment:
    """Write down whom a held time is for; nothing is promised to them yet."""
    contact = contacts.checked(contact)

    known = asdict(contact) | {"access_needs": list(contact.access_needs)}
    still_held = Appointment.objects.filter(
        pk=held.pk, state=AppointmentState.HELD, held_until__gt=at
    )
    if not still_held.update(**known):
        raise HoldEnded

    for column, value in known.items():
        setattr(held, column, value)
    journal.record("booking.introduced", held, by=by, at=at, office=held.day.office_id)
    return held


def ask_mailbox(held: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Send the letter that proves the mailbox of whoever was introduced."""
    return confirm(held, contacts.of(held), by=by, at=at)


def confirm_as_known(
    held: Appointment, *, by: Actor, at: datetime, policy: Policy | None = None
) -> Appointment:
    """Book a held time whose mailbox another appointment for the same has proved.

    The answer says whether there is such an appointment, and anybody may ask: so only few times,
    and never about matters that are nobody else's business.
    """
    policy = policy or policy_at(at)
    if not _may_be_known(held):
        raise processes.WrongKey
    # Counted before anything is undone, since what fails is what has to be counted.
    limits.check(KNOWN_MAILBOXES, reach.mailbox(held.email), at=at)
    if not processes.proved_elsewhere(held, at=at):
        raise processes.WrongKey
    return _confirm_move(held, by=by, at=at, policy=policy)


@transaction.atomic
def _confirm_move(held: Appointment, *, by: Actor, at: datetime, policy: Policy) -> Appointment:
    """Book what is a move in the making, for which the limits allow one more than else.

    The proof is handed on, and the letter about the new time tells the mailbox's owner.
    """
    in_the_making = replace(
        policy,
        double_confirmation=False,
        most_per_service=policy.most_per_service + 1,
        most_altogether=policy.most_altogether + 1,
    )
    booked = confirm(held, contacts.of(held), by=by, at=at, policy=in_the_making)
    keyring.give_to_mailbox(booked, policy=policy)
    return booked


def _may_be_known(held: Appointment) -> bool:
    areas = held.services.values_list("service__area__key", flat=True)
    return bool(held.email) and all(is_named_openly(area) for area in areas)
