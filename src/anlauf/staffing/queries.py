"""What staffing knows about an office's days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from anlauf.booking.values import Supply
from anlauf.directory import queries as directory
from anlauf.directory.models import Desk, Office
from anlauf.engine.capacity import level, staffed
from anlauf.engine.grid import local
from anlauf.staffing import snapshots
from anlauf.staffing.models import StaffPattern


def today(at: datetime) -> date:
    """The date on the city's calendars at this moment."""
    return local(at, directory.zone())[0]


def staffed_offices() -> list[int]:
    """The offices for which somebody is expected to work."""
    return list(StaffPattern.objects.order_by("office").values_list("office", flat=True).distinct())


def patterns_by_office() -> dict[int, tuple[snapshots.Pattern, ...]]:
    """The patterns of every office that has staff, by the office's number."""
    rows = StaffPattern.objects.prefetch_related("skills").order_by("office", "pk")
    by_office = groupby(rows, key=lambda row: row.office_id)
    return {office: snapshots.patterns(group) for office, group in by_office}


def supply_between(office: int, since: date, until: date) -> Iterator[tuple[date, Supply]]:
    """What an office can promise on each date, from its opening hours, staff and desks."""
    row = Office.objects.get(pk=office)
    hours = directory.hours_of([row])[office]
    holidays = frozenset(directory.holidays_between(since, until))
    rows = StaffPattern.objects.filter(office=office).prefetch_related("skills").order_by("pk")
    patterns = snapshots.patterns(rows)
    desks = Desk.objects.filter(office=office, active=True).count()
    for number in range((until - since).days + 1):
        on = since + timedelta(days=number)
        spans = hours.on(on, holidays).spans
        page = staffed(snapshots.on_duty(patterns, spans, on), level(spans, desks))
        yield on, Supply(spans, page.groups, page.desks)
