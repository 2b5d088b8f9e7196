"""Who is called next: the published rule, as a pure function of who waits and what time it is.

First come appointments whose time has come, by that time, and among them everybody who has waited
too long, by the moment it became too long. Then walk-ins and late appointments by arrival. Then
appointments that are early, when nobody else waits.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class Waiting:
    """Someone in the waiting room; `due` is the start of an appointment, walk-ins have none."""

    key: Hashable
    skills: frozenset[str]
    arrived: datetime
    due: datetime | None
    number: int


@dataclass(frozen=True)
class DispatchPolicy:
    """The three figures of the rule, in minutes."""

    early_minutes: int = 10
    tolerance_minutes: int = 15
    longest_wait_minutes: int = 60

    def __post_init__(self) -> None:
        if min(self.early_minutes, self.tolerance_minutes, self.longest_wait_minutes) < 0:
            raise ValueError(f"Minutes of the dispatch rule cannot be negative: {self}.")

    @property
    def early(self) -> timedelta:
        """How long before its start an appointment's time has come."""
        return timedelta(minutes=self.early_minutes)

    @property
    def tolerance(self) -> timedelta:
        """How late an appointment may arrive and still be punctual."""
        return timedelta(minutes=self.tolerance_minutes)

    @property
    def longest_wait(self) -> timedelta:
        """After how long anybody stands beside the appointments."""
        return timedelta(minutes=self.longest_wait_minutes)


class Reason(StrEnum):
    """Why someone stands where they stand; the words for it are the caller's."""

    TIME_HAS_COME = "time_has_come"
    WAITED_TOO_LONG = "waited_too_long"
    WALK_IN = "walk_in"
    LATE = "late"
    EARLY = "early"


_CLASS = {
    Reason.TIME_HAS_COME: 0,
    Reason.WAITED_TOO_LONG: 0,
    Reason.WALK_IN: 1,
    Reason.LATE: 1,
    Reason.EARLY: 2,
}

Rank = tuple[int, datetime, datetime, int]


def order(waiting: Iterable[Waiting], now: datetime, policy: DispatchPolicy) -> list[Waiting]:
    """Everybody in the order in which they are called."""
    return sorted(waiting, key=lambda one: rank(one, now, policy))


def next_for(
    skills: frozenset[str], waiting: Iterable[Waiting], now: datetime, policy: DispatchPolicy
) -> Waiting | None:
    """The first in order whom a clerk with these skills can serve."""
    servable = (one for one in waiting if one.skills <= skills)
    return min(servable, key=lambda one: rank(one, now, policy), default=None)


def reason(one: Waiting, now: datetime, policy: DispatchPolicy) -> Reason:
    """Why this person stands where they stand."""
    if one.due is not None and one.arrived <= one.due + policy.tolerance:
        return Reason.TIME_HAS_COME if one.due - policy.early <= now else Reason.EARLY
    if one.arrived + policy.longest_wait <= now:
        return Reason.WAITED_TOO_LONG
    return Reason.WALK_IN if one.due is None else Reason.LATE


def rank(one: Waiting, now: datetime, policy: DispatchPolicy) -> Rank:
    """Where this person stands: smaller is earlier, and no two tickets are equal."""
    why = reason(one, now, policy)
    return (_CLASS[why], _since(one, why, policy), one.arrived, one.number)


def _since(one: Waiting, why: Reason, policy: DispatchPolicy) -> datetime:
    """The moment that counts within the class."""
    if why is Reason.WAITED_TOO_LONG:
        return one.arrived + policy.longest_wait
    if one.due is not None and why is not Reason.LATE:
        return one.due
    return one.arrived
