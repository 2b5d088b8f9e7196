"""Whom one desk calls: the order of the room, with what this desk is kept for.

A desk that was moved takes those who need a certain skill first, for as long as a team lead wants
it so; a pick-up desk takes small matters first. A clerk with a rare skill takes those who need it
before anybody whose turn has not come yet, and nobody else shortly before such an appointment, as
long as a colleague could take them. Whoever has waited too long is past all preferences, at every
desk.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anlauf.engine.dispatch import (
    DispatchPolicy,
    Rank,
    Reason,
    Waiting,
    is_overdue,
    moment,
    rank,
    reason,
    stands_first,
)


@dataclass(frozen=True)
class Caller:
    """A desk that calls: what its clerk can do, and what the colleagues who call can do.

    `first` are the skills it was moved to: who needs one of them is called before others.
    """

    skills: frozenset[str]
    colleagues: tuple[frozenset[str], ...] = ()
    pickup: bool = False
    first: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Coming:
    """An appointment whose visitor is still on the way."""

    skills: frozenset[str]
    due: datetime


class Preference(StrEnum):
    """Why a desk calls somebody before others who stand further in front."""

    MOVED = "moved"
    SMALL_MATTER = "small_matter"
    RARE_SKILL = "rare_skill"
    KEPT_FREE = "kept_free"


@dataclass(frozen=True)
class Because:
    """Why somebody is called now: their place in the room, and what the desk made of it.

    `moment` is what counts within the class; `passed` is how many stood further in front whom
    this desk could have served.
    """

    reason: Reason
    moment: datetime
    preference: Preference | None = None
    passed: int = 0


def line_for(
    caller: Caller,
    waiting: Iterable[Waiting],
    now: datetime,
    policy: DispatchPolicy,
    coming: Collection[Coming] = (),
) -> list[Waiting]:
    """Everybody this desk may call now, in the order in which it does."""
    able = [one for one in waiting if one.skills <= caller.skills]
    soon = _needed_soon(caller, able, now, policy, coming)
    free = [one for one in able if not _left_to_others(one, caller, soon, now, policy)]
    return sorted(free, key=lambda one: turn(caller, one, now, policy))


def because(
    caller: Caller, one: Waiting, waiting: Iterable[Waiting], now: datetime, policy: DispatchPolicy
) -> Because:
    """Why this desk calls this person before all the others it could serve.

    A desk without preferences passes nobody: whoever stood in front is being called elsewhere.
    """
    passed = _passed(caller, one, waiting, now, policy) if _prefers(caller, policy) else 0
    return Because(
        reason=reason(one, now, policy),
        moment=moment(one, now, policy),
        preference=_preference(caller, one, policy) if passed else None,
        passed=passed,
    )


def _prefers(caller: Caller, policy: DispatchPolicy) -> bool:
    """Tell whether this desk's order may differ from the room's."""
    return bool(caller.first or caller.pickup or _rare(caller, policy))


def _passed(
    caller: Caller, one: Waiting, waiting: Iterable[Waiting], now: datetime, policy: DispatchPolicy
) -> int:
    here = rank(one, now, policy)
    return sum(
        other.skills <= caller.skills and rank(other, now, policy) < here for other in waiting
    )


def turn(
    caller: Caller, one: Waiting, now: datetime, policy: DispatchPolicy
) -> tuple[int, int, int, Rank]:
    """Where this person stands at this desk."""
    return (
        _at_moved(caller, one, now, policy) if caller.first else 0,
        _at_pickup(one, now, policy) if caller.pickup else 0,
        _at_specialist(caller, one, now, policy) if _rare(caller, policy) else 0,
        rank(one, now, policy),
    )


def _at_moved(caller: Caller, one: Waiting, now: datetime, policy: DispatchPolicy) -> int:
    if is_overdue(one, now, policy):
        return 0
    return 1 if one.skills & caller.first else 2


def _at_pickup(one: Waiting, now: datetime, policy: DispatchPolicy) -> int:
    if is_overdue(one, now, policy):
        return 0
    return 1 if one.minutes <= policy.small_minutes else 2


def _at_specialist(caller: Caller, one: Waiting, now: datetime, policy: DispatchPolicy) -> int:
    if stands_first(one, now, policy):
        return 0
    if reason(one, now, policy) is Reason.EARLY:
        return 3
    return 1 if one.skills & _rare(caller, policy) else 2


def _rare(caller: Caller, policy: DispatchPolicy) -> frozenset[str]:
    return caller.skills & policy.rare_skills


def _needed_soon(
    caller: Caller,
    able: Iterable[Waiting],
    now: datetime,
    policy: DispatchPolicy,
    coming: Iterable[Coming],
) -> frozenset[str]:
    """Rare skills of this clerk that an appointment needs within the time kept free for it."""
    rare = _rare(caller, policy)
    early = [
        Coming(one.skills, one.due)
        for one in able
        if one.due is not None and reason(one, now, policy) is Reason.EARLY
    ]
    wanted = [
        one.skills & rare
        for one in (*early, *coming)
        if one.skills <= caller.skills
        and one.due - policy.keep <= now <= one.due + policy.tolerance
    ]
    return frozenset().union(*wanted)


def _left_to_others(
    one: Waiting, caller: Caller, soon: frozenset[str], now: datetime, policy: DispatchPolicy
) -> bool:
    """Tell whether this desk stays free for somebody who comes soon, as a colleague can help."""
    if not soon or stands_first(one, now, policy) or one.skills & _rare(caller, policy):
        return False
    return any(one.skills <= other and not other & soon for other in caller.colleagues)


def _preference(caller: Caller, one: Waiting, policy: DispatchPolicy) -> Preference:
    if one.skills & caller.first:
        return Preference.MOVED
    if caller.pickup and one.minutes <= policy.small_minutes:
        return Preference.SMALL_MATTER
    if one.skills & _rare(caller, policy):
        return Preference.RARE_SKILL
    return Preference.KEPT_FREE
