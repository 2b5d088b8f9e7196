"""What a year of a city's offices follows from. Times are minutes after midnight, Monday is 0."""

from dataclasses import dataclass
from math import isfinite

WEEK = 7
HALF_HOURS = 48
SEASONS = 4

Spans = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Kind:
    """What people come for: the skill it needs, and how long it takes at a counter."""

    name: str
    skill: str
    minutes: float
    spread: float = 0.5  # standard deviation over the mean

    def __post_init__(self) -> None:
        if not (isfinite(self.minutes) and self.minutes > 0):
            raise ValueError(f"{self.name} takes {self.minutes} minutes. Maybe 10?")


@dataclass(frozen=True)
class Team:
    """So many clerks with the same skills on one day of the week."""

    weekday: int
    starts: float
    ends: float
    skills: frozenset[str]
    clerks: int


@dataclass(frozen=True)
class Wish:
    """How many come for something in a usual week: with an appointment, and without."""

    kind: str
    booked: float
    walk_ins: float = 0.0


@dataclass(frozen=True)
class Place:
    """An office: when it is open on which day, who serves, who comes.

    `profile` says how walk-ins spread over the half-hours of a day; whoever would come while it is
    closed comes in the next half-hour in which it is open.
    """

    key: str
    desks: int
    opening: tuple[Spans, ...]
    teams: tuple[Team, ...]
    wishes: tuple[Wish, ...]
    profile: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.opening) != WEEK:
            raise ValueError(
                f"{self.key} has {len(self.opening)} days a week. Maybe one is missing."
            )
        if len(self.profile) != HALF_HOURS:
            raise ValueError(
                f"{self.key} has a profile of {len(self.profile)} half-hours, the day has 48."
            )

    @property
    def open_minutes(self) -> tuple[float, ...]:
        """How long it is open on each day."""
        return tuple(sum(end - start for start, end in spans) for spans in self.opening)

    @property
    def staff_minutes(self) -> float:
        """Minutes of clerks a week while the office is open."""
        return sum(
            team.clerks * sum(end - start for start, end in present(team, self.opening))
            for team in self.teams
        )


@dataclass(frozen=True)
class City:
    """All offices, what people come for, and how appointments are given out.

    `season` are the factors of the four quarters of a year. `same_day` is the part of the
    appointments in hundredths that opens on the morning of the day itself.
    """

    kinds: tuple[Kind, ...]
    places: tuple[Place, ...]
    season: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0)
    horizon_days: int = 56
    same_day: int = 0
    overbooking: float = 0.0
    no_show: float = 0.1
    returns: float = 0.5
    cancels: float = 0.1

    def __post_init__(self) -> None:
        if len(self.season) != SEASONS:
            raise ValueError(f"A year has four quarters, not {len(self.season)}.")
        keys = [place.key for place in self.places]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"Each office needs a name of its own: {keys}.")
        known = {kind.name for kind in self.kinds}
        for place in self.places:
            if strange := {wish.kind for wish in place.wishes} - known:
                raise ValueError(f"{place.key} is asked for {sorted(strange)}, which nobody knows.")


def present(team: Team, opening: tuple[Spans, ...]) -> Spans:
    """When a team serves: while it is there and the office is open."""
    return tuple(
        (max(start, team.starts), min(end, team.ends))
        for start, end in opening[team.weekday]
        if max(start, team.starts) < min(end, team.ends)
    )
