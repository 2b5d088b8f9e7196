"""Everybody who waits or may come, as arrays: when they come, and where they stand from then on.

Somebody's place is a number, the smaller the sooner: the class of the rule of dispatch, and within
it the moment that counts. It changes once, when their time has come or they have waited too long.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from math import inf

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.dispatch import DispatchPolicy
from anlauf.engine.waits.draws import Dice, Numbers, beyond, drawn, share_beyond
from anlauf.engine.waits.room import Desk, Flow, Habits, Person, Room

Mask = NDArray[np.bool_]

CLASS = 1e4  # minutes; more than any day has
_BY_NUMBER = 1e-7
_MOST_OF_A_FLOW = 40


@dataclass(frozen=True)
class Crowd:
    """A column for each person; those who wait now come first, in the order of their numbers.

    `place` holds until `first_from`, `first_place` afterwards; whoever is past `overdue_from` is
    past all preferences. `kept_since` to `kept_until` is when a rare specialist is kept for them.
    """

    came: Numbers  # run by person
    place: Numbers
    first_from: Numbers
    first_place: Numbers
    overdue_from: Numbers
    minutes: Numbers
    able: Mask  # desk by person
    relieved: Mask  # desk by person: a colleague without the rare skill can help
    needs_rare: Mask  # desk by person
    sought: Mask  # desk by person: the desk was moved to what they need
    small: Mask  # by person
    kept_since: Numbers
    kept_until: Numbers
    waiting: int

    def of(self, columns: NDArray[np.intp]) -> "Crowd":
        """The same with some people only."""
        some = {
            field.name: np.ascontiguousarray(value[..., columns])
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), np.ndarray)
        }
        return Crowd(**some, waiting=self.waiting)


def gather(room: Room, dice: Dice, runs: int) -> Crowd:
    """Let everybody come, in every run at another moment."""
    now = [one for one in room.people if one.came is not None]
    coming = [one for one in room.people if one.came is None]
    arrivals = [np.full(runs, one.came, dtype=np.float64) for one in now]
    arrivals += list(_arrivals(coming, room.habits, dice))
    people = [*now, *coming]
    for number, flow in enumerate(room.flows):
        drawn = list(_flow(flow, number, dice, runs))
        arrivals += drawn
        people += [Person(("flow", number), flow.skills, flow.takes, small=flow.small)] * len(drawn)
    came = np.array(arrivals).reshape(len(people), runs).T
    return _laid(people, came, len(now), room, dice)


def _arrivals(coming: Sequence[Person], habits: Habits, dice: Dice) -> Iterator[Numbers]:
    """When people with an appointment come, those who are late already a little later still."""
    shows, when = dice.uniform("shows", len(coming)), dice.uniform("comes", len(coming))
    for number, one in enumerate(coming):
        assert one.due is not None
        usual = one.due + habits.late_mean
        passed = -usual / habits.late_spread  # how far beyond the usual moment it is
        still = (1 - habits.no_show) * share_beyond(passed)
        no_show = habits.no_show / (habits.no_show + still)
        comes = usual + habits.late_spread * beyond(passed, when[number])
        yield np.where(shows[number] <= no_show, inf, np.maximum(0.01, comes))


def _flow(flow: Flow, number: int, dice: Dice, runs: int) -> Iterator[Numbers]:
    stream = dice.stream(f"flow {number}")
    lasts = flow.until - flow.since
    count = np.minimum(stream.poisson(flow.a_minute * lasts, runs), _MOST_OF_A_FLOW)
    for turn in range(int(count.max(initial=0))):
        yield np.where(turn < count, flow.since + 0.01 + stream.random(runs) * lasts, inf)


def _laid(people: Sequence[Person], came: Numbers, waiting: int, room: Room, dice: Dice) -> Crowd:
    rule = room.policy
    due = np.array([inf if one.due is None else one.due for one in people])
    urgent = np.array([one.urgent for one in people], dtype=np.bool_)
    punctual = came <= due + rule.tolerance_minutes
    punctual &= due < inf
    waits_since = np.where(punctual, due, came)
    overdue_from = waits_since + rule.longest_wait_minutes
    own = urgent & ~punctual
    first_from = np.where(punctual, due - rule.early_minutes, np.where(own, came, overdue_from))
    head_start = rule.urgent_minutes * urgent
    first = np.where(punctual | own, waits_since - head_start, overdue_from)
    order = came * _BY_NUMBER + np.arange(len(people)) * _BY_NUMBER / 1e3
    return Crowd(
        came=came,
        place=np.where(punctual, 2, 1) * CLASS + waits_since + order,
        first_from=first_from,
        first_place=first + order,
        overdue_from=overdue_from,
        minutes=_minutes(people, room, dice),
        able=_by_desk(room.desks, people, _able),
        relieved=_by_desk(room.desks, people, lambda desk, one: _relieved(room, desk, one)),
        needs_rare=_by_desk(room.desks, people, lambda desk, one: _needs(rule, desk, one)),
        sought=_by_desk(room.desks, people, lambda desk, one: bool(one.skills & desk.first)),
        small=np.array([one.small for one in people], dtype=np.bool_),
        kept_since=due - rule.keep_minutes,
        kept_until=np.where(due < inf, due + rule.tolerance_minutes, -inf),
        waiting=waiting,
    )


def _minutes(people: Sequence[Person], room: Room, dice: Dice) -> Numbers:
    """What everybody takes, with the turnover after them; run by person."""
    mu = np.array([one.takes.mu for one in people])
    sigma = np.array([one.takes.sigma for one in people])
    minutes: Numbers = room.tempo * np.exp(mu + sigma * dice.normal("takes", len(people)).T)
    if room.pace:
        minutes = minutes * np.exp(room.pace * dice.normal("pace", 1).T)
    if room.turnover is not None:
        minutes = minutes + drawn(room.turnover, dice.normal("turnover", len(people)).T)
    return minutes


def _by_desk(
    desks: Sequence[Desk], people: Sequence[Person], tells: Callable[[Desk, Person], bool]
) -> Mask:
    """What is so for a desk and a person; asked once for all who are alike."""
    known: dict[object, list[bool]] = {}
    columns = []
    for one in people:
        alike = (one.skills, one.desk)
        if alike not in known:
            known[alike] = [tells(desk, one) for desk in desks]
        columns.append(known[alike])
    return np.array(columns, dtype=np.bool_).reshape(len(people), len(desks)).T


def _able(desk: Desk, one: Person) -> bool:
    return one.skills <= desk.skills and one.desk in (None, desk.key)


def _needs(rule: DispatchPolicy, desk: Desk, one: Person) -> bool:
    return bool(one.skills <= desk.skills and one.skills & rule.rare_skills)


def _relieved(room: Room, desk: Desk, one: Person) -> bool:
    rare = desk.skills & room.policy.rare_skills
    if not rare or one.skills & rare:
        return False
    others = (other for other in room.desks if other.key != desk.key)
    return any(one.skills <= other.skills and not other.skills & rare for other in others)
