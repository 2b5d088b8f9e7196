"""Staffing publishes what it plans into booking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlauf.booking.commands import SupplyConflicts, publish_supply
from anlauf.core.actors import Actor
from anlauf.staffing import queries

DAYS_AHEAD = 70
"""More than the horizon of booking, so that its last day is always there."""


@dataclass(frozen=True)
class Conflict:
    """A date that was left as it was, because these appointments would find nobody there."""

    date: date
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """What came of publishing, date by date."""

    written: tuple[date, ...]
    unchanged: tuple[date, ...]
    conflicts: tuple[Conflict, ...]


def publish(office: int, since: date, until: date, *, by: Actor, at: datetime) -> Published:
    """Write the supply of each date, one at a time; a date with conflicts stays as it was."""
    written: list[date] = []
    unchanged: list[date] = []
    conflicts: list[Conflict] = []
    for on, supply in queries.supply_between(office, since, until):
        try:
            changed = publish_supply(office, on, supply, by=by, at=at)
        except SupplyConflicts as refused:
            conflicts.append(Conflict(on, refused.codes))
        else:
            (written if changed else unchanged).append(on)
    return Published(tuple(written), tuple(unchanged), tuple(conflicts))


def publish_ahead(days: int, *, by: Actor, at: datetime) -> dict[int, Published]:
    """Publish the coming days of every office that has staff, by the office's number."""
    today = queries.today(at)
    until = today + timedelta(days=days)
    return {
        office: publish(office, today, until, by=by, at=at) for office in queries.staffed_offices()
    }
