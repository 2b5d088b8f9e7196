"""What a city's year is made of: offices, how many people want to come, and how they behave."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from anlauf.engine.simulate import NoShow

WEEK = 7
WORKDAYS = 5
TICK = 5  # minutes
EARLIEST, LATEST = 7 * 60, 19 * 60  # no door is opened before or closed after for longer hours


@dataclass(frozen=True)
class Branch:
    """An office: clerk hours a week by its plan, and how many people want to come a week.

    `least` and `most` are the hours that open doors and desks allow; `weekdays` shares the hours
    out; `opens` holds the minutes after midnight from Monday on, the same twice on closed days.
    `near` are the offices that people take who cannot wait here. Rooms `lent` by others are open
    only when these are.
    """

    name: str
    hours: float
    wanted: float
    least: float
    most: float
    opens: tuple[tuple[int, int], ...]
    near: tuple[int, ...] = ()
    lent: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.hours <= self.most:
            raise ValueError(
                f"{self.name} has {self.hours} hours, not between {self.least} and {self.most}. "
                "Maybe desks are missing?"
            )
        if len(self.opens) != WEEK or not any(end > start for start, end in self.opens):
            raise ValueError(f"{self.name} needs the hours of seven days, of which one is open.")

    @property
    def weekdays(self) -> tuple[float, ...]:
        """The part of a week's hours on each day: as long as the doors are open."""
        lengths = [end - start for start, end in self.opens]
        return tuple(one / sum(lengths) for one in lengths)

    def most_with(self, longest_day: int) -> float:
        """The hours that desks allow where no day is longer than so many minutes."""
        usual = max(ends - begins for begins, ends in self.opens)
        return self.most if self.lent else self.most * max(1.0, longest_day / usual)

    def doors(self, weekday: int, hours: float) -> tuple[int, int]:
        """From and to on a weekday: longer than usual where desks hold no more of the hours."""
        begins, ends = self.opens[weekday]
        longer = (ends - begins) * max(0.0, hours / self.most - 1) if self.most else 0.0
        if longer < TICK or self.lent:
            return begins, ends
        since = max(min(begins, EARLIEST), begins - TICK * round(longer / 2 / TICK))
        until = since + ends - begins + TICK * round(longer / TICK)
        over = max(0, until - max(ends, LATEST))
        return max(min(begins, EARLIEST), since - over), until - over


@dataclass(frozen=True)
class Manners:
    """How people behave; shares and chances between 0 and 1, times in days.

    `soon` of them take the first date there is, the others one that is `later` days ahead on
    average or more. They accept a date until `patience` days ahead on average. Whoever finds
    nothing asks the next day with the chance `returns`; the share `elsewhere` takes another office
    when its date is `sooner` days earlier. `walk_ins` come without an appointment; `absent` is the
    part of clerks who cannot come on a day.
    """

    soon: float = 0.7
    later: float = 3.0
    patience: float = 28.0
    elsewhere: float = 0.14
    sooner: int = 4
    returns: float = 0.8
    cancels: float = 0.1
    walk_ins: float = 0.15
    absent: float = 0.08
    no_show: NoShow = field(default_factory=NoShow)


@dataclass(frozen=True)
class Window:
    """Days from the first to before the last, as numbers of the city's calendar."""

    first: int
    last: int


@dataclass(frozen=True)
class City:
    """Offices over `days` from `first` on; what happens from day `counted` on is counted.

    `seasons` multiplies demand by week of the year, `weekdays` by day of the week; every week
    differs by chance from what is usual by `unrest` (of the logarithm) for all and for each office,
    of which `memory` stays until the week after. A visit takes a place of `slot` minutes and work
    of `minutes`.
    """

    branches: tuple[Branch, ...]
    first: date
    days: int
    counted: int
    closed: frozenset[date] = frozenset()
    seasons: tuple[float, ...] = (1.0,) * 53
    weekdays: tuple[float, ...] = (0.18, 0.19, 0.18, 0.17, 0.15, 0.06, 0.07)
    unrest: tuple[float, float] = (0.08, 0.08)
    memory: float = 0.55
    slot: float = 15.0
    minutes: float = 12.0
    spread: float = 0.45
    horizon: int = 35
    manners: Manners = Manners()

    def __post_init__(self) -> None:
        if not 0 < self.counted < self.days:
            raise ValueError(f"Day {self.counted} does not lie within {self.days} days.")
        if len(self.seasons) != 53 or min(self.seasons) <= 0:
            raise ValueError("A year has 53 weeks of demand, each more than nothing.")
        if len(self.weekdays) != WEEK or abs(sum(self.weekdays) - 1) > 1e-6:
            raise ValueError("Seven weekdays share the week's demand: together they are 1.")

    def date_of(self, day: int) -> date:
        """The date of a day."""
        return self.first + timedelta(day)

    def open_on(self, day: int) -> bool:
        """Tell whether it is a day on which offices could be open."""
        return self.date_of(day) not in self.closed

    @property
    def hours(self) -> float:
        """The clerk hours of all offices in a week."""
        return sum(one.hours for one in self.branches)
