"""What is known before teams are sent: who lives where, which rooms there are, who can drive."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import NamedTuple

from anlauf.engine import travel
from anlauf.engine.grid import TICK_MINUTES


class Spot(NamedTuple):
    """A point of the city on a plane, in kilometres."""

    east: float
    north: float

    def way(self, other: "Spot") -> float:
        """The straight way to another."""
        return hypot(self.east - other.east, self.north - other.north)


@dataclass(frozen=True)
class Area:
    """A part of the city: how many of its people want to come while the teams are planned for.

    `unmet` is the part of them that a fixed office within reach does not serve in time.
    """

    key: str
    at: Spot
    people: float
    unmet: float = 0.0


@dataclass(frozen=True)
class Site:
    """A room that a team can open: on these days, or on all, and at most so often."""

    key: str
    at: Spot
    days: frozenset[int] | None = None
    most: int = 2

    def free(self, day: int) -> bool:
        """Tell whether the room can be had on a day."""
        return self.days is None or day in self.days


@dataclass(frozen=True)
class Team:
    """A vehicle with its people: where it stands at night, on which days it drives, its pace.

    They drive on at most so many of these days. `pace` is how many people they serve in an hour;
    to set up and to pack takes minutes.
    """

    key: str
    home: Spot
    days: frozenset[int]
    pace: float
    setup: int = 30
    packing: int = 30
    most: int = 366


@dataclass(frozen=True)
class Rules:
    """A day on the road: from when, how long, at how many places, each open at least so long.

    Minutes after midnight and minutes. `reach` is how long somebody may be on the way to a place.
    """

    starts: int = 7 * 60 + 30
    longest: int = 9 * 60
    most_stops: int = 2
    least_open: int = 120
    reach: int = 30


@dataclass(frozen=True)
class Question:
    """All of it; days count from 0."""

    areas: tuple[Area, ...]
    sites: tuple[Site, ...]
    fixed: tuple[Spot, ...]
    teams: tuple[Team, ...]
    rules: Rules = Rules()

    def __post_init__(self) -> None:
        for sentence in _mistakes(self):
            raise ValueError(sentence)

    @cached_property
    def wanting(self) -> dict[str, float]:
        """How many of each area no fixed office serves in time."""
        return {
            area.key: area.people * (area.unmet if self._has_office(area) else 1.0)
            for area in self.areas
        }

    @cached_property
    def near(self) -> dict[str, tuple[str, ...]]:
        """The areas within reach of each site."""
        return {
            site.key: tuple(area.key for area in self.areas if self.reaches(area.at, site.at))
            for site in self.sites
        }

    @cached_property
    def by_key(self) -> dict[str, Site]:
        """The sites by their keys."""
        return {site.key: site for site in self.sites}

    def reaches(self, one: Spot, other: Spot) -> bool:
        """Tell whether even those who are slow get there in time."""
        return travel.minutes(one.way(other))[1] <= self.rules.reach

    def _has_office(self, area: Area) -> bool:
        return any(self.reaches(area.at, office) for office in self.fixed)


def driving(one: Spot, other: Spot) -> int:
    """The minutes a vehicle needs from door to door."""
    return travel.minutes(one.way(other))[0] if one != other else 0


def _mistakes(asked: Question) -> Iterator[str]:
    """What nobody can have meant, with the value and a hint."""
    for what, keys in (
        ("areas", [one.key for one in asked.areas]),
        ("sites", [one.key for one in asked.sites]),
        ("teams", [one.key for one in asked.teams]),
    ):
        if len(set(keys)) < len(keys):
            yield f"Two {what} have the same key. Maybe a line stands there twice?"
    for area in asked.areas:
        if not 0 <= area.unmet <= 1:
            yield f"{area.key} has {area.unmet} unmet. Maybe it is in per cent: it is a part of 1."
        if not area.people >= 0:
            yield f"{area.key} has {area.people} people. Maybe a sign is wrong?"
    for team in asked.teams:
        if not team.pace > 0:
            yield f"{team.key} serves {team.pace} people in an hour. Maybe 6?"
    rules = asked.rules
    if rules.most_stops < 1 or rules.least_open < TICK_MINUTES or rules.longest > 24 * 60:
        yield f"Nobody can drive by these rules: {rules}."
