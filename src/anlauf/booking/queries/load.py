"""How full a day is."""

from dataclasses import dataclass
from datetime import date, datetime

from anlauf.booking import snapshots
from anlauf.booking.models import OfficeDay
from anlauf.directory import queries as directory
from anlauf.engine.grid import TICKS, local


@dataclass(frozen=True)
class Load:
    """Ticks of clerks' time on one day: all there is, what is promised, what is still to come."""

    supply: int
    promised: int
    supply_ahead: int
    promised_ahead: int

    @property
    def share(self) -> float:
        """The promised part of the day, 0 where nobody works."""
        return self.promised / self.supply if self.supply else 0.0


NOTHING = Load(0, 0, 0, 0)


def load_of_day(office: int, on: date, at: datetime) -> Load:
    """The load of an office on a date, `ahead` being what comes after this moment."""
    return loads_of_day([office], on, at)[office]


def loads_of_day(offices: list[int], on: date, at: datetime) -> dict[int, Load]:
    """The load of several offices on a date."""
    now = _ticks_passed(on, at)
    days = OfficeDay.objects.filter(office__in=offices, date=on)
    loads = {day.office_id: _load(day, now) for day in days}
    return {office: loads.get(office, NOTHING) for office in offices}


def _load(day: OfficeDay, now: int) -> Load:
    groups = snapshots.page(day).groups
    return Load(
        supply=sum(sum(group.supply) for group in groups),
        promised=sum(sum(group.promised) for group in groups),
        supply_ahead=sum(sum(group.supply[now:]) for group in groups),
        promised_ahead=sum(sum(group.promised[now:]) for group in groups),
    )


def _ticks_passed(on: date, at: datetime) -> int:
    today, tick = local(at, directory.zone())
    if on == today:
        return tick
    return TICKS if on < today else 0
