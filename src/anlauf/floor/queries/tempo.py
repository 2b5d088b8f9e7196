"""How quick today is in an office, by the services begun long enough ago to be over."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, Min, Sum
from django.db.models.functions import Coalesce

from anlauf.engine.service_times import Case, Tempo, part_of_day, tempo
from anlauf.floor.models import Period
from anlauf.floor.queries.learned import learned_at, planned_at
from anlauf.floor.queries.wall import Wall

_DAYS_DIFFER = 0.08  # spread of the pace of whole days
_LONG_AGO = timedelta(minutes=45)
_MINUTE = timedelta(minutes=1)


def tempo_of(office: int, on_wall: Wall) -> Tempo:
    """How many times as long as usual services take here today; about once in the morning."""
    return tempo(_begun(office, on_wall), learned_at(on_wall.at), differ=_DAYS_DIFFER)


def _begun(office: int, on_wall: Wall) -> list[Case]:
    """Every service begun before the last three quarters of an hour, those not over included."""
    planned = planned_at(office, at=on_wall.at)
    rows = (
        Period.objects.filter(item__isnull=False, visit__office=office, visit__date=on_wall.today)
        .values("item", "item__service", "item__count")
        .annotate(
            began=Min("started_at"),
            took=Sum(Coalesce(F("ended_at"), on_wall.at) - F("started_at")),
        )
        .filter(began__lte=on_wall.at - _LONG_AGO)
        .order_by("item")
    )
    return [
        _case(office, planned[row["item__service"]], row, on_wall)
        for row in rows
        if row["item__service"] in planned
    ]


def _case(office: int, planned: tuple[int, int], row: Mapping[str, Any], on_wall: Wall) -> Case:
    first, further = planned
    part = part_of_day(row["began"].astimezone(on_wall.zone).hour)
    minutes = first + further * (row["item__count"] - 1)
    return Case(row["item__service"], office, part, minutes, row["took"] / _MINUTE)
