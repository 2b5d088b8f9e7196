"""Days and what they are: holidays, the days around them, the ends of months."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

DAY = timedelta(1)
EDGE = 3  # working days that count as the start or the end of a month


@dataclass(frozen=True)
class Span:
    """Days in a row, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"A span ends on {self.last}, before {self.first}. Maybe the two are exchanged."
            )


@dataclass(frozen=True)
class Calendar:
    """What is known of days ahead of time.

    Offices are closed on public holidays, on weekdays outside `weekdays`, and on their `closures`,
    pairs of office and day.
    """

    public_holidays: frozenset[date] = frozenset()
    school_holidays: tuple[Span, ...] = ()
    closures: frozenset[tuple[str, date]] = frozenset()
    weekdays: frozenset[int] = field(default=frozenset(range(7)))

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError(
                f"Weekdays are {sorted(self.weekdays)}. Maybe Monday is taken for 1: it is 0."
            )

    @cached_property
    def _school_days(self) -> frozenset[date]:
        return frozenset(
            span.first + n * DAY
            for span in self.school_holidays
            for n in range((span.last - span.first).days + 1)
        )

    def open_on(self, office: str, day: date) -> bool:
        """Tell whether the office may have people that day."""
        return self.working(day) and (office, day) not in self.closures

    def working(self, day: date) -> bool:
        """Tell whether offices are open in general."""
        return day.weekday() in self.weekdays and day not in self.public_holidays

    def in_school_holidays(self, day: date) -> bool:
        """Tell whether schools are closed."""
        return day in self._school_days

    def before_holiday(self, day: date) -> bool:
        """Tell whether a public holiday on a weekday is the next day."""
        return day + DAY in self.public_holidays and (day + DAY).weekday() < 5

    def after_holiday(self, day: date) -> bool:
        """Tell whether this is the first working day after a public holiday on a weekday."""
        before = day - DAY
        while not self.working(before) and (day - before).days < 7:
            if before in self.public_holidays and before.weekday() < 5:
                return True
            before -= DAY
        return False

    def bridge(self, day: date) -> bool:
        """Tell whether one working day stands between a public holiday and a weekend."""
        if day.weekday() == 0:
            return day + DAY in self.public_holidays
        return day.weekday() == 4 and day - DAY in self.public_holidays

    def month_start(self, day: date) -> bool:
        """Tell whether it is one of the first working days of a month."""
        return self._working_days(day.replace(day=1), day) <= EDGE

    def month_end(self, day: date) -> bool:
        """Tell whether it is one of the last working days of a month."""
        following = (day.replace(day=28) + 4 * DAY).replace(day=1)
        return self._working_days(day, following - DAY) <= EDGE

    def _working_days(self, first: date, last: date) -> int:
        return sum(self.working(first + n * DAY) for n in range((last - first).days + 1))
