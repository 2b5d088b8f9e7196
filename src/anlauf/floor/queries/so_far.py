"""How many people waited at each moment of the day so far."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from anlauf.floor.models import Period, Visit
from anlauf.floor.queries.wall import Wall
from anlauf.floor.states import OVER, PeriodKind


def waited_so_far(
    office: int, since: datetime, on_wall: Wall, step: timedelta
) -> tuple[tuple[datetime, int], ...]:
    """Counted from `since` to now in steps: from arrival to the first call, or until they left."""
    stretches = _stretches(office, on_wall)
    counted = []
    moment = since
    while moment <= on_wall.at:
        counted.append((moment, sum(came <= moment < until for came, until in stretches)))
        moment += step
    return tuple(counted)


def _stretches(office: int, on_wall: Wall) -> list[tuple[datetime, datetime]]:
    calls = Period.objects.filter(visit=OuterRef("pk"), kind=PeriodKind.CALLED)
    first_call = Subquery(calls.order_by("started_at").values("started_at")[:1])
    rows = Visit.objects.filter(office=office, date=on_wall.today).annotate(first_call=first_call)
    endless = on_wall.at + timedelta(days=1)
    return [
        (came, called or (since if state in OVER else endless))
        for came, called, since, state in rows.values_list(
            "arrived_at", "first_call", "since", "state"
        )
    ]
