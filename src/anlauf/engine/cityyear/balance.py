"""Hours shared out so that nobody has to look further ahead in one office than in another."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.cityyear.model import WORKDAYS
from anlauf.engine.cityyear.people import Numbers

_ROUNDS = 60
_LONGEST = 400.0  # days; nobody's calendar is full for longer


@dataclass(frozen=True, eq=False)
class Ahead:
    """What stands before a period of so many weeks.

    `people` by office are to be served until its end, beyond what can be served before it begins;
    `places` are what one hour a week gives each week.
    """

    people: Numbers
    places: float
    weeks: float


@dataclass(frozen=True, eq=False)
class Bounds:
    """The hours a week as they are, the least and the most, and the part of all that may move."""

    usual: Numbers
    least: Numbers
    most: Numbers
    movable: float


def balanced(ahead: Ahead, bounds: Bounds) -> Numbers:
    """Hours a week by office: as many as usual altogether, so that calendars are full equally far.

    With `x` hours an office has `people - places * x * weeks` left over at the end, which fill its
    calendar for so many days; all offices get the same number of days, as far as bounds allow.
    """
    total = float(bounds.usual.sum())
    low, high = -_LONGEST, _LONGEST
    hours = bounds.usual
    for _ in range(_ROUNDS):
        days = (low + high) / 2
        hours = _hours(ahead, bounds, days)
        if hours.sum() > total:
            low = days
        else:
            high = days
    return _moved(_exact(hours, bounds, total), bounds)


def _hours(ahead: Ahead, bounds: Bounds, days: float) -> Numbers:
    """What each needs so that its calendar is full for so many days at the end."""
    weeks = max(ahead.weeks + days / WORKDAYS, 1e-6)
    wanted = np.maximum(ahead.people, 0.0) / (ahead.places * weeks)
    return np.clip(wanted, bounds.least, bounds.most)


def _exact(hours: Numbers, bounds: Bounds, total: float) -> Numbers:
    """Exactly as many hours as before, the rest shared out over who has room."""
    missing = total - float(hours.sum())
    room = bounds.most - hours if missing > 0 else hours - bounds.least
    if not room.sum():
        return hours
    exact: Numbers = hours + missing * room / room.sum()
    return exact


def _moved(hours: Numbers, bounds: Bounds) -> Numbers:
    """A part of the way there, when more would move than can."""
    change = hours - bounds.usual
    moved = float(np.abs(change).sum()) / 2
    most = bounds.movable * float(bounds.usual.sum())
    return hours if moved <= most else bounds.usual + change * (most / moved)
