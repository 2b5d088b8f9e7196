"""A time is held while somebody fills in the form, then booked or given back."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters, queries, snapshots
from anlauf.booking.commands import contacts, keyring, pages
from anlauf.booking.commands.once import once
from anlauf.booking.models import Appointment
from anlauf.booking.states import APPOINTMENT, UNCONFIRMED, AppointmentState
from anlauf.booking.values import USUAL, Contact, Policy, Wish
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.core.text import spoken

KEY_OUTLIVES_HOLD = timedelta(hours=1)
"""So long can a form whose time has run out still be told so."""


class HoldEnded(Refused):
    """The form took longer than the time was kept."""

    code = "hold_ended"
    sentence = _("We could not keep this time for you any longer. Please choose a time again.")


def hold(
    wish: Wish, *, request_key: UUID, by: Actor, at: datetime, policy: Policy = USUAL
) -> Appointment:
    """Keep the wished time for a few minutes, or refuse.

    Wishes for one day line up behind its row, so the second sees what the first got.
    """
    draft = partial(
        Appointment,
        request_key=request_key,
        state=AppointmentState.HELD,
        channel=wish.channel,
        share=wish.share,
        earliest_offered_at=wish.earliest_offered_at,
        language=spoken(wish.language),
        held_at=at,
        held_until=at + policy.hold,
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

    appointment = pages.write(found, draft, wanted)
    keyring.give(appointment, hold_until=at + policy.hold + KEY_OUTLIVES_HOLD)
    journal.record(
        "booking.held",
        appointment,
        by=by,
        at=at,
        office=wish.office,
        facts=pages.facts(appointment),
    )
    return appointment


@transaction.atomic
def confirm(appointment: Appointment, contact: Contact, *, by: Actor, at: datetime) -> Appointment:
    """Turn the held time into an appointment; doing it twice is doing it once.

    The page stays as it is, so the appointment alone is changed, in one conditional statement.
    """
    contact = contacts.checked(contact)

    still_held = Appointment.objects.filter(
        pk=appointment.pk, state__in=sorted(UNCONFIRMED), held_until__gt=at
    )
    booked = {"state": AppointmentState.BOOKED, "booked_at": at} | contacts.columns(contact)
    if not still_held.update(**booked):
        return _confirmed_before(appointment)

    for column, value in booked.items():
        setattr(appointment, column, value)
    office = appointment.day.office_id
    journal.record("booking.booked", appointment, by=by, at=at, office=office)
    letters.booked(appointment, at=at)
    return appointment


@transaction.atomic
def release(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Give a held time back at once, because something else was chosen."""
    day, held = pages.lock_appointment(appointment)

    if held.state not in UNCONFIRMED:
        return held
    APPOINTMENT.check(AppointmentState(held.state), AppointmentState.CANCELLED)

    pages.store(day, pages.without(snapshots.page(day), held))
    held.state = AppointmentState.CANCELLED
    held.ended_at = at
    held.save(update_fields=["state", "ended_at"])
    journal.record("booking.released", held, by=by, at=at, office=day.office_id)
    return held


def _confirmed_before(appointment: Appointment) -> Appointment:
    """The appointment an earlier confirmation has made of the hold, if there was one."""
    appointment.refresh_from_db()
    if appointment.state != AppointmentState.BOOKED:
        raise HoldEnded
    return appointment


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
        pages.store(day, page)
    return len(ended)
