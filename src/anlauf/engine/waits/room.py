"""A waiting room as far as waits depend on it. All times are minutes from now."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from anlauf.engine.dispatch import DispatchPolicy
from anlauf.engine.service_times import Law


@dataclass(frozen=True)
class Desk:
    """A desk that calls, or will.

    Whoever is there has been served for `served` minutes and takes `serving` in all. `away` are
    the stretches in which the desk calls nobody: breaks, before somebody comes, after they go.
    Whoever needs one of the skills in `first` is called before others.
    """

    key: Hashable
    skills: frozenset[str]
    pickup: bool = False
    serving: Law | None = None
    served: float = 0.0
    away: tuple[tuple[float, float], ...] = ()
    first: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Person:
    """Somebody who waits, or has an appointment and will probably come.

    `came` is when they arrived, None if they have not; `due` is the appointed time, walk-ins have
    none. Who wants a certain desk names it.
    """

    key: Hashable
    skills: frozenset[str]
    takes: Law
    came: float | None = None
    due: float | None = None
    urgent: bool = False
    small: bool = False
    desk: Hashable | None = None


@dataclass(frozen=True)
class Flow:
    """Walk-ins still to come, so many a minute, from a moment until another."""

    skills: frozenset[str]
    takes: Law
    a_minute: float
    until: float
    small: bool = False
    since: float = 0.0


@dataclass(frozen=True)
class Newcomer:
    """Somebody who would come in now without an appointment; nobody waits longer for them."""

    key: Hashable
    skills: frozenset[str]
    small: bool = False


@dataclass(frozen=True)
class Habits:
    """How appointments are kept: minutes after the time, and the share nobody comes to."""

    late_mean: float = -5.0
    late_spread: float = 6.0
    no_show: float = 0.08


@dataclass(frozen=True)
class Room:
    """An office now, and what is known of the rest of its day.

    `turnover` is what passes between the end of one visit and the beginning of the next: closing
    the file, the way from the waiting room. `tempo` is how many times as long as usual services
    take today, as far as today has shown; `pace` is the spread of what nobody knows of it yet: all
    services of a play share it.
    """

    desks: tuple[Desk, ...]
    people: tuple[Person, ...] = ()
    flows: tuple[Flow, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    policy: DispatchPolicy = field(default_factory=DispatchPolicy)
    habits: Habits = field(default_factory=Habits)
    turnover: Law | None = None
    tempo: float = 1.0
    pace: float = 0.0
