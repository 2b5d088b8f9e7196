"""What happened, as cases to learn from: service times, arrivals, what passes between visits.

Only offices, services and times of the day are looked at, never who served.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Min
from django.db.models.functions import Greatest

from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Offering, Office
from anlauf.directory.states import Channel
from anlauf.engine.service_times import Case, part_of_day
from anlauf.engine.waits import Forecast, Outcome
from anlauf.floor.models import AnnouncedWait, Period, Visit
from anlauf.floor.queries.items import served_items
from anlauf.floor.states import PeriodKind

_MINUTE = timedelta(minutes=1)
_A_PAUSE = 10.0  # minutes between two visits that are no turnover but a break
_KINDS_OF_WALK_INS = 3


@dataclass(frozen=True)
class Kept:
    """Appointments of an office: minutes late of those who came, and how many did not."""

    late: tuple[float, ...]
    missed: int


def service_cases(since: datetime, until: datetime, zone: ZoneInfo) -> list[Case]:
    """Every service done in this time, beside what was planned for it."""
    offices = list(Office.objects.values_list("pk", flat=True))
    planned = {
        (office, service): (first, further)
        for office, service, first, further in Offering.objects.values_list(
            "office", "service", "minutes", "minutes_further"
        )
    }
    found = []
    for done in served_items(offices, since, until):
        if (done.office, done.service) not in planned:
            continue
        first, further = planned[done.office, done.service]
        part = part_of_day(done.began.astimezone(zone).hour)
        minutes = first + further * (done.count - 1)
        found.append(Case(done.service, done.office, part, minutes, done.minutes))
    return found


def kept_appointments(since: datetime, until: datetime) -> dict[int, Kept]:
    """How appointments were kept, by office; who was to be called is never late."""
    rows = Appointment.objects.filter(
        starts_at__gte=since, starts_at__lt=until, channel=Channel.VISIT
    )
    late: dict[int, list[float]] = defaultdict(list)
    came = rows.filter(visit__due_at__isnull=False)
    for office, due, arrived in came.values_list("day__office", "starts_at", "visit__arrived_at"):
        late[office].append((arrived - due) / _MINUTE)
    missed = Counter(
        rows.filter(state=AppointmentState.MISSED, visit__isnull=True).values_list(
            "day__office", flat=True
        )
    )
    return {
        office: Kept(tuple(late[office]), missed[office]) for office in late.keys() | missed.keys()
    }


def turnovers(since: datetime, until: datetime) -> dict[int, list[float]]:
    """Minutes from the end of one visit to the beginning of the next, while somebody waited."""
    rows = Period.objects.filter(
        visit__date__range=(since.date(), until.date()),
        kind=PeriodKind.SERVING,
        ended_at__isnull=False,
    ).annotate(there=Greatest("visit__arrived_at", "visit__joining__here_at"))
    found: dict[int, list[float]] = defaultdict(list)
    last: tuple[int, int, datetime] | None = None
    columns = ("desk", "visit", "visit__office", "there", "started_at", "ended_at")
    rows = rows.order_by("desk", "started_at")
    for desk, visit, office, arrived, started, ended in rows.values_list(*columns):
        if last is not None and last[0] == desk and last[1] != visit and arrived <= last[2]:
            minutes = (started - last[2]) / _MINUTE
            if minutes < _A_PAUSE:
                found[office].append(minutes)
        last = (desk, visit, ended)
    return found


def walk_ins_by_hour(
    since: datetime, until: datetime, zone: ZoneInfo
) -> dict[int, list[tuple[list[str], list[float]]]]:
    """Mean walk-ins by hour of an open day, for the needs most of them have, by office."""
    rows = Visit.objects.filter(due_at=None, arrived_at__gte=since, arrived_at__lt=until)
    came: dict[int, dict[tuple[str, ...], Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for office, skills, arrived in rows.values_list("office", "skills", "arrived_at"):
        came[office][tuple(skills)][arrived.astimezone(zone).hour] += 1
    days = dict(
        rows.values("office")
        .annotate(days=Count("date", distinct=True))
        .values_list("office", "days")
    )
    return {
        office: [
            (list(skills), [round(hours[hour] / days[office], 3) for hour in range(24)])
            for skills, hours in sorted(
                kinds.items(), key=lambda kind: (-kind[1].total(), kind[0])
            )[:_KINDS_OF_WALK_INS]
        ]
        for office, kinds in came.items()
    }


def outcomes(
    since: datetime, until: datetime, offices: Collection[int] | None = None
) -> Iterator[tuple[int, AnnouncedWait, float]]:
    """Every announced range of this time with its office and the minutes it took until the call.

    Whoever left or was never called teaches nothing: nobody knows how long it would have been.
    """
    rows = AnnouncedWait.objects.filter(at__gte=since, at__lt=until).select_related("visit")
    if offices is not None:
        rows = rows.filter(visit__office__in=offices)
    called = _first_calls(since)
    for row in rows.order_by("at", "pk"):
        moment = called.get(row.visit_id)
        if moment is not None and moment >= row.at:
            yield row.visit.office_id, row, (moment - row.at) / _MINUTE


def taught(since: datetime, until: datetime) -> Mapping[int, list[Outcome]]:
    """The same as forecasts and outcomes, by office."""
    found: dict[int, list[Outcome]] = defaultdict(list)
    for office, row, took in outcomes(since, until):
        said = Forecast(row.forecast_low, row.forecast_median, row.forecast_high)
        found[office].append(Outcome(said, took))
    return found


def _first_calls(since: datetime) -> dict[int, datetime]:
    rows = Period.objects.filter(kind=PeriodKind.CALLED, started_at__gte=since)
    return dict(
        rows.values("visit").annotate(first=Min("started_at")).values_list("visit", "first")
    )
