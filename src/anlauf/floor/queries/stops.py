"""Where tickets without an appointment have been stopped for today."""

from collections.abc import Collection
from datetime import datetime

from anlauf.floor.models import TicketStop
from anlauf.floor.queries.wall import Wall, look


def tickets_stopped(office: int, *, at: datetime) -> datetime | None:
    """Since when this office gives out no tickets today, if it has stopped."""
    return stops([office], look(at)).get(office)


def stops(offices: Collection[int], on_wall: Wall) -> dict[int, datetime]:
    """The same for many offices; those that have not stopped are left out."""
    rows = TicketStop.objects.filter(
        office__in=offices, date=on_wall.today, ended_at__isnull=True
    ).order_by("office")
    return dict(rows.values_list("office", "stopped_at"))
