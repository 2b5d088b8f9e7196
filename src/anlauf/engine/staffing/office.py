"""An office where clerks differ in what they can do, and what is promised to those who come."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from anlauf.engine.simulate.checks import MOST_CLERKS
from anlauf.engine.simulate.laws import Law, least, not_negative, positive


class Span(StrEnum):
    """Over which time a promise is kept."""

    EACH_SLOT = "each slot"
    DAY = "the whole day"


@dataclass(frozen=True)
class Promise:
    """At least `share` of those who come in the span are called `within` so many minutes.

    Whoever gives up or is turned away counts as not called.
    """

    within: float = 15.0
    share: float = 0.8
    span: Span = Span.EACH_SLOT

    def __post_init__(self) -> None:
        not_negative("promised wait", self.within)
        if not 0 < self.share < 1:
            raise ValueError(
                f"A share of {self.share} cannot be promised. Maybe a percentage was given?"
            )


@dataclass(frozen=True)
class Demand:
    """People who need one skill: how many are expected in each slot, and how they are."""

    skill: str
    expected: tuple[float, ...]
    minutes: Law
    promise: Promise = Promise()
    patience: Law | None = None

    def __post_init__(self) -> None:
        if not self.expected:
            raise ValueError(f"{self.skill} is asked for in no slot. Maybe the hours are missing?")
        for value in self.expected:
            not_negative(f"expected number of people for {self.skill}", value)
        if least(self.minutes) < 0:
            raise ValueError(
                f"{self.skill} may take {least(self.minutes)} minutes. Maybe LogNormal?"
            )


@dataclass(frozen=True)
class Profile:
    """A kind of clerk: what they can do, what one costs for a slot, and how many there are."""

    name: str
    skills: frozenset[str]
    cost: float = 1.0
    most: int = MOST_CLERKS

    def __post_init__(self) -> None:
        if not self.skills:
            raise ValueError(f"{self.name} can do nothing. Maybe their skills are missing?")
        positive(f"cost of {self.name}", self.cost)
        not_negative(f"number of {self.name}", self.most)


@dataclass(frozen=True)
class Office:
    """One day: who comes, who could serve, at how many desks. Minutes count from the first slot.

    People are called in the order in which they came, each to the clerk who can do least else.
    Whoever is on duty in the last slot stays until the promises to the last who come are kept.
    """

    demands: tuple[Demand, ...]
    profiles: tuple[Profile, ...]
    slot: float = 30.0
    desks: int = MOST_CLERKS

    def __post_init__(self) -> None:
        positive("length of a slot", self.slot)
        if not 1 <= self.desks <= MOST_CLERKS:
            raise ValueError(f"{self.desks} desks. Maybe leave the number out for {MOST_CLERKS}.")
        if not self.demands:
            raise ValueError("Nobody comes to this office. Maybe the demands are missing?")
        _once("skill", [one.skill for one in self.demands])
        _once("profile", [one.name for one in self.profiles])
        self._fits()

    @property
    def slots(self) -> int:
        """How many slots the day has."""
        return len(self.demands[0].expected)

    @property
    def skills(self) -> tuple[str, ...]:
        """What people come for, in the order of the demands."""
        return tuple(one.skill for one in self.demands)

    def _fits(self) -> None:
        for demand in self.demands:
            if len(demand.expected) != self.slots:
                raise ValueError(
                    f"{demand.skill} has {len(demand.expected)} slots, {self.demands[0].skill} "
                    f"has {self.slots}. Maybe one is in half-hours and the other in hours."
                )
            if not any(demand.skill in one.skills for one in self.profiles):
                raise ValueError(f"Nobody can do {demand.skill!r}. Maybe a profile is missing?")
        for profile in self.profiles:
            for skill in sorted(profile.skills - set(self.skills)):
                close = get_close_matches(skill, self.skills, n=1)
                hint = f"Maybe {close[0]!r}?" if close else f"Known are: {', '.join(self.skills)}."
                raise ValueError(f"{profile.name} can do {skill!r}, nobody asks for it. {hint}")


def _once(what: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"The {what} {twice[0]!r} stands there twice. Maybe add them up.")
