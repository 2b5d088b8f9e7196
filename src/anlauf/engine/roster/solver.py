"""A roster for a problem: good ones soon, the best one if time allows, and how good it is for sure.

In turn: everybody responds to the others; column generation gives the bound; dives turn its
mixture into rosters; the restricted master picks among all plans seen; neighbourhoods improve what
is left. The best roster is kept all the while, and the referee judges each before it counts. Who
learns is placed beside the others whenever these have a better roster.
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from anlauf.engine.roster.conflict import Conflict, conflicts
from anlauf.engine.roster.contract import Plan, plan_of
from anlauf.engine.roster.dive import MANNERS, dive
from anlauf.engine.roster.generate import Generator
from anlauf.engine.roster.improve import Pool, improve
from anlauf.engine.roster.large import first_prices, solve_in_parts
from anlauf.engine.roster.learners import Together, least, without_learners
from anlauf.engine.roster.pricing import NoPlan
from anlauf.engine.roster.problem import Problem, Roster
from anlauf.engine.roster.prove import prove
from anlauf.engine.roster.referee import judge
from anlauf.engine.roster.respond import first, polished
from anlauf.engine.roster.state import News, Progress, Search
from anlauf.engine.roster.stop import Stop

LONG_DIVE = 20.0  # seconds
LARGE = 5_000  # needs that one linear program can no longer take at once


@dataclass(frozen=True)
class Outcome:
    """The best roster found, none cheaper than the bound, and how the search went.

    Without a roster, the explanation says for whom none can exist.
    """

    roster: Roster | None
    cost: float
    bound: float
    history: tuple[News, ...]
    explanation: tuple[Conflict, ...] = ()

    @property
    def gap(self) -> float:
        """How much cheaper a roster might be at most, as a share of the cost."""
        return News(0.0, "", self.cost, self.bound).gap

    @property
    def proven(self) -> bool:
        """Tell whether no roster can be cheaper."""
        return self.roster is not None and self.bound >= self.cost


def solve(
    problem: Problem,
    *,
    stop: Stop,
    seed: int,
    progress: Progress | None = None,
    known: Roster | None = None,
) -> Outcome:
    """The best roster found until the stop; a known one that is valid is a beginning."""
    if not problem.learning:
        return _solved(problem, stop, seed, progress, known)
    try:
        together = Together(problem, least(problem), progress)
    except NoPlan:
        return Outcome(None, inf, inf, (), tuple(conflicts(problem)))
    others = without_learners(problem)
    if not others.people:
        together.hear(News(stop.spent, "learners", 0.0, _alone(others), {}))
        return _joined(together, together.history[-1].bound, ())
    found = _solved(others, stop, seed, together.hear, known)
    return _joined(together, found.bound + together.least, found.explanation)


def _alone(problem: Problem) -> float:
    """What it costs when nobody is there."""
    return float(judge(problem, {}).cost)


def _joined(together: Together, bound: float, explanation: tuple[Conflict, ...]) -> Outcome:
    history = tuple(together.history)
    return Outcome(together.roster, together.cost, bound, history, explanation)


def _solved(
    problem: Problem,
    stop: Stop,
    seed: int,
    progress: Progress | None,
    known: Roster | None,
) -> Outcome:
    search = Search(problem, stop, np.random.default_rng(seed), progress)
    pool = Pool({})
    try:
        plans = first(search)
    except NoPlan:
        return Outcome(None, inf, inf, (), tuple(conflicts(problem)))
    search.offer(plans, "first")
    if known is not None:
        search.offer(_read(problem, known), "known")
    large = len(search.cover.wanted) > LARGE
    search.offer(polished(search, plans, 1 if large else 20), "response")
    if large:
        solve_in_parts(search)
    else:
        generator = _root(search, pool)
        _dives(search, generator, pool)
        _finish(search, generator, pool)
    return Outcome(search.roster, search.cost, search.bound, tuple(search.history))


def _read(problem: Problem, known: Roster) -> Plan:
    """A known roster as plans; whoever or whatever is new in the problem is left free."""
    free = (None,) * problem.days
    days = [known.get(person.key, free) for person in problem.people]
    keys = [tuple(key if key in problem.by_key else None for key in one) for one in days]
    return np.array([plan_of(problem, one) for one in keys])


def _root(search: Search, pool: Pool) -> Generator:
    """The bound, and the plans that its mixture is made of."""
    holders = {number: len(one.people) for number, one in enumerate(search.contracts)}
    generator = Generator(search.cover, search.contracts, search.pricers, holders)
    if search.plans is not None:
        generator.master.add(search.columns(search.plans))
    generator.begin(first_prices(search, search.stop.left / 8), search.stop)
    search.learn(generator.bound, "prices")
    generator.run(search.stop.within(search.stop.left / 2))
    search.learn(generator.bound, "columns")
    pool.keep(generator.master.columns)
    return generator


def _dives(search: Search, generator: Generator, pool: Pool) -> None:
    """Rosters near the mixture, in several manners."""
    everybody = np.arange(len(search.problem.people))
    for manner in MANNERS:
        if search.over or search.plans is None:
            return
        limit = search.stop.within(max(LONG_DIVE, search.stop.left / 8))
        found = dive(generator, manner, limit, search.cost)
        pool.keep(generator.master.columns)
        if found:
            plans = search.dealt(found, search.plans, everybody)
            search.offer(polished(search, plans), "dive")
        if limit.now:
            return  # neighbourhoods do more than another dive that comes to no end


def _finish(search: Search, generator: Generator, pool: Pool) -> None:
    """Neighbourhoods, and in between, ever longer, the attempt to prove the best roster."""
    seconds, unlistable = 3.0, inf
    while not search.over:
        improve(search, search.stop.within(seconds), pool, generator.centre)
        gap = search.cost - generator.bound
        if not search.over and gap < unlistable and not prove(search, generator, seconds):
            unlistable = gap
        seconds *= 1.5
