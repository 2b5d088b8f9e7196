"""One week: every day against the same weekday of the four weeks before, and its hours."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

import numpy as np

from anlauf.engine.figures import percentile
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.queries.hours import Hours, by_hour
from anlauf.evaluation.queries.promise import Figures, figures
from anlauf.evaluation.queries.table import Period, Sums, table

USUAL_WEEKS = 4
WEEK = 7


@dataclass(frozen=True)
class WeekDay:
    """One day of the week beside what is usual on that weekday; None of nobody."""

    date: date
    visits: int | None
    usual_visits: int | None
    median: int | None
    usual_median: int | None
    late: int | None
    desk_hours: int

    @property
    def more(self) -> int | None:
        """How many per cent more people came than usual."""
        if not self.visits or not self.usual_visits:
            return None
        return round(100 * (self.visits / self.usual_visits - 1))


@dataclass(frozen=True)
class WeekReport:
    """The whole page."""

    period: Period
    figures: Figures
    days: tuple[WeekDay, ...]
    hours: Hours


def week_report(monday: date, offices: Collection[int] | None = None) -> WeekReport:
    """The week from this Monday on, of these offices together or of the whole city."""
    week = Period(monday, monday + timedelta(days=WEEK - 1))
    long = Period(monday - timedelta(weeks=USUAL_WEEKS), week.last)
    known = [sums for (_area, office), sums in table(long, offices).items() if office is not None]
    if not known:
        return WeekReport(week, {}, (), {})
    together = reduce(add, known)
    return WeekReport(
        period=week,
        figures=figures([_last_week(together)], week)[0],
        days=tuple(day for day in _days(together, week) if day.visits or day.desk_hours),
        hours=by_hour(week, offices),
    )


def _last_week(sums: Sums) -> Sums:
    """The same without the weeks before."""
    return sums.part(slice(-WEEK, None))


def _days(sums: Sums, week: Period) -> list[WeekDay]:
    start = USUAL_WEEKS * WEEK
    return [_day(sums, start + index, on) for index, on in enumerate(week.dates())]


def _day(sums: Sums, index: int, on: date) -> WeekDay:
    before = [index - WEEK * back for back in range(1, USUAL_WEEKS + 1)]
    seen = [int(sums.visits[one]) for one in before if sums.visits[one]]
    waits = sums.waits.counts
    return WeekDay(
        date=on,
        visits=int(sums.visits[index]) or None,
        usual_visits=round(sum(seen) / len(seen)) if seen else None,
        median=_at_most(waits[index], 0.5),
        usual_median=_at_most(np.asarray(waits[before].sum(axis=0)), 0.5),
        late=_at_most(waits[index], 0.9),
        desk_hours=round(float(sums.clerk_minutes[index]) / 60),
    )


def _at_most(counts: Counts, share: float) -> int | None:
    return int(percentile(counts, share)) if counts.any() else None
