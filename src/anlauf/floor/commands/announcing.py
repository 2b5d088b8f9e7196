"""Every range that people are told is kept, so that later it can be held against what happened."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from anlauf.engine.waits import WaitRange
from anlauf.floor import queries
from anlauf.floor.models import AnnouncedWait, Visit
from anlauf.floor.queries.waits import RoomWaits
from anlauf.floor.states import TicketState


def announce_waits(*, at: datetime) -> int:
    """Keep the ranges of everybody who waits in the city, office by office; tell how many are new.

    A range that is told again is not written again: it held until the next one.
    """
    return sum(announce(office, at=at) for office in sorted(queries.offices_with_a_queue(at)))


@transaction.atomic
def announce(office: int, *, at: datetime) -> int:
    """Keep the ranges of everybody who waits in this office."""
    played = queries.room_waits(office, at=at)
    on = queries.today(at)
    rows = queries.in_state(office, on, TicketState.WAITING).order_by("pk")
    told = _told_last(rows)

    fresh = []
    for ahead, number in enumerate(rows.values_list("pk", flat=True)):
        said, now = played.forecasts.get(number), played.of(number)
        if said is None or now is None or told.get(number) == now:
            continue
        fresh.append(_row(number, ahead, now, played, at=at))
    AnnouncedWait.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _row(
    visit: int, ahead: int, told: WaitRange, played: RoomWaits, *, at: datetime
) -> AnnouncedWait:
    said = played.forecasts[visit]
    return AnnouncedWait(
        visit_id=visit,
        at=at,
        low=told.low,
        high=told.high,
        median=min(max(told.median, told.low), told.high),
        ahead=ahead,
        forecast_low=said.low,
        forecast_median=said.median,
        forecast_high=said.high,
    )


def _told_last(rows: QuerySet[Visit]) -> Mapping[int, WaitRange]:
    last = AnnouncedWait.objects.filter(visit__in=rows.order_by()).order_by("visit", "at")
    return {row.visit_id: WaitRange(row.low, row.high, row.median) for row in last}
