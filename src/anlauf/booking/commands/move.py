"""Another time for the same matter, in one step: either both days change or neither."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters, queries, snapshots
from anlauf.booking.commands import (
    contact_limits,
    contacts,
    freed,
    invitations,
    keyring,
    pages,
    urgency,
    writing,
)
from anlauf.booking.commands.once import once
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Wish
from anlauf.core import journal, limits
from anlauf.core.actors import Actor, Kind
from anlauf.core.locking import locked_in_order
from anlauf.core.refusal import Refused


class NothingToChange(Refused):
    """The appointment is over, cancelled or was never confirmed."""

    code = "nothing_to_change"
    sentence = _("This appointment can no longer be changed. Please book a new one.")


def move(
    appointment: Appointment, wish: Wish, *, request_key: UUID, by: Actor, at: datetime
) -> Appointment:
    """Promise another time and give the old one back, or leave everything as it was.

    A claim does not move along by itself: to another urgent time the wish states it again.
    """
    invitations.refuse_uninvited(wish)
    if by.kind == Kind.CITIZEN:
        limits.check(limits.MOVES, str(appointment.uid), at=at)  # each keeps a time from the public
        _count_message(appointment, by=by, at=at)
    return once(
        request_key,
        lambda _code: _move(appointment, wish, request_key=request_key, by=by, at=at),
    )


def _count_message(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Whoever holds the link has proved the mailbox, but not the number."""
    if not appointment.email:
        contact = contacts.of(appointment)
        contact_limits.count_message(contact, by=by, at=at, policy=policy_at(at))


@transaction.atomic
def _move(
    appointment: Appointment, wish: Wish, *, request_key: UUID, by: Actor, at: datetime
) -> Appointment:
    wanted = queries.counted(wish.lines)
    terms = queries.terms(wanted, [wish.office], channel=wish.channel)
    old_day, new_day = _lock_both(appointment, wish)
    old = pages.lock_alone(appointment)

    if old.state != AppointmentState.BOOKED or old.starts_at < at:
        raise NothingToChange
    left = pages.without(snapshots.page(old_day), old)
    page = left if new_day.pk == old_day.pk else snapshots.page(new_day)
    found = pages.place(new_day, page, wish, terms, at=at, policy=policy_at(at))

    old.state, old.ended_at = AppointmentState.MOVED, at
    old.save(update_fields=["state", "ended_at"])
    new = writing.write(found, _follower(old, wish, request_key=request_key, at=at), wanted)
    if new_day.pk == old_day.pk:
        left = snapshots.page(pages.lock_day_numbered(old_day.pk))  # with the new promise on it
    freed.give_back(old_day, left, old, by=by, at=at)
    keyring.hand_over(old, new, policy=policy_at(at))
    facts = writing.facts(new) | {"from": old.pk}
    journal.record("booking.moved", new, by=by, at=at, office=wish.office, facts=facts)
    letters.moved(new, at=at)
    return new


def _lock_both(appointment: Appointment, wish: Wish) -> tuple[OfficeDay, OfficeDay]:
    """Lock the old and the new day, which may be one, always in the same order."""
    either = Q(pk=appointment.day_id) | Q(office=wish.office, date=wish.date)
    days = locked_in_order(OfficeDay.objects.filter(either))
    old = next(day for day in days if day.pk == appointment.day_id)
    for day in days:
        if (day.office_id, day.date) == (wish.office, wish.date):
            return old, day
    raise pages.DayClosed


def _follower(old: Appointment, wish: Wish, *, request_key: UUID, at: datetime) -> Appointment:
    """The promise that takes the place of the old one: same code, same calendar entry."""
    return Appointment(
        request_key=request_key,
        code=old.code,
        uid=old.uid,
        sequence=old.sequence + 1,
        state=AppointmentState.BOOKED,
        channel=wish.channel,
        share=wish.share,
        case_id=old.case_id,
        earliest_offered_at=wish.earliest_offered_at,
        moved_from=old,
        held_at=at,
        booked_at=at,
        **contacts.columns(contacts.of(old), old.reached_by),
        **urgency.columns(wish, at=at),
    )
