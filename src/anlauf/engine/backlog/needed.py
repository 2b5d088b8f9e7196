"""How many people bring a class of cases back in time by a day."""

from collections.abc import Callable
from dataclasses import dataclass

from anlauf.engine.backlog.fluid import loads
from anlauf.engine.backlog.network import Backlog
from anlauf.engine.backlog.outlook import foresee, with_people
from anlauf.engine.intervals import Interval
from anlauf.engine.roster.stop import Stop


class OutOfReach(ValueError):
    """No number of people in this team brings the target back."""


@dataclass(frozen=True)
class Target:
    """Of the cases of a class that come in the week from day `by` on, `share` are done in time.

    In time is within so many days on the clock; the mean share must be so large surely (95 %).
    """

    of: str
    within: float = 56.0
    share: float = 0.8
    by: int = 90

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise ValueError(f"A share of {self.share} is none. Maybe a percentage was given?")
        if not self.within > 0 or self.by < 0:
            raise ValueError(
                f"{self.within} days from day {self.by} on cannot be kept. Maybe take 56 by day 90."
            )


@dataclass(frozen=True)
class Effort:
    """With which luck and how many futures each number of people is tried, when to stop.

    Progress hears of the number of people tried and of the share in time.
    """

    seed: int
    stop: Stop
    futures: int = 100
    progress: Callable[[int, float], None] | None = None


@dataclass(frozen=True)
class Needed:
    """So many people are enough, and the share that is then in time; one fewer gives less."""

    people: int
    share: Interval
    with_one_less: Interval | None


def people_for(backlog: Backlog, team: str, target: Target, effort: Effort) -> Needed:
    """The fewest people in one team with whom the target is kept; the same cases meet each number.

    Stopped early it is the fewest found so far.
    """

    def share(people: int) -> Interval:
        days = target.by + 7 + int(2 * target.within)
        played = foresee(
            with_people(backlog, team, people),
            days,
            seed=effort.seed,
            stop=effort.stop,
            futures=effort.futures,
        )
        found = played.in_time(target.of, (target.by, target.by + 7), target.within)
        if effort.progress is not None:
            effort.progress(people, found.value)
        return found

    most = _plenty(backlog, team)
    best = share(most)
    if not best.low >= target.share:
        raise OutOfReach(
            f"Even {most} people in {team} bring only {best.value:.0%} of {target.of} in time. "
            "Maybe other teams or the answers of others take too long."
        )
    least: int = 0
    less: Interval | None = None
    while least < most and not effort.stop.now:
        middle = (least + most) // 2
        found = share(middle)
        if found.low >= target.share:
            most, best = middle, found
        else:
            least, less = middle + 1, found
    return Needed(most, best, less)


def _plenty(backlog: Backlog, team: str) -> int:
    """So many that all open work is done in a week beside what comes."""
    with_people(backlog, team, 0)
    load = next(one for one in loads(backlog) if one.team == team)
    return int(4 * load.people + load.waiting / load.capacity) + 4
