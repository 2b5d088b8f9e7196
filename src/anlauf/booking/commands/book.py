"""Hold and confirm in one step, for those who know everything already: the phone, a program."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from anlauf.booking import letters, queries, reach, snapshots
from anlauf.booking.commands import (
    contact_limits,
    contacts,
    invitations,
    keyring,
    pages,
    urgency,
    writing,
)
from anlauf.booking.commands.confirm import asks_mailbox
from anlauf.booking.commands.hold import KEY_OUTLIVES_HOLD
from anlauf.booking.commands.once import once
from anlauf.booking.commands.statement import Left
from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Policy, Wish
from anlauf.core import journal, limits
from anlauf.core.actors import Actor
from anlauf.core.models import JournalEntry


def book(
    wish: Wish,
    contact: Contact,
    *,
    request_key: UUID,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> Appointment:
    """Promise the wished time to somebody, or refuse.

    A citizen's mail address is proved by a letter first, as it is after a hold.
    """
    policy = policy or policy_at(at)
    invitations.refuse_uninvited(wish)
    return promise(wish, contact, request_key=request_key, by=by, at=at, policy=policy)


def promise(
    wish: Wish,
    contact: Contact,
    *,
    request_key: UUID,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> Appointment:
    """Book for somebody whose invitation, if the wish needs one, has been looked at before."""
    policy = policy or policy_at(at)
    contact = contacts.checked(contact)
    draft = partial(
        Appointment,
        request_key=request_key,
        state=AppointmentState.BOOKED,
        channel=wish.channel,
        share=wish.share,
        case_id=wish.case,
        earliest_offered_at=wish.earliest_offered_at,
        held_at=at,
        booked_at=at,
        **contacts.columns(contact),
        **urgency.columns(wish, at=at),
    )
    verb = _book
    if asks_mailbox(contact, by=by, policy=policy):
        draft = partial(
            draft,
            state=AppointmentState.AWAITING_CONFIRMATION,
            booked_at=None,
            reached_by=reach.of_networks(wish.network),
        )
        verb = _ask
    return once(
        request_key,
        lambda code: verb(draft(code=code, uid=uuid4()), wish, policy, by=by, at=at),
    )


@transaction.atomic
def _book(
    draft: Appointment, wish: Wish, policy: Policy, *, by: Actor, at: datetime
) -> Appointment:
    services = [line.service for line in wish.lines]
    contact = contacts.of(draft)
    networks = reach.of_networks(wish.network)
    counted = contact_limits.counted(contact, networks)
    contact_limits.check(counted, services, by=by, at=at, policy=policy)
    contact_limits.check_nameless(contact, networks, by=by, at=at, policy=policy)
    contact_limits.count_message(contact, by=by, at=at, policy=policy)
    draft.reached_by = contact_limits.known_by(contact, networks, by=by)

    found = _found(wish, policy, at=at)

    promise = writing.placed(draft, found)
    left = Left(
        keyring.opening(promise, policy=policy),
        _entry("booking.booked", promise, by=by, at=at),
        letters.draft("booked", promise, at=at),
    )
    return writing.write(found, promise, queries.counted(wish.lines), left)


@transaction.atomic
def _ask(draft: Appointment, wish: Wish, policy: Policy, *, by: Actor, at: datetime) -> Appointment:
    """Keep the time until the letter to the mailbox is opened."""
    services = [line.service for line in wish.lines]
    contact = contacts.of(draft)
    counted = contact_limits.counted(contact, draft.reached_by)
    contact_limits.look(counted, services, by=by, at=at, policy=policy)
    contact_limits.count_message(contact, by=by, at=at, policy=policy)
    limits.check(limits.LETTERS_OF_A_HOLD, str(draft.uid), at=at)

    found = _found(wish, policy, at=at)

    promise = writing.placed(draft, found)
    promise.held_until = min(at + policy.confirmation, promise.starts_at)
    until = promise.held_until + KEY_OUTLIVES_HOLD
    keys = keyring.opening(promise, hold_until=until, policy=policy)
    left = Left(
        [*keys, keyring.for_mailbox(promise, policy=policy)],
        _entry("booking.mailbox_asked", promise, by=by, at=at),
        letters.draft_confirm_mail(promise, at=at),
    )
    return writing.write(found, promise, queries.counted(wish.lines), left)


def _found(wish: Wish, policy: Policy, *, at: datetime) -> pages.Place:
    wanted = queries.counted(wish.lines)
    terms = queries.terms(wanted, [wish.office], channel=wish.channel)
    day = pages.lock_day(wish.office, wish.date)
    return pages.place(day, snapshots.page(day), wish, terms, at=at, policy=policy)


def _entry(verb: str, promise: Appointment, *, by: Actor, at: datetime) -> JournalEntry:
    facts = writing.facts(promise)
    return journal.draft(verb, promise, by=by, at=at, office=promise.day.office_id, facts=facts)
