"""What was learned about service times and waiting rooms, as it holds at a moment.

It changes once a night, so what a process knows may be a quarter of an hour old.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Max

from anlauf.directory import queries as directory
from anlauf.directory.models import Offering
from anlauf.engine.grid import local
from anlauf.engine.service_times import NOTHING, Factor, Law, Learned, PartOfDay
from anlauf.engine.waits import PLAIN, Calibration
from anlauf.engine.waits.room import Habits
from anlauf.floor.models import ServiceTime, WaitingHabits
from anlauf.floor.values import Wording

_KNOWN_FOR = 15 * 60  # seconds
_TRUSTED = timedelta(days=60)  # what is older says nothing about today
USUAL_HABITS = Habits()
USUAL_TURNOVER = Law(0.26, 0.5)
"""A minute and a half between two visits, before anything was seen."""


@dataclass(frozen=True)
class RoomHabits:
    """What an office's waits depend on besides services; see `models.WaitingHabits`."""

    habits: Habits = USUAL_HABITS
    turnover: Law = USUAL_TURNOVER
    walk_ins: tuple[tuple[frozenset[str], tuple[float, ...]], ...] = ()
    calibration: Calibration = PLAIN


@dataclass(frozen=True)
class ServiceTimeRow:
    """A learned service time for people who look at it."""

    service: Wording | None
    office: str
    part: str
    factor: Factor
    valid_from: date


def learned_at(at: datetime) -> Learned:
    """The service times that hold now."""
    return _learned(int(at.timestamp()) // _KNOWN_FOR)


def habits_of(office: int, *, at: datetime) -> RoomHabits:
    """The habits of this office's waiting room."""
    return _habits(int(at.timestamp()) // _KNOWN_FOR).get(office, RoomHabits())


def planned_at(office: int, *, at: datetime) -> dict[int, tuple[int, int]]:
    """Minutes planned for the first and each further person, by service."""
    return _planned(office, int(at.timestamp()) // _KNOWN_FOR)


def forget_learned() -> None:
    """Read the rows again, as a new process would."""
    for known in (_learned, _habits, _planned):
        known.cache_clear()


def service_times(office: int | None = None) -> list[ServiceTimeRow]:
    """What was learned last, the most general first; of one office, or beside offices."""
    newest = ServiceTime.objects.aggregate(day=Max("valid_from"))["day"]
    rows = ServiceTime.objects.filter(valid_from=newest, office=office)
    return [
        ServiceTimeRow(
            service=row.service.name if row.service else None,
            office=row.office.short if row.office else "",
            part=row.part,
            factor=Factor(row.mu, row.sigma, row.cases),
            valid_from=row.valid_from,
        )
        for row in rows.select_related("service", "office").order_by("service", "part", "pk")
    ]


@lru_cache(maxsize=2)
def _learned(moment: int) -> Learned:
    newest = _newest(ServiceTime, moment)
    if newest is None:
        return NOTHING
    rows = ServiceTime.objects.filter(valid_from=newest)
    return Learned(
        {
            (row.service_id, row.office_id, PartOfDay(row.part) if row.part else None): Factor(
                row.mu, row.sigma, row.cases
            )
            for row in rows
        }
    )


@lru_cache(maxsize=2)
def _habits(moment: int) -> dict[int, RoomHabits]:
    newest = _newest(WaitingHabits, moment)
    rows = WaitingHabits.objects.filter(valid_from=newest) if newest else []
    return {
        row.office_id: RoomHabits(
            habits=Habits(row.late_mean, row.late_spread, row.no_show),
            turnover=Law(row.turnover_mu, row.turnover_sigma),
            walk_ins=tuple((frozenset(skills), tuple(hours)) for skills, hours in row.walk_ins),
            calibration=Calibration(row.below, row.above, row.announced, row.middle),
        )
        for row in rows
    }


@lru_cache(maxsize=256)
def _planned(office: int, _moment: int) -> dict[int, tuple[int, int]]:
    rows = Offering.objects.filter(office=office)
    found = rows.values_list("service", "minutes", "minutes_further")
    return {service: (first, further) for service, first, further in found}


def _newest(model: type[ServiceTime] | type[WaitingHabits], moment: int) -> date | None:
    """The last day on which something was learned, no later than today and not too long ago."""
    at = datetime.fromtimestamp(moment * _KNOWN_FOR, directory.zone())
    today, _tick = local(at, directory.zone())
    rows = model._default_manager.filter(valid_from__range=(today - _TRUSTED, today))
    newest: date | None = rows.aggregate(day=Max("valid_from"))["day"]
    return newest
