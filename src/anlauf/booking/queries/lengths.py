"""Visits that were promised when their service took less time than it would now."""

from dataclasses import dataclass
from datetime import datetime

from anlauf.booking import snapshots
from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import complete
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Offering
from anlauf.engine.capacity import Page
from anlauf.engine.durations import Part, visit_minutes
from anlauf.engine.grid import TICKS, ticks_for


@dataclass(frozen=True)
class TooShort:
    """A promised visit, how many ticks it would need, and whether its clerk is free so long."""

    appointment: Appointment
    ticks: int
    fits: bool


def too_short(
    changed: Offering, *, minutes: int, further: int, at: datetime
) -> tuple[TooShort, ...]:
    """Everybody who is still to come and would need more time than promised, by time."""
    offered = {row.service_id: row for row in Offering.objects.filter(office=changed.office_id)}
    expected = complete().filter(
        day__office=changed.office_id,
        services__service=changed.service_id,
        state=AppointmentState.BOOKED,
        starts_at__gt=at,
    )
    found = []
    for row in expected.order_by("starts_at", "pk").distinct():
        parts = []
        for line in row.services.all():
            one = offered.get(line.service_id)
            if one is None:
                continue
            first, each = one.minutes, one.minutes_further
            if one.pk == changed.pk:
                first, each = minutes, further
            parts.append(Part(first, each, line.count, max(one.most, line.count)))
        ticks = ticks_for(visit_minutes(parts))
        if ticks > row.ticks:
            found.append(TooShort(row, ticks, _fits(row, ticks)))
    return tuple(found)


def may_grow(page: Page, row: Appointment, ticks: int) -> bool:
    """Tell whether the appointment's own group and the desks are free for the ticks it lacks."""
    end = row.start + row.kept_ticks
    if row.lane is None or row.kept_ticks != row.ticks or row.start + ticks > TICKS:
        return False
    return page.spare(row.lane, end, ticks - row.ticks) > 0


def _fits(row: Appointment, ticks: int) -> bool:
    return may_grow(snapshots.page(row.day), row, ticks)
