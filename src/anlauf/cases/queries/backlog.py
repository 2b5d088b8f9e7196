"""What an office's lead looks at: open effort, age, in and out by week, the forecast.

Nothing here is by person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek

from anlauf.cases.figures import policy_at
from anlauf.cases.models import BacklogForecast, Case
from anlauf.cases.states import CaseState
from anlauf.directory import queries as directory

__all__ = [
    "Age",
    "BacklogForecast",
    "Effort",
    "Needed",
    "Week",
    "backlog_by_age",
    "forecasts",
    "in_and_out",
    "open_effort",
    "people_by",
]
AGES = (14, 28, 56, 84, 168, 364)
_WEEKS = 12
_DAY = timedelta(days=1)
_ORDER = ("received", "checking", "deciding", "producing", "ready_for_pickup")
_AT = {
    CaseState.WAITING_FOR_PAPERS: "checking",
    CaseState.READY_FOR_VISIT: "deciding",
}


@dataclass(frozen=True)
class Effort:
    """Open cases that need one skill, and the hours of work in them."""

    skill: dict[str, str]
    cases: int
    hours: int


@dataclass(frozen=True)
class Age:
    """Open cases from so many days old to below so many; the oldest have no end."""

    since: int
    until: int | None
    cases: int


@dataclass(frozen=True)
class Week:
    """What came and what was ended in a week."""

    begins: date
    came: int
    ended: int


@dataclass(frozen=True)
class Needed:
    """People more than now for a day: if all goes well, probably, and in nine futures of ten.

    None where even `most` more were not enough.
    """

    by: date
    well: int | None
    probably: int | None
    surely: int | None
    most: int


def open_effort(office: int, *, at: datetime) -> list[Effort]:
    """Open effort by skill, the largest first."""
    rows = _open(office).values_list("kind__service__skill__name", "state").annotate(Count("pk"))
    takes = policy_at(at).minutes
    found: dict[str, tuple[dict[str, str], int, int]] = {}
    for name, state, number in rows:
        key = str(sorted(name.items()))
        _name, cases, minutes = found.get(key, (name, 0, 0))
        found[key] = name, cases + number, minutes + number * _left(state, takes)
    made = [Effort(name, cases, round(minutes / 60)) for name, cases, minutes in found.values()]
    return sorted(made, key=lambda effort: -effort.hours)


def backlog_by_age(office: int, *, at: datetime) -> list[Age]:
    """Open cases by the days since they were handed in."""
    edges = [0, *AGES]
    found = []
    for since, until in zip(edges, [*AGES, None], strict=True):
        rows = _open(office).filter(received_at__lte=at - since * _DAY)
        if until is not None:
            rows = rows.filter(received_at__gt=at - until * _DAY)
        found.append(Age(since, until, rows.count()))
    return found


def in_and_out(office: int, *, at: datetime) -> list[Week]:
    """What came and what ended in each of the last weeks, the earliest first."""
    zone = directory.zone()
    today = at.astimezone(zone).date()
    monday = today - today.weekday() * _DAY
    first = monday - (_WEEKS - 1) * 7 * _DAY
    rows = Case.objects.filter(office=office)

    def by_week(moment: str) -> dict[date, int]:
        counted = rows.annotate(week=TruncWeek(moment, tzinfo=zone))
        since = counted.filter(**{f"{moment}__date__gte": first})
        weeks = since.order_by().values_list("week").annotate(Count("pk"))
        return {week.date(): number for week, number in weeks}

    came, ended = by_week("received_at"), by_week("closed_at")
    weeks = [first + number * 7 * _DAY for number in range(_WEEKS)]
    return [Week(week, came.get(week, 0), ended.get(week, 0)) for week in weeks]


def forecasts(office: int) -> list[BacklogForecast]:
    """What was last foreseen, with the fewest people first."""
    return list(BacklogForecast.objects.filter(office=office).order_by("people"))


def people_by(office: int, by: date) -> Needed | None:
    """How many people more bring the backlog within the target by this day; None: not reckoned.

    It is read off the numbers of people that were played; what none of them reaches stays open.
    """
    rows = forecasts(office)
    if not rows:
        return None
    begins = rows[0].made_at.astimezone(directory.zone()).date()
    day = (by - begins).days
    low, middle, high = (
        next((row.people - row.present for row in rows if _reached(row, future, day)), None)
        for future in range(3)
    )
    return Needed(by, low, middle, high, most=rows[-1].people - rows[-1].present)


def _reached(row: BacklogForecast, future: int, day: int) -> bool:
    """Tell whether no more are open by then than is sound, in the future asked for."""
    reached = row.within[future]
    return reached is not None and reached <= day


def _open(office: int) -> QuerySet[Case]:
    return Case.objects.filter(office=office, closed_at=None)


def _left(state: str, minutes: Mapping[str, int]) -> int:
    """Minutes of work still in a case that stands here."""
    here = _ORDER.index(_AT.get(CaseState(state), state))
    return sum(minutes[step] for step in _ORDER[here:])
