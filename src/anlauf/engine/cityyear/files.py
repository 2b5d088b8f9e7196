"""A year of files in several offices, with people who stay or who follow the piles.

Cases of every office are checked, wait for papers or other authorities, and are decided. The same
cases with the same luck meet each plan. A plan that follows looks at what lies open some days
before each period, and shares the same people out so that all piles are equally many days high.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from anlauf.engine.backlog import Backlog, CaseClass, OpenCase, Outlook, Stage, Team, one_future
from anlauf.engine.cityyear.balance import Ahead, Bounds, balanced
from anlauf.engine.cityyear.model import WEEK, WORKDAYS
from anlauf.engine.cityyear.people import DEMAND, Numbers, wandering
from anlauf.engine.cityyear.plans import Plan
from anlauf.engine.simulate.laws import Gamma, LogNormal

HOUR = 60.0
LEARNT_FROM = 8  # weeks
CHECK, DECIDE = "check", "decide"


@dataclass(frozen=True)
class Pile:
    """An office: people for files, cases that come a week, and how many lie open at first.

    There are never fewer people than `least` nor more than `most`: a room has so many desks.
    """

    name: str
    people: int
    weekly: float
    open: int
    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 < self.least <= self.people <= self.most:
            raise ValueError(
                f"{self.name} has {self.people} people, not between {self.least} and {self.most}."
            )


@dataclass(frozen=True)
class Files:
    """Offices over `days`, and what a case takes: minutes of work, days until others answer.

    `returns` is the chance that papers are missing after a check. One person gives `duty` minutes a
    day. A case shall be decided within `due` days, others' answers aside. What is done from day
    `counted` on counts. Weeks differ from what is usual as in `City`.
    """

    piles: tuple[Pile, ...]
    check: float
    decide: float
    days: int = 364
    counted: int = 91
    spread: float = 0.8
    returns: float = 0.15
    answers: float = 14.0
    duty: float = 300.0
    due: float = 56.0
    decided: float = 0.3
    unrest: tuple[float, float] = (0.08, 0.08)
    memory: float = 0.55

    def __post_init__(self) -> None:
        if not 0 <= self.counted < self.days:
            raise ValueError(f"Day {self.counted} does not lie within {self.days} days.")

    @property
    def minutes(self) -> float:
        """The work of one case on average, checked as often as papers are missing."""
        return self.check / (1 - self.returns) + self.decide


@dataclass(frozen=True, eq=False)
class Course:
    """What came of a year by one plan; `people` by office and week."""

    files: Files
    told: Outlook
    people: Numbers


def course(files: Files, plan: Plan, seed: int, number: int) -> Course:
    """A year with these cases.

    A decision knows what has happened until its day: the year so far is played again with the
    people decided until then, which ends in the same piles.
    """
    coming = arrivals(files, seed, number)
    teams = tuple(_team(one, files) for one in files.piles)
    for begins in _periods(files, plan):
        until = begins - plan.notice
        told = one_future(_backlog(files, coming, teams), until, seed=seed, number=number)
        people = _shared_out(files, plan, told, coming[: until // WEEK])
        teams = tuple(
            replace(team, changes=(*team.changes, (begins, int(many))))
            for team, many in zip(teams, people, strict=True)
        )
    told = one_future(_backlog(files, coming, teams), files.days, seed=seed, number=number)
    return Course(files, told, np.array([_by_week(one, files.days) for one in teams], np.float64))


def arrivals(files: Files, seed: int, number: int) -> Numbers:
    """Cases expected a week by office: weeks differ by chance, for all and for each."""
    dice = np.random.default_rng((seed, number, DEMAND))
    weeks = files.days // WEEK
    together, alone = files.unrest
    luck = wandering(dice, weeks, 1, files.memory) * together
    luck = luck + wandering(dice, weeks, len(files.piles), files.memory) * alone
    usual = np.array([one.weekly for one in files.piles])
    found: Numbers = usual * np.exp(luck - (together**2 + alone**2) / 2)
    return found


def _periods(files: Files, plan: Plan) -> Iterator[int]:
    """The days on which people are shared out anew; none where nothing moves."""
    if plan.movable:
        yield from range(WEEK * plan.weeks, files.days, WEEK * plan.weeks)


def _shared_out(files: Files, plan: Plan, told: Outlook, known: Numbers) -> list[int]:
    """People by office for the coming period, as many as ever altogether."""
    usual = np.array([one.people for one in files.piles], np.float64)
    here = _people_at(told, told.days)
    there = (told.came <= told.days) & (told.done > told.days)
    piles = np.bincount(told.kind[there], minlength=len(usual))
    weekly = known[-LEARNT_FROM:].mean(axis=0)
    until, rate = plan.notice / WEEK, WORKDAYS * files.duty / files.minutes
    ahead = Ahead(
        piles + weekly * (until + plan.weeks) - here * rate * until, rate, float(plan.weeks)
    )
    bounds = Bounds(
        usual,
        np.array([float(one.least) for one in files.piles]),
        np.array([float(one.most) for one in files.piles]),
        plan.movable,
    )
    return whole(balanced(ahead, bounds))


def whole(people: Numbers) -> list[int]:
    """Whole people, as many as before: the largest parts are rounded up."""
    found = np.floor(people + 1e-9).astype(int)
    missing = round(float(people.sum())) - int(found.sum())
    found[np.argsort(found - people, kind="stable")[:missing]] += 1
    return [int(one) for one in found]


def _people_at(told: Outlook, day: int) -> Numbers:
    return np.array([_by_week(one, day + 1)[-1] for one in told.backlog.teams], np.float64)


def _by_week(team: Team, days: int) -> list[int]:
    found = []
    for week in range(-(-days // WEEK)):
        since = [people for day, people in team.changes if day <= WEEK * week]
        found.append(since[-1] if since else team.people)
    return found


def _team(pile: Pile, files: Files) -> Team:
    return Team(pile.name, pile.people, (files.duty,) * WORKDAYS + (0.0,) * (WEEK - WORKDAYS))


def _backlog(files: Files, coming: Numbers, teams: tuple[Team, ...]) -> Backlog:
    """The network of all offices at once; each has stages of its own."""
    return Backlog(
        stages=tuple(stage for one in files.piles for stage in _stages(one, files)),
        classes=tuple(
            CaseClass(one.name, f"{CHECK}/{one.name}", files.due, _days(coming[:, place]))
            for place, one in enumerate(files.piles)
        ),
        teams=teams,
        open=tuple(case for one in files.piles for case in _open(one, files)),
    )


def _stages(pile: Pile, files: Files) -> tuple[Stage, ...]:
    check, decide = f"{CHECK}/{pile.name}", f"{DECIDE}/{pile.name}"
    goes = ((check, files.returns), (decide, 1 - files.returns))
    answers = Gamma(files.answers, 1.0)
    return (
        Stage(check, pile.name, LogNormal(files.check, files.spread), goes, others=answers),
        Stage(decide, pile.name, LogNormal(files.decide, files.spread)),
    )


def _open(pile: Pile, files: Files) -> Iterator[OpenCase]:
    """What lies there at first: as old as it becomes where as much is done as comes."""
    oldest = WEEK * pile.open / pile.weekly
    for place in range(pile.open):
        age = oldest * (place + 0.5) / pile.open
        stage = DECIDE if place >= (1 - files.decided) * pile.open else CHECK
        yield OpenCase(pile.name, f"{stage}/{pile.name}", age)


def _days(weekly: Numbers) -> tuple[float, ...]:
    """As many on each working day."""
    return tuple(
        float(many) / WORKDAYS if day < WORKDAYS else 0.0 for many in weekly for day in range(WEEK)
    )
