"""One office over a period: how long people waited, and what went with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from anlauf.core.models import JournalEntry
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.figures import (
    Shift,
    percentile,
    shifts,
    without_weekdays,
)
from anlauf.evaluation.queries.hours import Hours, by_hour
from anlauf.evaluation.queries.promise import Figures, figures
from anlauf.evaluation.queries.table import Period, Sums, table

WORST = 5  # one day of so many counts among the longest waits
FEWEST = 10  # days, below which nothing is said of what went with them
NOTED = (
    "directory.duration_changed",
    "directory.hours_changed",
    "floor.dispatch_rule_removed",
    "floor.dispatch_rule_set",
    "floor.tickets_stopped",
    "staffing.changed",
)


@dataclass(frozen=True)
class Day:
    """One day on which the office had supply or visits; a median only of enough people."""

    date: date
    visits: int
    median: int | None
    late: int | None
    open_minutes: int
    clerk_minutes: int

    @property
    def clerk_hours(self) -> float:
        """Clerks planned, in hours."""
        return self.clerk_minutes / 60


@dataclass(frozen=True)
class WentWith:
    """How the days of the longest waits differed from the others, in per cent."""

    days: int
    wait: int
    usual_wait: int
    visits: int
    clerks: int | None


@dataclass(frozen=True)
class Change:
    """From this day on waits were others; what was changed around it."""

    date: date
    before: float
    after: float


@dataclass(frozen=True)
class Noted:
    """Something the journal says was changed."""

    at: datetime
    verb: str


@dataclass(frozen=True)
class OfficeReport:
    """The whole page."""

    figures: Figures
    days: tuple[Day, ...]
    went_with: WentWith | None
    changes: tuple[Change, ...]
    noted: tuple[Noted, ...]
    hours: Hours


def office_report(office: Office, period: Period) -> OfficeReport:
    """How long people waited here, and what went with it."""
    sums = table(period, [office.pk]).get((office.area_id, office.pk))
    days = _days(sums, period) if sums else ()
    found = figures([sums], period)[0] if sums else {}
    return OfficeReport(
        figures=found,
        days=days,
        went_with=_went_with(days),
        changes=tuple(_changes(days)),
        noted=_noted(office, period),
        hours=by_hour(period, [office.pk]),
    )


def _days(sums: Sums, period: Period) -> tuple[Day, ...]:
    totals = sums.waits.totals
    medians, late = percentile(sums.waits.counts, 0.5), percentile(sums.waits.counts, 0.9)
    return tuple(
        Day(
            day,
            int(sums.visits[index]),
            int(medians[index]) if totals[index] else None,
            int(late[index]) if totals[index] else None,
            int(sums.open_minutes[index]),
            int(sums.clerk_minutes[index]),
        )
        for index, day in enumerate(period.dates())
        if totals[index] or sums.visits[index] or sums.open_minutes[index]
    )


def _went_with(days: Sequence[Day]) -> WentWith | None:
    """The fifth of days with the longest waits against the others."""
    told = [day for day in days if day.late is not None and day.visits]
    if len(told) < FEWEST:
        return None
    in_order = sorted(told, key=lambda day: (day.late or 0, day.date))
    worst, others = in_order[-(len(told) // WORST) :], in_order[: -(len(told) // WORST)]
    return WentWith(
        days=len(worst),
        wait=round(float(np.mean([day.median or 0 for day in worst]))),
        usual_wait=round(float(np.mean([day.median or 0 for day in others]))),
        visits=_more([day.visits for day in worst], [day.visits for day in others]) or 0,
        clerks=_more([day.clerk_minutes for day in worst], [day.clerk_minutes for day in others]),
    )


def _more(some: Sequence[int], others: Sequence[int]) -> int | None:
    usual = float(np.mean(others))
    return round(100 * (float(np.mean(some)) / usual - 1)) if usual else None


def _changes(days: Sequence[Day]) -> list[Change]:
    told = [day for day in days if day.median is not None]
    medians = [float(day.median or 0) for day in told]
    found: list[Shift] = shifts(
        without_weekdays(medians, [day.date.weekday() for day in told]).tolist()
    )
    return [Change(told[one.index].date, one.before, one.after) for one in found]


def _noted(office: Office, period: Period) -> tuple[Noted, ...]:
    zone = directory.zone()
    rows = JournalEntry.objects.filter(
        office_number=office.pk,
        at__gte=datetime.combine(period.first, time(), zone),
        at__lt=datetime.combine(period.last + timedelta(days=1), time(), zone),
        verb__in=NOTED,
    ).order_by("at")
    return tuple(Noted(at, verb) for at, verb in rows.values_list("at", "verb")[:50])
