"""What a clerk works on: the services of a visit, and how long each of them took."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, Sum

from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.states import TicketState
from anlauf.floor.values import ServedItem

_MINUTE = timedelta(minutes=1)


def item_now(visit: Visit) -> Item | None:
    """The service last worked on, or the first if nobody has begun."""
    begun = _begun(visit)
    items = list(visit.items.order_by("pk"))
    done = [item for item in items if item.pk in begun]
    if done:
        return max(done, key=lambda item: begun[item.pk])
    return items[0] if items else None


def item_next(visit: Visit) -> Item | None:
    """The first service nobody has worked on, or else the last one worked on."""
    return visit.items.filter(periods=None).order_by("pk").first() or item_now(visit)


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


def _begun(visit: Visit) -> dict[int, datetime]:
    """When work on each service last began; those nobody has begun are missing."""
    rows = Period.objects.filter(visit=visit, item__isnull=False).values("item")
    return {row["item"]: row["last"] for row in rows.annotate(last=Max("started_at")).order_by()}
