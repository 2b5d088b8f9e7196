"""Verbs of the engine as a study asks them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.backlog import Backlog, Outlook, foresee
from anlauf.engine.book import Policy, Times, Weeks, evaluate
from anlauf.engine.book.season import BY_DATE, BY_KIND
from anlauf.engine.intervals import Parts
from anlauf.engine.roster.stop import Stop
from anlauf.engine.simulate import OfficeDay, simulate
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.simulate.metrics import BY_LINE, NAMES
from anlauf.engine.study.figures import Draws, Figures, numbers

UNHURRIED = Stop(when=lambda: False)


@dataclass(frozen=True)
class Casework:
    """How the open cases develop over so many days; counted at the end of each of `marks`."""

    backlog: Backlog
    days: int
    marks: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.marks or not all(0 <= mark <= self.days for mark in self.marks):
            raise ValueError(
                f"Cases are counted after {self.marks} days of {self.days}. Maybe the days are "
                "too few."
            )


@dataclass(frozen=True)
class Booking:
    """An office's demand and supply over weeks, and the rule by which it is given out."""

    weeks: Weeks
    policy: Policy


def office_day(day: OfficeDay, draws: Draws) -> Figures:
    """A day at an office: every figure of the day and of its lines."""
    result = simulate(day, draws.many, seed=draws.seed, first=draws.first)
    names = [*NAMES, *(f"{name}/{line.name}" for name in BY_LINE for line in day.lines)]
    return Figures.of({name: result.parts(name) for name in names})


def casework(asked: Casework, draws: Draws) -> Figures:
    """Open cases after so many days, and how many of each class are done in time.

    Of a class only those cases count that are due before the days are over.
    """
    futures = max(2, draws.many)
    seed = name_key(draws.seed, draws.first)
    told = foresee(asked.backlog, asked.days, seed=seed, stop=UNHURRIED, futures=futures)
    parts = {f"open/{mark}": _open(told, mark) for mark in asked.marks}
    for number, one in enumerate(asked.backlog.classes):
        due = (told.kind == number) & (told.came + told.stopped + one.due <= asked.days)
        parts[f"in_time/{one.name}"] = _by_future(told, due & (told.clock <= one.due), due)
    return Figures.of(
        {name: (above[: draws.many], below[: draws.many]) for name, (above, below) in parts.items()}
    )


def booking(asked: Booking, draws: Draws) -> Figures:
    """Weeks of booking: every figure of dates, and of all people and each kind."""
    season = evaluate(asked.weeks, asked.policy, Times(draws.many, draws.seed, draws.first))
    kinds = ["", *(f"/{kind.name}" for kind in asked.weeks.kinds)]
    names = [*BY_DATE, *(f"{name}{kind}" for name in BY_KIND for kind in kinds)]
    return Figures.of({name: season.parts(name) for name in names})


def _open(told: Outlook, mark: int) -> Parts:
    there = (told.came <= mark) & (told.done > mark)
    return numbers(np.bincount(told.future[there], minlength=told.futures))


def _by_future(told: Outlook, *chosen: NDArray[np.bool_]) -> Parts:
    above, below = (np.bincount(told.future[each], minlength=told.futures) for each in chosen)
    return above.astype(np.float64), below.astype(np.float64)
