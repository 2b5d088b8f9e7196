"""All waiting rooms of the city at once, in two statements and a look at the wall.

Waiting on site runs from arrival, or from the appointed time if that is later, to the first call;
for whoever joined from afar, from when they were there.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from anlauf.floor.models import DeskSession, Period, Visit
from anlauf.floor.queries.wall import Wall, look
from anlauf.floor.states import PeriodKind, TicketState
from anlauf.floor.values import WaitingNow

_MINUTE = timedelta(minutes=1)


class Median(Aggregate):
    """The middle value."""

    name = "median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def waiting_now(offices: Collection[int], *, at: datetime) -> dict[int, WaitingNow]:
    """Each office's waiting room this moment."""
    return waiting_rooms(offices, look(at))


def waiting_rooms(offices: Collection[int], on_wall: Wall) -> dict[int, WaitingNow]:
    """The same for a caller who has looked at the wall already."""
    rooms = {row["office"]: row for row in _rooms(offices, on_wall.today, on_wall.at)}
    desks = dict(_desks(offices))
    return {
        office: _waiting_now(office, rooms.get(office, {}), desks.get(office, 0))
        for office in offices
    }


def offices_with_a_queue(at: datetime) -> set[int]:
    """Where somebody waits, for callers who would ask every desk in vain."""
    waiting = Visit.objects.filter(date=look(at).today, state=TicketState.WAITING)
    return set(waiting.values_list("office", flat=True))


def _rooms(offices: Collection[int], on: date, at: datetime) -> QuerySet[Visit, dict[str, Any]]:
    calls = Period.objects.filter(visit=OuterRef("pk"), kind=PeriodKind.CALLED)
    first_call = Subquery(calls.order_by("started_at").values("started_at")[:1])
    now = Value(at, output_field=DateTimeField())
    came = Greatest("arrived_at", Coalesce("due_at", "arrived_at"), "joining__here_at")
    wait = ExpressionWrapper(Coalesce("first_call", now) - came, output_field=DurationField())
    waits = Q(state=TicketState.WAITING)
    known = waits | Q(first_call__isnull=False)
    return (
        Visit.objects.filter(date=on, office__in=offices)
        .annotate(first_call=first_call)
        .annotate(wait=Greatest(wait, Value(timedelta(0), output_field=DurationField())))
        .values("office")
        .annotate(
            waiting=Count("pk", filter=waits),
            longest_now=Max("wait", filter=waits),
            longest=Max("wait", filter=known),
            median=Median("wait", filter=known),
        )
        .order_by("office")
    )


def _desks(offices: Collection[int]) -> QuerySet[DeskSession, tuple[int, int]]:
    seated = DeskSession.objects.filter(ended_at__isnull=True, desk__office__in=offices)
    counted = seated.values(office=F("desk__office")).annotate(count=Count("pk"))
    return counted.order_by("office").values_list("office", "count")


def _waiting_now(office: int, room: dict[str, Any], desks: int) -> WaitingNow:
    return WaitingNow(
        office=office,
        waiting=room.get("waiting", 0),
        longest_now_minutes=_minutes(room.get("longest_now")) or 0,
        longest_minutes=_minutes(room.get("longest")),
        median_minutes=_minutes(room.get("median")),
        open_desks=desks,
    )


def _minutes(wait: timedelta | None) -> int | None:
    return None if wait is None else wait // _MINUTE
