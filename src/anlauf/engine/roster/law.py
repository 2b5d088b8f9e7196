"""Working time in Germany as figures: the working-time act, the collective agreement, the house.

Rosters are made and judged by one set of these figures; the works council reads the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anlauf.engine.grid import TICK_MINUTES, TICKS
from anlauf.engine.roster.shift import Shift

HOUR = 60


@dataclass(frozen=True)
class Law:
    """The figures in force; minutes, days and times in a period, each with its source.

    § 3 ArbZG: ten hours a day at most. § 4: breaks. § 5: eleven hours of rest. §§ 9, 11: Sundays
    are free. TVöD § 6: 39 hours a week. `corridor` is what an agreement of the house allows
    between hours worked and hours owed, over a period.
    """

    most_minutes_a_day: int = 10 * HOUR
    rest_minutes: int = 11 * HOUR
    break_after: tuple[tuple[int, int], ...] = ((6 * HOUR, 30), (9 * HOUR, 45))
    longest_run: int = 6
    full_week_minutes: int = 39 * HOUR
    corridor_minutes: int = 10 * HOUR
    most_saturdays_in_four_weeks: int = 2


IN_FORCE = Law()


def faults(law: Law, shift: Shift) -> Iterator[str]:
    """What the law has against a shift, as sentences."""
    if shift.minutes > law.most_minutes_a_day:
        yield (
            f"Shift {shift.key!r} has {shift.minutes} minutes of work, {law.most_minutes_a_day}"
            " are allowed (§ 3 ArbZG). Maybe a break is missing?"
        )
    paused = sum(span.length for span in shift.breaks) * TICK_MINUTES
    owed = max((least for after, least in law.break_after if shift.minutes > after), default=0)
    if paused < owed:
        yield (
            f"Shift {shift.key!r} has {paused} minutes of break, {owed} are owed (§ 4 ArbZG)."
            " Maybe add a break."
        )


def never_after(law: Law, shifts: Sequence[Shift]) -> dict[str, frozenset[str]]:
    """Which shifts begin too soon after the end of each on the day before."""
    found = {
        before.key: frozenset(
            after.key
            for after in shifts
            if (TICKS + after.begin - before.end) * TICK_MINUTES < law.rest_minutes
        )
        for before in shifts
    }
    return {key: others for key, others in found.items() if others}
