"""What a clerk works on: the services of a visit, and how long each of them took."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, Q, QuerySet, Sum

from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.states import AT_WORK_ON_IT, TicketState
from anlauf.floor.values import ServedItem

_MINUTE = timedelta(minutes=1)


def item_now(visit: Visit) -> Item | None:
    """The service last worked on, or the first if nobody has begun."""
    items = list(_worked_on(visit))
    begun = [item for item in items if item.last is not None]
    if begun:
        return max(begun, key=lambda item: item.last)
    return items[0] if items else None


def item_next(visit: Visit) -> Item | None:
    """The first service nobody has worked on, or else the last one worked on."""
    fresh = next((item for item in _worked_on(visit) if item.last is None), None)
    return fresh or item_now(visit)


def served_items(offices: Iterable[int], since: datetime, until: datetime) -> list[ServedItem]:
    """Every service done in visits that ended in this time, and the minutes it took."""
    rows = (
        Period.objects.filter(
            item__isnull=False,
            ended_at__isnull=False,
            visit__office__in=list(offices),
            visit__state=TicketState.FINISHED,
            visit__since__gte=since,
            visit__since__lt=until,
        )
        .values("item", "visit__office", "item__service", "item__count", "item__added_at_desk")
        .annotate(began=Min("started_at"), took=Sum(F("ended_at") - F("started_at")))
        .order_by("began", "item")
    )
    return [
        ServedItem(
            office=row["visit__office"],
            service=row["item__service"],
            count=row["item__count"],
            added_at_desk=row["item__added_at_desk"],
            began=row["began"],
            minutes=row["took"] / _MINUTE,
        )
        for row in rows
    ]


def _worked_on(visit: Visit) -> QuerySet[Item]:
    """The services in the order they were named, with `last`: when work on each last began."""
    work = Q(periods__kind__in=AT_WORK_ON_IT)
    return visit.items.annotate(last=Max("periods__started_at", filter=work)).order_by("pk")
