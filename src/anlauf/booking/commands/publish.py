"""An office's supply for a date is written down, and what was promised is laid onto it anew."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from anlauf.booking import snapshots
from anlauf.booking.models import Appointment, OfficeDay, ThisTransaction
from anlauf.booking.states import OCCUPYING
from anlauf.booking.values import Supply
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.engine.capacity import Page, Settlement, settle


class SupplyConflicts(Refused):
    """Somebody who was promised a time would find nobody there."""

    code = "supply_conflicts"
    sentence = _("These appointments do not fit the new supply: %(codes)s. Nothing was changed.")

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(codes=", ".join(codes))


@transaction.atomic
def publish_supply(office: int, on: date, supply: Supply, *, by: Actor, at: datetime) -> bool:
    """Rewrite a page under its lock; tell whether it changed, and refuse to break a promise.

    A date without hours and without a page gets none.
    """
    if not supply.spans and not OfficeDay.objects.filter(office=office, date=on).exists():
        return False
    OfficeDay.objects.bulk_create([OfficeDay(office_id=office, date=on)], ignore_conflicts=True)
    day = locked(OfficeDay.objects.filter(office=office, date=on))
    if _is_the_same(day, supply):
        return False
    appointments = list(day.appointments.filter(state__in=sorted(OCCUPYING)))

    settled = settle(Page(supply.groups, supply.desks), snapshots.promises(appointments))
    if settled.conflicts:
        raise SupplyConflicts(_codes(appointments, settled))

    _store(day, supply, settled)
    _change_lanes(appointments, settled)
    journal.record(
        "booking.supply_published", day, by=by, at=at, office=office, facts=_facts(day, supply)
    )
    return True


def _is_the_same(day: OfficeDay, supply: Supply) -> bool:
    """Tell whether the page has this supply already, whatever is promised on it."""
    columns = snapshots.octets(supply.groups)
    return (
        day.groups == columns["groups"]
        and bytes(day.supply) == columns["supply"]
        and bytes(day.desks) == supply.desks
        and day.spans == _spans(supply)
    )


def _store(day: OfficeDay, supply: Supply, settled: Settlement) -> None:
    OfficeDay.objects.filter(pk=day.pk).update(
        **snapshots.octets(settled.page.groups),
        desks=supply.desks,
        spans=_spans(supply),
        version=F("version") + 1,
        changed=ThisTransaction(),
    )


def _change_lanes(appointments: list[Appointment], settled: Settlement) -> None:
    moved = [row for row in appointments if settled.lanes.get(row.pk, row.lane) != row.lane]
    for row in moved:
        row.lane = settled.lanes[row.pk]
    Appointment.objects.bulk_update(moved, ["lane"])


def _codes(appointments: list[Appointment], settled: Settlement) -> tuple[str, ...]:
    without_place = set(settled.conflicts)
    return tuple(sorted(row.code for row in appointments if row.pk in without_place))


def _spans(supply: Supply) -> list[list[int]]:
    return [[span.start, span.end] for span in supply.spans]


def _facts(day: OfficeDay, supply: Supply) -> dict[str, object]:
    ticks = sum(sum(group.supply) for group in supply.groups)
    return {"date": day.date.isoformat(), "ticks": ticks}
