"""A time is held while somebody fills in the form, then booked or given back."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from anlauf.booking import queries, reach, snapshots
from anlauf.booking.commands import freed, invitations, keyring, pages, urgency, writing
from anlauf.booking.commands.once import once
from anlauf.booking.commands.statement import Left
from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import APPOINTMENT, UNCONFIRMED, AppointmentState
from anlauf.booking.values import Policy, Wish
from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.text import spoken

KEY_OUTLIVES_HOLD = timedelta(hours=1)
"""So long can a form whose time has run out still be told so."""


def hold(
    wish: Wish, *, request_key: UUID, by: Actor, at: datetime, policy: Policy | None = None
) -> Appointment:
    """Keep the wished time for a few minutes, or refuse.

    Wishes for one day line up behind its row, so the second sees what the first got.
    """
    policy = policy or policy_at(at)
    invitations.refuse_uninvited(wish)
    draft = partial(
        Appointment,
        request_key=request_key,
        state=AppointmentState.HELD,
        channel=wish.channel,
        share=wish.share,
        earliest_offered_at=wish.earliest_offered_at,
        language=spoken(wish.language),
        reached_by=reach.of_networks(wish.network),
        held_at=at,
        held_until=at + policy.hold,
        **urgency.columns(wish, at=at),
    )
    return once(
        request_key,
        lambda code: _hold(draft(code=code, uid=uuid4()), wish, policy, by=by, at=at),
    )


@transaction.atomic
def _hold(
    draft: Appointment, wish: Wish, policy: Policy, *, by: Actor, at: datetime
) -> Appointment:
    wanted = queries.counted(wish.lines)
    terms = queries.terms(wanted, [wish.office], channel=wish.channel)
    day = pages.lock_day(wish.office, wish.date)

    found = pages.place(day, snapshots.page(day), wish, terms, at=at, policy=policy)

    promise = writing.placed(draft, found)
    until = at + policy.hold + KEY_OUTLIVES_HOLD
    keys = keyring.opening(promise, hold_until=until, policy=policy)
    facts = writing.facts(promise)
    entry = journal.draft("booking.held", promise, by=by, at=at, office=wish.office, facts=facts)
    return writing.write(found, promise, wanted, Left(keys, entry))


@transaction.atomic
def release(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Give a held time back at once, because something else was chosen."""
    day, held = pages.lock_appointment(appointment)

    if held.state not in UNCONFIRMED:
        return held
    APPOINTMENT.check(AppointmentState(held.state), AppointmentState.CANCELLED)

    freed.give_back(day, pages.without(snapshots.page(day), held), held, by=by, at=at)
    held.state = AppointmentState.CANCELLED
    held.ended_at, held.reached_by = at, []
    held.save(update_fields=["state", "ended_at", "reached_by"])
    journal.record("booking.released", held, by=by, at=at, office=day.office_id)
    return held


def end_holds(*, at: datetime) -> int:
    """Give back every held time that nobody confirmed in time, day by day."""
    overdue = Appointment.objects.filter(state__in=sorted(UNCONFIRMED), held_until__lte=at)
    days = overdue.order_by("day").values_list("day", flat=True).distinct()
    return sum(_end_holds_of(day, at=at) for day in days)


@transaction.atomic
def _end_holds_of(day_number: int, *, at: datetime) -> int:
    day = pages.lock_day_numbered(day_number)
    ended = pages.end_overdue_holds(day, at=at)
    if ended:
        page = snapshots.page(day)
        for appointment in ended:
            page = pages.without(page, appointment)
        freed.give_back(day, page, *ended, by=SYSTEM, at=at)
    return len(ended)
