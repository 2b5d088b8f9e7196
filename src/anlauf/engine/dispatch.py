"""Who is called next: the published rule, as a pure function of who waits and what time it is.

First come appointments whose time has come, by that time, and among them whoever is urgent and
whoever has waited too long, by the moment it became too long. Then walk-ins and late appointments
by arrival. Then appointments that are early, when nobody else waits. Everybody's moment stands
still while the clock runs, so all grow older at the same pace and nobody waits for ever. What a
single desk prefers is told in `desk_turns`.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Waiting:
    """Someone in the waiting room; `due` is the start of an appointment, walk-ins have none.

    `urgent` is who showed a published reason; `minutes` is what the visit will probably take.
    """

    key: Hashable
    skills: frozenset[str]
    arrived: datetime
    due: datetime | None
    number: int
    urgent: bool = False
    minutes: int = 0


@dataclass(frozen=True)
class DispatchPolicy:
    """The figures of the rule in minutes, and what is kept for whom.

    A clerk with one of the `rare_skills` is kept for those who need it; a visit of at most
    `small_minutes` is a small matter, which the desks numbered `pickup_desks` prefer.
    """

    early_minutes: int = 10
    tolerance_minutes: int = 15
    longest_wait_minutes: int = 60
    urgent_minutes: int = 15
    keep_minutes: int = 10
    small_minutes: int = 5
    rare_skills: frozenset[str] = frozenset()
    pickup_desks: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        minutes = (
            self.early_minutes,
            self.tolerance_minutes,
            self.longest_wait_minutes,
            self.urgent_minutes,
            self.keep_minutes,
            self.small_minutes,
        )
        if min(minutes) < 0:
            raise ValueError(f"Minutes of the dispatch rule cannot be negative: {self}.")

    @cached_property
    def early(self) -> timedelta:
        """How long before its start an appointment's time has come."""
        return timedelta(minutes=self.early_minutes)

    @cached_property
    def tolerance(self) -> timedelta:
        """How late an appointment may arrive and still be punctual."""
        return timedelta(minutes=self.tolerance_minutes)

    @cached_property
    def longest_wait(self) -> timedelta:
        """After how long anybody stands beside the appointments."""
        return timedelta(minutes=self.longest_wait_minutes)

    @cached_property
    def urgent(self) -> timedelta:
        """How much longer than others an urgent visit counts as having waited."""
        return timedelta(minutes=self.urgent_minutes)

    @cached_property
    def keep(self) -> timedelta:
        """How long before an appointment its specialist takes nothing else."""
        return timedelta(minutes=self.keep_minutes)


class Reason(StrEnum):
    """Why someone stands where they stand; the words for it are the caller's."""

    TIME_HAS_COME = "time_has_come"
    WAITED_TOO_LONG = "waited_too_long"
    URGENT = "urgent"
    WALK_IN = "walk_in"
    LATE = "late"
    EARLY = "early"


_CLASS = {
    Reason.TIME_HAS_COME: 0,
    Reason.WAITED_TOO_LONG: 0,
    Reason.URGENT: 0,
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
    if _is_punctual(one, policy) and one.due is not None and now < one.due - policy.early:
        return Reason.EARLY
    if one.urgent:
        return Reason.URGENT
    if _is_punctual(one, policy):
        return Reason.TIME_HAS_COME
    if one.arrived + policy.longest_wait <= now:
        return Reason.WAITED_TOO_LONG
    return Reason.WALK_IN if one.due is None else Reason.LATE


def rank(one: Waiting, now: datetime, policy: DispatchPolicy) -> Rank:
    """Where this person stands: smaller is earlier, and no two tickets are equal."""
    why = reason(one, now, policy)
    return (_CLASS[why], _moment(one, why, policy), one.arrived, one.number)


def moment(one: Waiting, now: datetime, policy: DispatchPolicy) -> datetime:
    """The moment that counts within the class."""
    return _moment(one, reason(one, now, policy), policy)


def _moment(one: Waiting, why: Reason, policy: DispatchPolicy) -> datetime:
    if why is Reason.WAITED_TOO_LONG:
        return one.arrived + policy.longest_wait
    began = waits_since(one, policy)
    return began - policy.urgent if why is Reason.URGENT else began


def waits_since(one: Waiting, policy: DispatchPolicy) -> datetime:
    """The moment from which somebody waits: a punctual appointment's time, else the arrival."""
    if one.due is not None and _is_punctual(one, policy):
        return one.due
    return one.arrived


def stands_first(one: Waiting, now: datetime, policy: DispatchPolicy) -> bool:
    """Tell whether somebody stands in the row of the appointments whose time has come."""
    return _CLASS[reason(one, now, policy)] == 0


def stands_first_from(one: Waiting, policy: DispatchPolicy) -> datetime:
    """The moment from which somebody stands in that row."""
    if _is_punctual(one, policy):
        return waits_since(one, policy) - policy.early
    return one.arrived if one.urgent else one.arrived + policy.longest_wait


def is_overdue(one: Waiting, now: datetime, policy: DispatchPolicy) -> bool:
    """Tell whether somebody has waited so long that no desk prefers others any more."""
    return waits_since(one, policy) + policy.longest_wait <= now


def _is_punctual(one: Waiting, policy: DispatchPolicy) -> bool:
    return one.due is not None and one.arrived <= one.due + policy.tolerance
