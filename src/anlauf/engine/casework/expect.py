"""How long a matter takes, said as a range: from those that are over, or from what is aimed at.

Days here are days of the calendar, for that is what the person waits.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.engine.casework.days import Days

ENOUGH = 20
_OFTEN = (0.1, 0.9)


@dataclass(frozen=True)
class Between:
    """At least and at most so many days from now."""

    least: int
    most: int


def of_experience(took: Sequence[int], age: int) -> Between | None:
    """How much longer eight in ten took of those that took longer than this; None if too few.

    `took` counts the days of those that are over, the shortest first.
    """
    longer = took[bisect_right(took, age) :]
    if len(longer) < ENOUGH:
        return None
    low, high = (longer[int(share * (len(longer) - 1))] for share in _OFTEN)
    return Between(low - age, high - age)


def of_targets(left: int, today: date, days: Days) -> Between:
    """The days in which so many working days pass, at best half of them; at least one."""
    half, whole = (days.later(today, max(1, number)) for number in (-(-left // 2), left))
    return Between((half - today).days, (whole - today).days)
