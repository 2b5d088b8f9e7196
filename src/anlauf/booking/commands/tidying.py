"""By night promises change groups so that more fits; the list has first what that makes free."""

from datetime import datetime

from django.db import transaction

from anlauf.booking import snapshots
from anlauf.booking.commands import pages, room, serving, writing
from anlauf.booking.models import OfficeDay
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory import queries as directory
from anlauf.engine.capacity import tidied
from anlauf.engine.grid import local


def tidy_all(*, by: Actor, at: datetime) -> int:
    """Tidy every day to come, each by itself; tell on how many that made room."""
    today, _tick = local(at, directory.zone())
    days = OfficeDay.objects.filter(date__gte=today).exclude(groups=[]).order_by("pk")
    return sum(tidy(number, by=by, at=at) for number in days.values_list("pk", flat=True))


@transaction.atomic
def tidy(number: int, *, by: Actor, at: datetime) -> bool:
    """Put everybody of a day into the least flexible group; tell whether that made room."""
    day = pages.lock_day_numbered(number)
    rows = room.promised(day)

    settled = tidied(snapshots.page(day), snapshots.promises(rows))
    if settled is None:
        return False

    room.change_groups(rows, settled.lanes)
    writing.store(day, serving.serve(day, settled.page, at=at))
    facts: dict[str, object] = {"date": day.date.isoformat()}
    journal.record("booking.tidied", day, by=by, at=at, office=day.office_id, facts=facts)
    return True
