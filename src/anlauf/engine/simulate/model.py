"""What a day at an office is made of. All times are minutes after midnight."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from anlauf.engine.simulate.laws import Law, Normal, finite, least, not_negative, positive


@dataclass(frozen=True)
class Service:
    """What people come for: the skill it needs, and how long one person takes.

    `persons` are the chances of one, two, three … persons in one visit; each further one adds
    `further` times the minutes of the first.
    """

    name: str
    skill: str
    minutes: Law
    persons: tuple[float, ...] = (1.0,)
    further: float = 1.0

    def __post_init__(self) -> None:
        if least(self.minutes) < 0:
            raise ValueError(
                f"{self.name} may take {least(self.minutes)} minutes. Maybe use LogNormal or Gamma."
            )
        not_negative(f"share of further persons of {self.name}", self.further)
        for chance in self.persons:
            not_negative(f"chance of persons of {self.name}", chance)
        if abs(sum(self.persons) - 1) > 1e-9:
            raise ValueError(
                f"The chances of persons of {self.name} add up to {sum(self.persons)}. "
                "Maybe one is missing: they must add up to 1."
            )


@dataclass(frozen=True)
class Line:
    """People who are called by the same rule: the highest score is called first.

    The score is `level`, growing by `ageing` each minute after the moment that counts: the due time
    of an appointment, the arrival of everybody else. `ripens` minutes after that moment the level
    becomes `ripe_level`; before a due time `ripens` is negative. Whoever ripens by waiting counts
    from then on.
    """

    name: str
    level: float = 0.0
    ageing: float = 0.0
    ripens: float = inf
    ripe_level: float = 0.0
    patience: Law | None = None

    def __post_init__(self) -> None:
        finite(f"level of {self.name}", self.level)
        finite(f"ripe level of {self.name}", self.ripe_level)
        not_negative(f"ageing of {self.name}", self.ageing)
        if self.ripens != inf:
            finite(f"minutes after which {self.name} ripens", self.ripens)


@dataclass(frozen=True)
class WalkIns:
    """People who come without an appointment: how many are expected in each slot of the day."""

    service: str
    line: str
    expected: tuple[float, ...]

    def __post_init__(self) -> None:
        for value in self.expected:
            not_negative(f"expected number of walk-ins for {self.service}", value)


@dataclass(frozen=True)
class Appointment:
    """A promised time; `lead` days ago it was booked.

    `persons` of 0 are drawn by the service's chances; `adds` are minutes for further matters.
    """

    service: str
    due: float
    line: str
    lead: int = 0
    persons: int = 0
    adds: float = 0.0

    def __post_init__(self) -> None:
        not_negative("due time", self.due)
        not_negative("lead in days", self.lead)
        not_negative("number of persons", self.persons)
        not_negative("minutes for further matters", self.adds)


@dataclass(frozen=True)
class NoShow:
    """The chance that nobody comes, by the days between booking and appointment.

    The standard steps are those of 39,596 medical appointments; a city's own are better.
    """

    since: tuple[int, ...] = (0, 1, 8, 15)
    chance: tuple[float, ...] = (0.033, 0.21, 0.31, 0.36)

    def __post_init__(self) -> None:
        if len(self.since) != len(self.chance) or self.since[:1] != (0,):
            raise ValueError(f"No-shows need a chance for each step from 0 days on: {self.since}.")
        if list(self.since) != sorted(set(self.since)):
            raise ValueError(f"The days of no-shows must rise: {self.since}.")
        for value in self.chance:
            not_negative("chance of a no-show", value)
            if value > 1:
                raise ValueError(f"The chance of a no-show is {value}. Maybe it is in per cent.")

    def of(self, lead: int) -> float:
        """The chance for an appointment booked so many days ago."""
        return [p for day, p in zip(self.since, self.chance, strict=True) if day <= lead][-1]


@dataclass(frozen=True)
class Habits:
    """How people keep appointments: late by more than `tolerance`, they wait in `late_line`."""

    punctuality: Law = field(default_factory=lambda: Normal(-5.0, 6.0))
    no_show: NoShow = field(default_factory=NoShow)
    tolerance: float = 15.0
    late_line: str | None = None

    def __post_init__(self) -> None:
        not_negative("tolerance", self.tolerance)


@dataclass(frozen=True)
class Clerk:
    """Somebody who serves from `starts` to `ends`, except in breaks."""

    name: str
    skills: frozenset[str]
    starts: float
    ends: float
    breaks: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        finite(f"start of {self.name}", self.starts)
        finite(f"end of {self.name}", self.ends)
        edges = [self.starts, *(edge for one in sorted(self.breaks) for edge in one), self.ends]
        if any(not a < b for a, b in pairwise(edges)):
            raise ValueError(
                f"The times of {self.name} do not rise: {edges}. Maybe two breaks overlap, or one "
                "lies at the edge of the duty."
            )


@dataclass(frozen=True)
class Routing:
    """Who is called to whom: always the clerk with the fewest skills who is free and able.

    `reserve` clerks with the most skills are kept free from people whose level is below
    `reserve_below`.
    """

    reserve: int = 0
    reserve_below: float = 0.0

    def __post_init__(self) -> None:
        not_negative("reserve", self.reserve)
        finite("level of the reserve", self.reserve_below)


@dataclass(frozen=True)
class OfficeDay:
    """One day at one office.

    `settling` minutes of each idle spell are lost for back-office work; waits over `target` minutes
    are counted.
    """

    services: tuple[Service, ...]
    lines: tuple[Line, ...]
    clerks: tuple[Clerk, ...]
    desks: int
    walk_ins: tuple[WalkIns, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    habits: Habits = field(default_factory=Habits)
    routing: Routing = field(default_factory=Routing)
    slot: float = 30.0
    settling: float = 0.0
    target: float = 15.0

    def __post_init__(self) -> None:
        positive("length of a slot", self.slot)
        not_negative("settling time", self.settling)
        not_negative("target for waits", self.target)

    @property
    def slots(self) -> int:
        """How many slots the day has; without walk-ins these are 48."""
        return len(self.walk_ins[0].expected) if self.walk_ins else 48

    @property
    def horizon(self) -> float:
        """The minute at which the day ends."""
        return self.slots * self.slot
