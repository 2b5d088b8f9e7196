"""Hold and confirm in one step, for those who know everything already: the phone, a program."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from anlauf.booking import letters, queries, snapshots
from anlauf.booking.commands import contacts, keyring, pages, writing
from anlauf.booking.commands.once import once
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import USUAL, Contact, Wish
from anlauf.core import journal
from anlauf.core.actors import Actor


def book(
    wish: Wish, contact: Contact, *, request_key: UUID, by: Actor, at: datetime
) -> Appointment:
    """Promise the wished time to somebody, or refuse."""
    contact = contacts.checked(contact)
    draft = partial(
        Appointment,
        request_key=request_key,
        state=AppointmentState.BOOKED,
        channel=wish.channel,
        share=wish.share,
        earliest_offered_at=wish.earliest_offered_at,
        held_at=at,
        booked_at=at,
        **contacts.columns(contact),
    )
    return once(request_key, lambda code: _book(draft(code=code, uid=uuid4()), wish, by=by, at=at))


@transaction.atomic
def _book(draft: Appointment, wish: Wish, *, by: Actor, at: datetime) -> Appointment:
    wanted = queries.counted(wish.lines)
    terms = queries.terms(wanted, [wish.office], channel=wish.channel)
    day = pages.lock_day(wish.office, wish.date)

    found = pages.place(day, snapshots.page(day), wish, terms, at=at, policy=USUAL)

    appointment = writing.write(found, draft, wanted)
    keyring.give(appointment)
    journal.record(
        "booking.booked",
        appointment,
        by=by,
        at=at,
        office=wish.office,
        facts=writing.facts(appointment),
    )
    letters.booked(appointment, at=at)
    return appointment
