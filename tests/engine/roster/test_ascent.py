"""Blocks answer for what hangs together, and climbing prices never promises too much."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from anlauf.engine.roster import Problem, judge
from anlauf.engine.roster.ascent import FIRST, Ascent
from anlauf.engine.roster.blocks import blocks
from anlauf.engine.roster.city import Size, city
from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.patch import patched_days
from anlauf.engine.roster.respond import first, polished
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop
from tests.engine.roster.problems import every_plan, problems

pytestmark = pytest.mark.slow

SMALL = Size(offices=2, settled=12, floating=2)


def _search(problem: Problem) -> Search:
    return Search(problem, Stop(60), np.random.default_rng(1))


def _best(problem: Problem) -> int | None:
    plans = [list(every_plan(problem, person)) for person in problem.people]
    names = [person.key for person in problem.people]
    rosters = (dict(zip(names, both, strict=True)) for both in product(*plans))
    return min((judge(problem, roster).cost for roster in rosters), default=None)


@settings(deadline=None, max_examples=15)
@given(problems(most_days=4))
def test_no_prices_promise_more_than_the_best_roster(problem: Problem):
    search, best = _search(problem), _best(problem)
    if best is None:
        return
    together = levels(search.cover)
    with ThreadPoolExecutor(2) as workers:
        ascent = Ascent(search, together, blocks(together, search.contracts), workers)
        prices = search.dice.uniform(-30, 30, together.cells)
        assert ascent.climb(prices, FIRST, Stop(0.02)).bound <= best + 1e-6


def test_an_office_on_a_day_is_a_block():
    problem = city(3, SMALL)
    search = _search(problem)
    together = levels(search.cover)
    found = blocks(together, search.contracts)
    days = {(need.day, next(iter(need.duties)).split(",")[0]) for need in problem.needs}
    assert len(found) == len(days)
    assert sorted(np.concatenate([one.needs for one in found])) == list(range(together.needs))


def test_likely_numbers_are_no_better_than_the_best():
    problem = city(3, SMALL)
    search = _search(problem)
    together = levels(search.cover)
    for block in blocks(together, search.contracts):
        prices = search.dice.uniform(0, 400, len(block.classes))
        numbers = block.likely(prices)
        there = block.counts @ numbers
        cost = block.table[np.arange(len(there)), there].sum() + prices @ numbers
        least, chosen = block.best(prices, together, 10)
        assert least <= cost + 1e-6
        assert (chosen <= block.most).all()
        assert chosen.sum() <= block.people


def test_climbing_lifts_the_bound_of_a_small_city():
    problem = city(3, SMALL)
    search = _search(problem)
    seats = [(contract, len(contract.people)) for contract in search.contracts]
    compact = Compact(problem, levels(search.cover), seats)
    solved = compact.program.relaxed().solve(30)
    assert solved is not None
    with ThreadPoolExecutor(2) as workers:
        found = blocks(compact.levels, search.contracts)
        ascent = Ascent(search, compact.levels, found, workers)
        start = compact.prices(solved)
        bounds = [ascent.climb(start, FIRST, Stop(seconds)).bound for seconds in (0.0, 8.0)]
    assert bounds[0] >= compact.base + solved.cost - 1e-3
    assert bounds[1] >= bounds[0]


def test_a_day_of_everybody_only_changes_that_day_and_costs_no_more():
    search = _search(city(3, SMALL))
    search.offer(polished(search, first(search), 1), "response")
    assert search.plans is not None
    before, cost = search.plans.copy(), search.cost
    patch = patched_days(search, search.plans, np.array([1]), 30)
    assert patch is not None
    after = patch.on(search.plans)
    others = np.arange(search.cover.days) != 1
    assert (after[:, others] == before[:, others]).all()
    assert search.estimate(after) <= cost
    assert judge(search.problem, search.roster_of(after)).valid
