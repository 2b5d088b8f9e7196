"""How long a matter has taken and when it is due, not counting the days it had to wait for others.

A clock counts working days after the day it began. On a day on which somebody else has the next
move at its end (papers are asked for, another authority was written to) it stands still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anlauf.engine.casework.days import Days

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """Days on which the next move is another's: from the day they were asked until they answered.

    Both are dates; the day of the answer counts again. Without `until` the answer is still due.
    """

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"A stop ends on {self.until}, before it begins on {self.since}.")

    def covers(self, day: date) -> bool:
        """Tell whether the clock stands still on this day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Clock:
    """A clock that began on a day, with the stops it had; they may overlap."""

    began: date
    stops: Sequence[Stop] = ()


def worked(clock: Clock, today: date, days: Days) -> int:
    """How many working days the clock has counted at the end of this day."""
    number, day = 0, clock.began
    while day < today:
        day += _DAY
        number += days.worked(day) and running(clock, day)
    return number


def running(clock: Clock, day: date) -> bool:
    """Tell whether the clock counts this day."""
    return not any(stop.covers(day) for stop in clock.stops)


def due(clock: Clock, target: int, days: Days) -> date | None:
    """The day on which the clock has counted `target` working days; None while it stands still.

    Raises `ValueError` for a target below 1.
    """
    if target < 1:
        raise ValueError(f"A target of {target} working days is over before it begins.")
    last = max((stop.since for stop in clock.stops if stop.until is None), default=None)
    number, day = 0, clock.began
    while number < target:
        day += _DAY
        if last is not None and day >= last and not running(clock, day):
            return None
        number += days.worked(day) and running(clock, day)
    return day
