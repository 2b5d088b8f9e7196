"""What a day's kind does to the number of people: the columns of the regression."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

import numpy as np

from anlauf.engine.forecast.calendar import Calendar
from anlauf.engine.forecast.history import Numbers

YEAR = 365.25
SEASON_FROM = 330  # days of history, below which a season cannot be told from a level
WAVES = 4
KNOTS = 28  # days between two knots of the level

Kind = Callable[[Calendar, date], bool]

# How large an effect may be before data has spoken: the standard deviation of its logarithm.
KINDS: dict[str, tuple[Kind, float]] = {
    "before_holiday": (Calendar.before_holiday, 0.3),
    "after_holiday": (Calendar.after_holiday, 0.3),
    "bridge_day": (Calendar.bridge, 0.5),
    "school_holidays": (Calendar.in_school_holidays, 0.3),
    "month_start": (Calendar.month_start, 0.2),
    "month_end": (Calendar.month_end, 0.2),
    "quarter_end": (lambda known, day: day.month % 3 == 0 and known.month_end(day), 0.2),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_SPREAD = 1.0
SEASON_SPREAD = 0.2
FREE = 10.0  # the level itself is not shrunk


@dataclass(frozen=True, eq=False)
class Design:
    """Columns by day; `spread` is how large each coefficient may be."""

    names: tuple[str, ...]
    rows: Numbers
    spread: Numbers


def design(days: tuple[date, ...], calendar: Calendar, *, history: int) -> Design:
    """The kinds of these days, for a history that is so many days long."""
    names, columns, spread = ["level"], [np.ones(len(days))], [FREE]
    for number, name in enumerate(WEEKDAYS):
        names.append(name)
        columns.append(np.array([float(day.weekday() == number) for day in days]))
        spread.append(WEEKDAY_SPREAD)
    for name, (kind, width) in KINDS.items():
        names.append(name)
        columns.append(np.array([float(kind(calendar, day)) for day in days]))
        spread.append(width)
    if history >= SEASON_FROM:
        for wave in range(1, WAVES + 1):
            names += [f"season_sin_{wave}", f"season_cos_{wave}"]
            turns = [2 * pi * wave * day.toordinal() / YEAR for day in days]
            columns += [np.array([sin(x) for x in turns]), np.array([cos(x) for x in turns])]
            spread += [SEASON_SPREAD / wave] * 2
    return Design(tuple(names), np.column_stack(columns), np.array(spread))


def bends(days: int) -> tuple[Numbers, Numbers]:
    """A level that may bend every few weeks: its columns, and what a bend costs.

    With it a level that moves is not mistaken for a season or for holidays.
    """
    knots = np.arange(0, days + KNOTS, KNOTS, dtype=float)
    time = np.arange(days, dtype=float)
    hats = np.maximum(0.0, 1.0 - np.abs(time[:, None] - knots) / KNOTS)
    steps = np.diff(np.eye(len(knots)), axis=0)
    free = steps.T @ steps + 1e-3 * np.eye(len(knots))
    return hats, free
