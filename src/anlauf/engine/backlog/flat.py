"""A case network as arrays, the shape in which machine code reads it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.backlog.network import Backlog, Team
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.flat import Bits, Book, Laws, Numbers, Whole


class Flat(NamedTuple):
    """Stages, classes, teams and open cases by number."""

    laws: Laws
    minutes: Whole  # by stage
    others: Whole  # by stage: -1 if nobody is waited for
    team: Whole  # by stage: whose work it is
    goes: Numbers  # by stage: chances of at most each stage
    begins: Whole  # by class
    due: Numbers
    arrivals: Numbers  # by class and day
    key: Bits
    people: Whole  # by team and day
    duty: Numbers  # by team and day
    may: Whole  # by team and team: 1 where one does the work of the other
    order: Whole  # the teams, whoever may do least else first
    open_class: Whole
    open_stage: Whole
    open_age: Numbers


def flat(backlog: Backlog, days: int) -> Flat:
    """The network over so many days."""
    stage = {one.name: number for number, one in enumerate(backlog.stages)}
    team = {one.name: number for number, one in enumerate(backlog.teams)}
    kind = {one.name: number for number, one in enumerate(backlog.classes)}
    book = Book()
    return Flat(
        minutes=_whole([book.number(one.minutes) for one in backlog.stages]),
        others=_whole([book.number(one.others) for one in backlog.stages]),
        team=_whole([team[one.team] for one in backlog.stages]),
        goes=_goes(backlog, stage),
        begins=_whole([stage[one.begins] for one in backlog.classes]),
        due=np.array([one.due for one in backlog.classes], dtype=np.float64),
        arrivals=np.array([_days(one.arrivals, days) for one in backlog.classes]),
        key=np.array([name_key(one.name) for one in backlog.classes], dtype=np.uint64),
        people=np.array([_people(one, days) for one in backlog.teams], dtype=np.int64),
        duty=_duty(backlog.teams),
        may=_may(backlog.teams),
        order=_whole(sorted(range(len(team)), key=lambda one: len(backlog.teams[one].helps))),
        open_class=_whole([kind[one.of] for one in backlog.open]),
        open_stage=_whole([stage[one.stage] for one in backlog.open]),
        open_age=np.array([one.age for one in backlog.open], dtype=np.float64),
        laws=book.laws(),
    )


def _goes(backlog: Backlog, stage: dict[str, int]) -> Numbers:
    chances = np.zeros((len(stage), len(stage)))
    for one in backlog.stages:
        for following, chance in one.goes:
            chances[stage[one.name], stage[following]] += chance
    return np.cumsum(chances, axis=1)


def _days(values: tuple[float, ...], days: int) -> Numbers:
    """The values of so many days; after the last its last week goes on."""
    known = np.array(values, dtype=np.float64)
    place = np.arange(days)
    late = len(known) - 7 + (place - len(known)) % 7
    found: Numbers = known[np.where(place < len(known), place, late)]
    return found


def _duty(teams: tuple[Team, ...]) -> Numbers:
    """Minutes of one person, for as many days as any of them knows."""
    longest = max(len(one.duty) for one in teams)
    return np.array([_days(one.duty, longest) for one in teams])


def _may(teams: tuple[Team, ...]) -> Whole:
    """Who does whose work."""
    names = [one.name for one in teams]
    return np.array(
        [[name == one.name or name in one.helps for name in names] for one in teams], np.int64
    )


def _people(team: Team, days: int) -> Whole:
    """How many there are on each day, the last one included."""
    found = np.full(days + 1, team.people, np.int64)
    for day, people in team.changes:
        found[day:] = people
    return found


def _whole(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
