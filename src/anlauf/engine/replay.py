"""A day that was, called by another rule: the same people, the same desks, the same minutes.

What people would have done otherwise nobody knows, so nobody comes earlier or gives up here. Two
rules are compared by replaying the day with both.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlauf.engine.desk_turns import Caller, Coming, line_for
from anlauf.engine.dispatch import DispatchPolicy, Waiting

_AGAIN = timedelta(minutes=1)  # until a desk that is kept free looks again


@dataclass(frozen=True)
class Guest:
    """Somebody of the day: how they stood in line, and how long they kept a desk."""

    waiting: Waiting
    takes: timedelta


@dataclass(frozen=True)
class Shift:
    """A desk from a moment to a moment, with what its clerk can do, apart from these breaks."""

    number: int
    skills: frozenset[str]
    starts: datetime
    ends: datetime
    breaks: tuple[tuple[datetime, datetime], ...] = ()

    def free_from(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which somebody may be called here, if there is one."""
        at = max(at, self.starts)
        for begins, ends in sorted(self.breaks):
            if begins <= at < ends:
                at = ends
        return at if at < self.ends else None


def replay(
    guests: Sequence[Guest], shifts: Sequence[Shift], policy: DispatchPolicy
) -> dict[Hashable, datetime]:
    """When everybody would have been called by this rule; whom no desk reached is not named."""
    day = _Day({guest.waiting.key: guest for guest in guests}, tuple(shifts), policy)
    return day.called()


class _Day:
    """Who still waits or comes, and when each desk looks next."""

    def __init__(
        self, guests: Mapping[Hashable, Guest], shifts: tuple[Shift, ...], policy: DispatchPolicy
    ) -> None:
        self.left = dict(guests)
        self.shifts, self.policy = shifts, policy
        self.free = {
            number: free
            for number, shift in enumerate(shifts)
            if (free := shift.free_from(shift.starts)) is not None
        }

    def called(self) -> dict[Hashable, datetime]:
        found: dict[Hashable, datetime] = {}
        while self.free and self.left:
            desk = min(self.free, key=lambda each: (self.free[each], each))
            now = self.free.pop(desk)
            guest = self._next(desk, now)
            if guest is None:
                again = self._looks_again(desk, now)
            else:
                found[guest.waiting.key] = now
                del self.left[guest.waiting.key]
                again = now + guest.takes
            if again is not None and (free := self.shifts[desk].free_from(again)) is not None:
                self.free[desk] = free
        return found

    def _next(self, desk: int, now: datetime) -> Guest | None:
        shift = self.shifts[desk]
        here = [guest.waiting for guest in self.left.values() if guest.waiting.arrived <= now]
        if not here:
            return None
        others = tuple(
            other.skills
            for other in self.shifts
            if other.number != shift.number and other.starts <= now < other.ends
        )
        pickup = shift.number in self.policy.pickup_desks
        caller = Caller(shift.skills, others, pickup=pickup)
        line = line_for(caller, here, now, self.policy, self._coming(now))
        return self.left[line[0].key] if line else None

    def _coming(self, now: datetime) -> list[Coming]:
        if not self.policy.rare_skills:
            return []
        return [
            Coming(one.skills, one.due)
            for one in (guest.waiting for guest in self.left.values())
            if one.due is not None and one.arrived > now
        ]

    def _looks_again(self, desk: int, now: datetime) -> datetime | None:
        """When the next one comes whom this desk can serve; soon, if it is kept free for one."""
        skills = self.shifts[desk].skills
        able = [one.waiting for one in self.left.values() if one.waiting.skills <= skills]
        later = min((one.arrived for one in able if one.arrived > now), default=None)
        if len(able) == sum(one.arrived > now for one in able):
            return later
        return now + _AGAIN if later is None else min(later, now + _AGAIN)
