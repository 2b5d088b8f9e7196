"""What else is done at desks than serving visitors."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Sum

from anlauf.floor.models import DeskWork
from anlauf.floor.values import WorkDone

_MINUTE = timedelta(minutes=1)


def work_at(desk: int) -> DeskWork | None:
    """What is being done at this desk now besides visits, if anything."""
    return DeskWork.objects.filter(desk=desk, ended_at__isnull=True).first()


def works_done(office: int, since: datetime, until: datetime) -> list[WorkDone]:
    """Sums over what was begun in this time and is done, by desk, kind and skill."""
    rows = (
        DeskWork.objects.filter(
            desk__office=office, started_at__gte=since, started_at__lt=until, ended_at__isnull=False
        )
        .values("desk", "kind", "skill")
        .annotate(times=Count("pk"), done=Sum("items"), took=Sum(F("ended_at") - F("started_at")))
        .order_by("desk", "kind", "skill")
    )
    return [
        WorkDone(
            desk=row["desk"],
            kind=row["kind"],
            skill=row["skill"],
            times=row["times"],
            items=row["done"],
            minutes=row["took"] / _MINUTE,
        )
        for row in rows
    ]
