"""Staffing publishes what it plans into booking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from anlauf.booking import queries as booking
from anlauf.booking.commands import SupplyConflicts, publish_supply
from anlauf.booking.values import Supply
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.directory.models import Office
from anlauf.staffing import queries


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


class _Outdated(Exception):
    """Somebody has changed the office since its supply was reckoned."""


def publish(office: int, since: date, until: date, *, by: Actor, at: datetime) -> Published:
    """Write the supply of each date, one at a time; a date with conflicts stays as it was.

    When somebody changes the office meanwhile, the rest is reckoned anew.
    """
    done: dict[date, bool | Conflict] = {}
    while (first := since + timedelta(days=len(done))) <= until:
        known = queries.last_change(office)
        supplies = dict(queries.supply_between(office, first, until))
        differing = set(booking.dates_to_write(office, supplies))
        try:
            for on, supply in supplies.items():
                done[on] = on in differing and _publish_one(office, on, supply, known, by=by, at=at)
        except _Outdated:
            continue
    return Published(
        written=tuple(on for on, result in done.items() if result is True),
        unchanged=tuple(on for on, result in done.items() if result is False),
        conflicts=tuple(result for result in done.values() if isinstance(result, Conflict)),
    )


def publish_ahead(days: int, *, by: Actor, at: datetime) -> dict[int, Published]:
    """Publish the coming days of every office that has staff or had some, by its number."""
    today = queries.today(at)
    until = today + timedelta(days=days)
    return {
        office: publish(office, today, until, by=by, at=at)
        for office in queries.staffed_offices(today)
    }


def _publish_one(
    office: int, on: date, supply: Supply, known: int, *, by: Actor, at: datetime
) -> bool | Conflict:
    """Tell whether the date was written, or name what stood in the way."""
    try:
        with transaction.atomic():
            locked(Office.objects.filter(pk=office))
            if queries.last_change(office) != known:
                raise _Outdated
            return publish_supply(office, on, supply, by=by, at=at)
    except SupplyConflicts as refused:
        return Conflict(on, refused.codes)
