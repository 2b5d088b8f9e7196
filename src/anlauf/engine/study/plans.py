"""Further verbs of a study: what a plan made beforehand has to stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.book import Day as AppointmentDay
from anlauf.engine.book import Times, play
from anlauf.engine.book.played import NAMES
from anlauf.engine.forecast import Calendar, History, Horizon, forecast
from anlauf.engine.roster import Need, Problem, Roster, judge
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.laws import Law
from anlauf.engine.staffing import Day, Target
from anlauf.engine.staffing.requirement import enough
from anlauf.engine.study.figures import Draws, Figures, numbers


@dataclass(frozen=True)
class Demand:
    """What is known of an office or a city, and the days that are to be foreseen."""

    history: History
    calendar: Calendar
    horizon: Horizon


@dataclass(frozen=True)
class Appointments:
    """A day of appointments and how many people are asked to come at the start of each slot."""

    day: AppointmentDay
    pattern: tuple[int, ...]
    minutes: Law | None = None


@dataclass(frozen=True)
class Needed:
    """A day to be staffed whose level is in doubt (0.1: varies by a tenth)."""

    day: Day
    target: Target
    doubt: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.doubt <= 1:
            raise ValueError(f"A doubt of {self.doubt} is none. Maybe a percentage was given?")


@dataclass(frozen=True)
class Worked:
    """A roster, and how likely it is that somebody on duty cannot come on a day."""

    problem: Problem
    roster: Roster
    absent: float

    def __post_init__(self) -> None:
        if not 0 <= self.absent <= 1:
            raise ValueError(f"{self.absent} is no probability. Maybe a percentage was given?")


def demand(asked: Demand, draws: Draws) -> Figures:
    """People to come: altogether, of each day and of each office."""
    seed = name_key(draws.seed, draws.first)
    paths = max(2, draws.many)
    told = forecast(asked.history, asked.calendar, asked.horizon, seed=seed, paths=paths)
    days = told.daily()
    people = {"people": days.sum(1)}
    people |= {f"people/{day}": days[:, number] for number, day in enumerate(told.days)}
    people |= {f"people/{office}": told.daily(office).sum(1) for office in told.network.offices}
    return Figures.of({name: numbers(found[: draws.many]) for name, found in people.items()})


def appointments(asked: Appointments, draws: Draws) -> Figures:
    """A day of appointments: waits, idle time and overtime in minutes."""
    times = Times(draws.many, draws.seed, draws.first)
    played = play(asked.day, asked.pattern, times, minutes=asked.minutes)
    return Figures.of({name: played.parts(name) for name in NAMES})


def needed(asked: Needed, draws: Draws) -> Figures:
    """The clerk-slots that are enough for the day as it may come, and the most of a slot.

    The plans keep the target and are a few per cent generous: the cheapest takes ten times as long.
    """
    plans = [enough(day, asked.target) for day in _days(asked, draws)]
    return Figures.of(
        {
            "clerks": numbers([sum(plan) for plan in plans]),
            "most": numbers([max(plan) for plan in plans]),
        }
    )


def worked(asked: Worked, draws: Draws) -> Figures:
    """A roster on days when people fall ill: duties lost, clerks missing, and what that costs."""
    kept = [_kept(asked, ill) for ill in _ill(asked, draws)]
    given = _duties(asked.roster)
    return Figures.of(
        {
            "lost": numbers([given - _duties(roster) for roster in kept]),
            "missing": numbers([_missing(asked.problem, roster) for roster in kept]),
            "cost": numbers([judge(asked.problem, roster).cost for roster in kept]),
        }
    )


def _days(asked: Needed, draws: Draws) -> Iterator[Day]:
    """The day at the level that each replication draws; the same for every scenario."""
    for dice in draws.dice():
        level = max(0.0, 1 + asked.doubt * dice.standard_normal())
        yield replace(asked.day, rates=tuple(rate * level for rate in asked.day.rates))


def _ill(asked: Worked, draws: Draws) -> Iterator[NDArray[np.bool_]]:
    """Who is absent on which day: by person and day, whatever their duty is."""
    size = (len(asked.problem.people), asked.problem.days)
    for dice in draws.dice():
        yield dice.random(size) < asked.absent


def _kept(asked: Worked, ill: NDArray[np.bool_]) -> dict[str, tuple[str | None, ...]]:
    """What is left of the roster."""
    return {
        person.key: tuple(
            None if away else duty
            for duty, away in zip(asked.roster[person.key], absent, strict=True)
        )
        for person, absent in zip(asked.problem.people, ill, strict=True)
    }


def _duties(roster: Roster) -> int:
    return sum(duty is not None for days in roster.values() for duty in days)


def _missing(problem: Problem, roster: Roster) -> int:
    return sum(max(0, need.wanted - _there(need, roster)) for need in problem.needs)


def _there(need: Need, roster: Roster) -> int:
    return sum(days[need.day] in need.duties for days in roster.values())
