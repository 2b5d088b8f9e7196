"""Who needs a new time, and how far a new time is from the old one."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from anlauf.engine.capacity import Need
from anlauf.engine.grid import TICKS

Day = tuple[Hashable, date]
"""An office on a date."""


@dataclass(frozen=True)
class Weights:
    """What a change of each kind weighs; one tick of another time of day is the measure."""

    tick: int = 1
    day: int = 12
    weekday: int = 18
    earlier: int = 30
    elsewhere: int = 60
    kilometre: int = 4


USUAL = Weights()


@dataclass(frozen=True)
class Bounds:
    """From which date and tick on people can come, and from when on even sooner than planned."""

    soonest: tuple[date, int]
    soonest_before: tuple[date, int]


@dataclass(frozen=True)
class Displaced:
    """Somebody whose time is gone; `needs` and `kilometres` tell it for each office that can help.

    Of two with equal reasons the smaller `rank` goes first.
    """

    key: Hashable
    office: Hashable
    date: date
    start: int
    needs: Mapping[Hashable, Need]
    kilometres: Mapping[Hashable, float]
    rank: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewPlace:
    """A time that somebody gets instead, and how far it is from the old one."""

    office: Hashable
    date: date
    start: int
    displacement: int

    @property
    def day(self) -> Day:
        """The page it stands on."""
        return self.office, self.date


@dataclass(frozen=True)
class Rebooking:
    """Everybody's new place; `without` are those for whom there is none."""

    places: Mapping[Hashable, NewPlace]
    without: tuple[Hashable, ...]

    @property
    def objective(self) -> tuple[int, int, int]:
        """People left over, the longest way, all ways together: smaller is better."""
        ways = [place.displacement for place in self.places.values()]
        return len(self.without), max(ways, default=0), sum(ways)


def day_displacement(person: Displaced, office: Hashable, on: date, weights: Weights) -> int:
    """How far this office and date are from the old ones, whatever the time of day."""
    apart = (on - person.date).days
    far = abs(apart) * weights.day
    if on.weekday() != person.date.weekday():
        far += weights.weekday
    if apart < 0:
        far += weights.earlier
    if office != person.office:
        far += weights.elsewhere + ceil(person.kilometres.get(office, 0.0) * weights.kilometre)
    return far


def allowed(person: Displaced, on: date, bounds: Bounds) -> int:
    """The ticks of a date at which the person can be asked to come, as bits of one number."""
    late_enough = _from(on, bounds.soonest)
    if on > person.date:
        return late_enough
    even_sooner = late_enough & _from(on, bounds.soonest_before)
    if on < person.date:
        return even_sooner
    return even_sooner | (late_enough >> person.start << person.start)


def nearest(starts: int, to: int) -> int | None:
    """The set bit nearest to a tick; of two equally near the earlier one."""
    if not starts:
        return None
    before = (starts & ((1 << (to + 1)) - 1)).bit_length() - 1
    rest = starts >> to
    if not rest:
        return before
    after = to + (rest & -rest).bit_length() - 1
    return before if before >= 0 and to - before <= after - to else after


def _from(on: date, soonest: tuple[date, int]) -> int:
    first, tick = soonest
    if on < first:
        return 0
    whole_day = (1 << TICKS) - 1
    return whole_day if on > first else whole_day >> tick << tick
