"""Promised visits get more time, where their clerk has it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import pages, writing
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order


@transaction.atomic
def lengthen(wanted: Mapping[int, int], *, by: Actor, at: datetime) -> int:
    """Let each appointment, by number, last so many ticks if it can; tell how many could.

    The start stays, so nobody has to be told.
    """
    if not wanted:
        return 0
    numbers = Appointment.objects.filter(pk__in=wanted).values("day")
    days = {day.pk: day for day in locked_in_order(OfficeDay.objects.filter(pk__in=numbers))}
    rows = locked_in_order(
        Appointment.objects.filter(pk__in=wanted, day__in=days, state=AppointmentState.BOOKED)
    )

    known = {number: snapshots.page(day) for number, day in days.items()}
    longer = 0
    for row in rows:
        page, ticks = known[row.day_id], wanted[row.pk]
        if ticks <= row.ticks or not queries.may_grow(page, row, ticks):
            continue
        page = pages.without(page, row)
        row.ticks = row.kept_ticks = ticks
        page = pages.with_again(page, row)
        row.save(update_fields=["ticks", "kept_ticks"])
        writing.store(days[row.day_id], page)
        known[row.day_id] = page
        office = days[row.day_id].office_id
        journal.record("booking.lengthened", row, by=by, at=at, office=office)
        longer += 1
    return longer
