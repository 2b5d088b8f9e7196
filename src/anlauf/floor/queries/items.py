"""How long each of the services of visits took."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Min, Sum

from anlauf.floor.models import Period
from anlauf.floor.states import TicketState
from anlauf.floor.values import ServedItem

_MINUTE = timedelta(minutes=1)


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
