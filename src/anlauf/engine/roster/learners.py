"""Who learns is placed last: beside those whom the others' roster has there.

A learner covers nothing that others are needed for, so the others are planned as if nobody learnt.
Given their roster, each learner's best days are those of one person alone. The bounds of both add
up to a bound for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np

from anlauf.engine.roster.large import priced
from anlauf.engine.roster.pricing import NoPlan
from anlauf.engine.roster.problem import Duty, Problem, Roster
from anlauf.engine.roster.referee import judge
from anlauf.engine.roster.respond import first
from anlauf.engine.roster.state import News, Progress, Search
from anlauf.engine.roster.stop import Stop

UNHURRIED = Stop(when=lambda: False)
SEED = 1


def without_learners(problem: Problem) -> Problem:
    """Everybody who stands for themselves, and what they are needed for."""
    learning = problem.learning
    return replace(
        problem,
        people=tuple(one for one in problem.people if not learning & one.most.keys()),
        needs=tuple(need for need in problem.needs if not need.duties & learning),
        beside=(),
    )


def only_learners(problem: Problem) -> Problem:
    """Everybody who learns, as if somebody was always beside them."""
    learning = problem.learning
    return replace(
        problem,
        people=tuple(one for one in problem.people if learning & one.most.keys()),
        needs=tuple(need for need in problem.needs if need.duties & learning),
        beside=(),
    )


def beside(problem: Problem, others: Roster) -> Roster:
    """The best days of those who learn beside these; raises NoPlan where somebody has none."""
    duties = tuple(_possible(problem, duty, others) for duty in problem.duties)
    search = _search(replace(only_learners(problem), duties=duties))
    return search.roster_of(first(search))


def least(problem: Problem) -> float:
    """What those who learn cost at least, whoever is there; raises NoPlan where one has no plan."""
    search = _search(only_learners(problem))
    return priced(search, search.cover.under)


@dataclass
class Together:
    """Hears of the others' rosters, and tells of rosters of all."""

    problem: Problem
    least: float
    progress: Progress | None
    roster: Roster | None = None
    cost: float = inf
    history: list[News] = field(default_factory=list)

    def hear(self, news: News) -> None:
        """Place the learners beside a better roster; a bound counts for all."""
        better = news.roster is not None and self._take(news.roster)
        told = replace(news, cost=self.cost, bound=news.bound + self.least, roster=None)
        self.history.append(told)
        if self.progress:
            self.progress(replace(told, roster=self.roster if better else None))

    def _take(self, others: Roster) -> bool:
        try:
            whole = {**others, **beside(self.problem, others)}
        except NoPlan:
            return False
        verdict = judge(self.problem, whole)
        if not verdict.valid or verdict.cost >= self.cost:
            return False
        self.roster, self.cost = whole, float(verdict.cost)
        return True


def _possible(problem: Problem, duty: Duty, others: Roster) -> Duty:
    """The duty on those days only on which somebody is there beside whom one can have it."""
    if duty.key not in problem.learning:
        return duty
    return replace(duty, days=frozenset(_days(problem, duty, others)))


def _days(problem: Problem, duty: Duty, others: Roster) -> Iterator[int]:
    for day in range(problem.days) if duty.days is None else sorted(duty.days):
        wanted = problem.mentors.get((day, duty.key))
        if wanted is None or any(days[day] in wanted for days in others.values()):
            yield day


def _search(problem: Problem) -> Search:
    return Search(problem, UNHURRIED, np.random.default_rng(SEED))
