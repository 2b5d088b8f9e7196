"""A plan for the rest of a day, and what can be changed about it. Times are minutes from now."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from math import inf

from anlauf.engine.waits.room import Desk, Room

_FAR = 10_000.0  # minutes: after every closing


@dataclass(frozen=True)
class Plan:
    """The office as it will go on, until it closes; walk-ins are let in until tickets end."""

    room: Room
    closes: float
    tickets_until: float = inf


def with_desk(plan: Plan, desk: Desk) -> Plan:
    """One desk more, behind all others, so that their luck stays the same."""
    return _with_desks(plan, (*plan.room.desks, desk))


def without_desk(plan: Plan, key: Hashable) -> Plan:
    """Somebody goes: whoever is at the desk is served first, then it calls nobody any more."""
    return _changed(plan, key, lambda desk: replace(desk, away=((0.0, inf),)))


def there_from(plan: Plan, key: Hashable, minutes: float) -> Plan:
    """The desk calls from then on, whatever kept it until now; later absences stay."""

    def back(desk: Desk) -> Desk:
        first, *later = sorted(desk.away) or [(0.0, 0.0)]
        return replace(desk, away=((first[0], min(first[1], minutes)), *later))

    return _changed(plan, key, back)


def turn_pickup(plan: Plan, key: Hashable) -> Plan:
    """A pick-up desk becomes one for everything, or the other way round."""
    return _changed(plan, key, lambda desk: replace(desk, pickup=not desk.pickup))


def move(plan: Plan, key: Hashable, skill: str) -> Plan:
    """The desk calls those first who need this skill."""
    return _changed(plan, key, lambda desk: replace(desk, first=frozenset({skill})))


def move_back(plan: Plan, key: Hashable) -> Plan:
    """The desk calls everybody in turn again."""
    return _changed(plan, key, lambda desk: replace(desk, first=frozenset()))


def keep_nobody_back(plan: Plan) -> Plan:
    """Whoever has a rare skill serves everybody in turn."""
    rule = replace(plan.room.policy, rare_skills=frozenset())
    return replace(plan, room=replace(plan.room, policy=rule))


def stop_tickets(plan: Plan) -> Plan:
    """From now on nobody is let in without an appointment."""
    return replace(plan, tickets_until=0.0)


def on_another_day(plan: Plan, keys: Collection[Hashable]) -> Plan:
    """These people come another day; they stay in their places, so that others keep their luck."""
    never = plan.closes + _FAR
    people = tuple(
        replace(one, due=never) if one.key in keys and one.came is None else one
        for one in plan.room.people
    )
    return replace(plan, room=replace(plan.room, people=people))


def _changed(plan: Plan, key: Hashable, change: Callable[[Desk], Desk]) -> Plan:
    desks = (change(desk) if desk.key == key else desk for desk in plan.room.desks)
    return _with_desks(plan, tuple(desks))


def _with_desks(plan: Plan, desks: tuple[Desk, ...]) -> Plan:
    return replace(plan, room=replace(plan.room, desks=desks))
