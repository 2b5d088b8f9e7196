"""How far ahead appointments are booked out, and how many clerks shorten that by a day.

A fluid: what is asked for and not yet served waits, and each day's slots serve the oldest. How
much is asked is known as paths of a forecast, so that doubt about demand stays doubt.
"""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.progress import UNHURRIED, Progress, quiet

Numbers = NDArray[np.float64]
WEEK = 7


class OutOfReach(ValueError):
    """No number of clerks brings the lead down so far by that day."""


@dataclass(frozen=True)
class Bookings:
    """Appointments already booked ahead, what is asked for, and what one clerk can give.

    `asked` is by path and day, `duty` the minutes a clerk has for appointments on each day, 0 on
    closed days; after the last day its last week goes on.
    """

    waiting: float
    asked: tuple[tuple[float, ...], ...]
    duty: tuple[float, ...]
    minutes: float

    def __post_init__(self) -> None:
        days = len(self.duty)
        if days < WEEK or not any(self.duty[-WEEK:]):
            raise ValueError(f"{days} days of duty are too few. Maybe a week is missing?")
        if not self.asked or any(len(path) != days for path in self.asked):
            lengths = sorted({len(path) for path in self.asked})
            raise ValueError(f"Paths have {lengths} days, duty has {days}. Maybe cut the longer.")
        values = (self.waiting, *self.duty, *(value for path in self.asked for value in path))
        for value in values:
            if not (isfinite(value) and value >= 0):
                raise ValueError(f"{value} is no number of people or minutes. Maybe 0 was meant?")
        if not (isfinite(self.minutes) and self.minutes > 0):
            raise ValueError(f"An appointment takes {self.minutes} minutes. Maybe 15 was meant?")


@dataclass(frozen=True)
class LeadTarget:
    """From day `by` on nobody waits longer than so many days, in this share of all paths."""

    days: float = 10.0
    by: int = 60
    confidence: float = 0.9

    def __post_init__(self) -> None:
        if not self.days > 0 or self.by < 0:
            raise ValueError(
                f"{self.days} days from day {self.by} on cannot be kept. Maybe take 10 by day 60."
            )
        if not 0 < self.confidence <= 1:
            raise ValueError(
                f"A confidence of {self.confidence} is none. Maybe a percentage was given?"
            )


@dataclass(frozen=True)
class Lead:
    """So many clerks are needed; the lead in days by day: low, middle and high path."""

    clerks: int
    kept: float
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


def lead_with(bookings: Bookings, clerks: int) -> Numbers:
    """By path and day: how many days somebody waits who asks at the end of that day."""
    slots = np.array(bookings.duty) * clerks / bookings.minutes
    waiting = np.full(len(bookings.asked), bookings.waiting)
    backlog = []
    for asked, free in zip(np.array(bookings.asked).T, slots, strict=True):
        waiting = np.maximum(0.0, waiting + asked - free)
        backlog.append(waiting)
    return _days(np.array(backlog).T, slots)


def clerks_for(
    bookings: Bookings,
    target: LeadTarget,
    *,
    stop: Stop = UNHURRIED,
    progress: Progress = quiet,
) -> Lead:
    """The fewest clerks with whom the lead is short enough in time; more never make it longer.

    Stopped early there are more of them than needed. Progress hears of the fewest so far.
    """
    if target.by >= len(bookings.duty):
        raise ValueError(
            f"Day {target.by} lies behind the {len(bookings.duty)} days known. Maybe add days."
        )
    most = _plenty(bookings)
    if _kept(lead_with(bookings, most), target) < target.confidence:
        raise OutOfReach(
            f"Even {most} clerks do not bring the lead to {target.days} days by day {target.by}. "
            "Maybe the offices are closed for longer than that."
        )
    least = 0
    progress("start", most)
    while least < most and not stop.now:
        middle = (least + most) // 2
        if _kept(lead_with(bookings, middle), target) >= target.confidence:
            most = middle
            progress("fewer", most)
        else:
            least = middle + 1
    leads = lead_with(bookings, most)
    low, middle_path, high = np.quantile(leads, [0.1, 0.5, 0.9], axis=0, method="nearest").tolist()
    return Lead(most, _kept(leads, target), tuple(low), tuple(middle_path), tuple(high))


def _plenty(bookings: Bookings) -> int:
    """So many clerks that everything is served on the first day with duty."""
    everything = bookings.waiting + np.array(bookings.asked).sum(axis=1).max()
    shortest = min(minutes for minutes in bookings.duty if minutes > 0)
    return int(everything * bookings.minutes / shortest) + 1


def _kept(leads: Numbers, target: LeadTarget) -> float:
    return float((leads[:, target.by :].max(axis=1) <= target.days + 1e-9).mean())


def _days(backlog: Numbers, slots: Numbers) -> Numbers:
    """Days until as many slots have passed as people wait; parts of a day count as such."""
    if not slots[-WEEK:].any():
        return np.where(backlog > 0, np.inf, 0.0)
    weeks = int(backlog.max() / slots[-WEEK:].sum()) + 2
    later = np.concatenate([[0.0], np.cumsum([*slots, *np.tile(slots[-WEEK:], weeks)])])
    days = np.arange(1, backlog.shape[1] + 1)
    return np.array(
        [
            [_until(later, day, people) for day, people in zip(days, row, strict=True)]
            for row in backlog
        ]
    )


def _until(later: Numbers, day: int, people: float) -> float:
    """The moment at which so many slots have passed since the day, on a straight line."""
    if people <= 0:
        return 0.0
    goal = later[day] + people
    after = int(np.searchsorted(later, goal - 1e-9))
    part = (goal - later[after - 1]) / (later[after] - later[after - 1])
    return float(after - 1 + part - day)
