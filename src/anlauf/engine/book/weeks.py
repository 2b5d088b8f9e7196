"""Weeks of booking: who wants appointments when, what there is, and by which rule it is given out.

A model by whole days: it knows how many visits a day has room for, not at which time. What a rule
of release opens until noon of a date counts as open for the date.
"""

from dataclasses import dataclass, field
from math import isfinite

from anlauf.engine.release import Release
from anlauf.engine.simulate import NoShow

WEEK = 7
LONGEST = 365


@dataclass(frozen=True)
class Kind:
    """People who want the same: `a_day` of them begin to search, each day of the week.

    They may take what is open to their `share`, from `earliest` to `latest` days after they began,
    and take the first there is. Whoever finds nothing searches again the next day with the chance
    `returns`; whoever has booked gives back with the chance `cancels`, at any time before. `by_day`
    are factors of `a_day` from the first day played on; without them all days are alike.
    """

    name: str
    share: str
    a_day: float
    earliest: int = 0
    latest: int = 60
    returns: float = 0.0
    cancels: float = 0.0
    by_day: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not (isfinite(self.a_day) and self.a_day >= 0):
            raise ValueError(f"{self.a_day} a day of {self.name} cannot come. Maybe 0 was meant?")
        if not 0 <= self.earliest <= self.latest <= LONGEST:
            raise ValueError(
                f"{self.name} want a time in {self.earliest} to {self.latest} days. Maybe the two "
                f"are exchanged, or more than {LONGEST}?"
            )
        for what, chance in (("returns", self.returns), ("cancels", self.cancels)):
            if not 0 <= chance < 1:
                raise ValueError(f"{what} of {self.name} is {chance}. Maybe it is in per cent.")


@dataclass(frozen=True)
class Weeks:
    """An office's demand and supply: `places` by day of the week, Monday first.

    `days` are counted, after `before` days in which the calendar fills as usual. `by_date` holds
    the places of the first of them that have a number of their own.
    """

    kinds: tuple[Kind, ...]
    places: tuple[int, ...]
    days: int = 56
    before: int = 70
    no_show: NoShow = field(default_factory=NoShow)
    by_date: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        names = [kind.name for kind in self.kinds]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"Each kind of people needs a name of its own: {names}.")
        if len({kind.share for kind in self.kinds}) > MOST_SHARES:
            raise ValueError(f"More than {MOST_SHARES} shares. Maybe some kinds can use the same.")
        if len(self.places) != WEEK or min(self.places) < 0 or not any(self.places):
            raise ValueError(f"Places are {self.places}. Maybe zeros for the weekend are missing?")
        if self.days < 1 or self.before < 0:
            raise ValueError(f"{self.days} days after {self.before} tell nothing. Maybe 56 and 70?")
        if min(self.by_date, default=0) < 0:
            raise ValueError(f"A day has no less than 0 places: {min(self.by_date)}.")

    def places_on(self, day: int) -> int:
        """The places of a day, the first one played being 0."""
        if 0 <= day - self.before < len(self.by_date):
            return self.by_date[day - self.before]
        return self.places[day % WEEK]


MOST_SHARES = 6


@dataclass(frozen=True)
class Policy:
    """A rule of release, and how far no-shows are booked over.

    With `overbooking` 0 everybody takes one place; with 1 everybody takes as much of a place as
    they are likely to come, booked so many days ahead.
    """

    release: Release
    overbooking: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.overbooking <= 1:
            raise ValueError(f"Overbooking is {self.overbooking}: it lies between 0 and 1.")
