"""A held time becomes an appointment; who leaves a mail address proves first that it is theirs.

Each verb here changes the appointment alone, in one conditional statement: the page stays as it is.
Confirming and the end of a hold so decide in the table which of them came first.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters, queries, reach
from anlauf.booking.commands import contact_limits, contacts, keyring, writing
from anlauf.booking.commands.statement import Left, Only
from anlauf.booking.models import Appointment, Key
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import UNCONFIRMED, AppointmentState, Purpose
from anlauf.booking.values import Contact, Policy
from anlauf.core import journal, limits
from anlauf.core.actors import Actor, Kind
from anlauf.core.refusal import Refused


class HoldEnded(Refused):
    """The form took longer than the time was kept, or the letter was opened too late."""

    code = "hold_ended"
    sentence = _("We could not keep this time for you any longer. Please choose a time again.")


def confirm(
    appointment: Appointment,
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> Appointment:
    """Say whom the held time is for; doing it twice is doing it once.

    Without a mail address it is booked. With one, a letter goes there, and whoever opens it
    confirms. As long as nobody has, another contact may take the place of the first.
    """
    policy = policy or policy_at(at)
    contact = contacts.checked(contact)
    if asks_mailbox(contact, by=by, policy=policy):
        return _ask_mailbox(appointment, contact, by=by, at=at, policy=policy)
    return _book(appointment, contact, by=by, at=at, policy=policy)


@transaction.atomic
def confirm_mail(
    appointment: Appointment, *, by: Actor, at: datetime, policy: Policy | None = None
) -> Appointment:
    """Book what the key in the letter has opened; doing it twice is doing it once.

    The address must still be the one the letter went to.
    """
    policy = policy or policy_at(at)
    if appointment.state != AppointmentState.AWAITING_CONFIRMATION:
        return _confirmed_before(appointment, at=at)
    contact = contacts.of(appointment)
    services = _services(appointment)
    counted = contact_limits.counted(contact, appointment.reached_by)
    contact_limits.check(counted, services, by=by, at=at, policy=policy)

    only = Only(frozenset({AppointmentState.AWAITING_CONFIRMATION}), at, appointment.email)
    if not _become_booked(appointment, contact, only, by=by, at=at):
        return _confirmed_before(appointment, at=at)
    return appointment


def asks_mailbox(contact: Contact, *, by: Actor, policy: Policy) -> bool:
    """Tell whether a letter has to prove the mailbox; staff and trusted programs vouch for it."""
    return bool(contact.email) and policy.double_confirmation and by.kind == Kind.CITIZEN


def kept_until(appointment: Appointment, *, at: datetime, policy: Policy) -> datetime:
    """How long a time waits for its letter to be opened, also after the address was corrected."""
    last = appointment.held_at + policy.hold + 2 * policy.confirmation
    return min(at + policy.confirmation, last, appointment.starts_at)


@transaction.atomic
def _ask_mailbox(
    appointment: Appointment, contact: Contact, *, by: Actor, at: datetime, policy: Policy
) -> Appointment:
    services = _services(appointment)
    counted = contact_limits.counted(contact, appointment.reached_by)
    contact_limits.look(counted, services, by=by, at=at, policy=policy)
    if _is_news(appointment, contact):
        contact_limits.count_message(contact, by=by, at=at, policy=policy)
        limits.check(limits.LETTERS_OF_A_HOLD, str(appointment.uid), at=at)

    asked = contacts.columns(contact) | {
        "state": AppointmentState.AWAITING_CONFIRMATION,
        "held_until": kept_until(appointment, at=at, policy=policy),
        "reached_by": reach.networks_among(appointment.reached_by),
    }
    same = {"state": asked["state"], **asdict(contact)}
    if not _still_kept(appointment, at=at).exclude(**same).update(**asked):
        return _confirmed_before(appointment, at=at)

    _know(appointment, asked)
    keyring.give_to_mailbox(appointment, policy=policy)
    _record("booking.mailbox_asked", appointment, by=by, at=at)
    letters.confirm_mail(appointment, at=at)
    return appointment


@transaction.atomic
def _book(
    appointment: Appointment, contact: Contact, *, by: Actor, at: datetime, policy: Policy
) -> Appointment:
    known = AppointmentState(appointment.state)
    if known not in UNCONFIRMED:
        return _confirmed_before(appointment, at=at)
    services = _services(appointment)
    counted = contact_limits.counted(contact, appointment.reached_by)
    contact_limits.check(counted, services, by=by, at=at, policy=policy)
    contact_limits.check_nameless(contact, appointment.reached_by, by=by, at=at, policy=policy)
    contact_limits.count_message(contact, by=by, at=at, policy=policy)

    if not _become_booked(appointment, contact, Only(frozenset({known}), at), by=by, at=at):
        changed = _confirmed_before(appointment, at=at)
        if changed.state in {known, AppointmentState.BOOKED}:
            return changed
        return _book(changed, contact, by=by, at=at, policy=policy)  # asked in another window

    if known == AppointmentState.AWAITING_CONFIRMATION:
        Key.objects.filter(appointment=appointment, purpose=Purpose.CONFIRM).delete()
        letters.forget_confirm_mail(appointment)
    return appointment


def _become_booked(
    appointment: Appointment, contact: Contact, only: Only, *, by: Actor, at: datetime
) -> bool:
    """Book with journal and letter in one statement, if the hold still is as expected."""
    booked = {"state": AppointmentState.BOOKED, "booked_at": at} | contacts.columns(contact)
    booked["reached_by"] = contact_limits.known_by(contact, appointment.reached_by, by=by)
    office = appointment.day.office_id
    entry = journal.draft("booking.booked", appointment, by=by, at=at, office=office)
    letter = letters.draft("booked", appointment, contact=contact, at=at)
    return writing.change(appointment, booked, only, Left(entry=entry, letter=letter))


def _services(appointment: Appointment) -> Iterator[int]:
    """What it is for, read only if somebody wants to know."""
    yield from (line.service for line in queries.services_of(appointment))


def _is_news(appointment: Appointment, contact: Contact) -> bool:
    """Tell whether a letter would say something the last one did not."""
    waits = appointment.state == AppointmentState.AWAITING_CONFIRMATION
    return not (waits and contacts.of(appointment) == contact)


def _still_kept(appointment: Appointment, *, at: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        pk=appointment.pk, state__in=sorted(UNCONFIRMED), held_until__gt=at
    )


def _confirmed_before(appointment: Appointment, *, at: datetime) -> Appointment:
    """What an earlier try has made of the hold, if there was one."""
    appointment.refresh_from_db()
    waits = appointment.state == AppointmentState.AWAITING_CONFIRMATION
    if waits and appointment.held_until and appointment.held_until > at:
        return appointment
    if appointment.booked_at is None or appointment.state == AppointmentState.CANCELLED:
        raise HoldEnded
    return appointment


def _know(appointment: Appointment, columns: dict[str, object]) -> None:
    for column, value in columns.items():
        setattr(appointment, column, value)


def _record(verb: str, appointment: Appointment, *, by: Actor, at: datetime) -> None:
    journal.record(verb, appointment, by=by, at=at, office=appointment.day.office_id)
