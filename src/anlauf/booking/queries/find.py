"""Finding somebody's appointment for them, by the name it was booked under."""

from collections.abc import Collection
from datetime import date, datetime

from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import complete
from anlauf.booking.states import OCCUPYING, UNCONFIRMED, Share

MOST = 50


def appointments_named(
    name: str, offices: Collection[int], on: date | None, *, at: datetime
) -> list[Appointment]:
    """Appointments at these offices whose name holds these letters: of one day, or all to come."""
    rows = complete().filter(
        name__icontains=name.strip(),
        day__office__in=offices,
        state__in=OCCUPYING - UNCONFIRMED,
    )
    rows = rows.filter(starts_at__gte=at) if on is None else rows.filter(day__date=on)
    return list(rows.exclude(name="").exclude(share=Share.WALK_IN).order_by("starts_at")[:MOST])
