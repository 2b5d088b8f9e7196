"""Large problems: their small programs agree with the referee, and their bounds are true."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from anlauf.engine.roster import Problem, judge
from anlauf.engine.roster.city import Size, city
from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.large import priced, solve_in_parts
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import parts
from anlauf.engine.roster.respond import first
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop
from tests.engine.roster.problems import every_plan, problems

pytestmark = pytest.mark.slow

SMALL = Size(offices=3, settled=24, floating=4)
OFFICE = 12  # people at most


def _search(problem: Problem) -> Search:
    return Search(problem, Stop(30), np.random.default_rng(1))


def _best(problem: Problem) -> int | None:
    plans = [list(every_plan(problem, person)) for person in problem.people]
    names = [person.key for person in problem.people]
    rosters = (dict(zip(names, both, strict=True)) for both in product(*plans))
    return min((judge(problem, roster).cost for roster in rosters), default=None)


@settings(deadline=None, max_examples=100)
@given(problems(most_days=4))
def test_a_program_finds_what_trying_everything_finds(problem: Problem):
    search = _search(problem)
    seats = [(search.contracts[number], 1) for number in search.contract_of]
    compact = Compact(problem, levels(search.cover), seats)
    found, best = compact.best(30, None), _best(problem)
    if best is None:
        assert found is None
        return
    assert found is not None
    plans, cost, bound = found
    assert judge(problem, search.roster_of(plans)).valid
    assert judge(problem, search.roster_of(plans)).cost == best == pytest.approx(cost)
    assert bound <= best + 1e-6
    again = compact.best(30, plans)
    assert again is not None
    assert again[1] == pytest.approx(best)


@settings(deadline=None, max_examples=60)
@given(problems(most_days=4))
def test_bounds_from_the_mixture_are_below_everything(problem: Problem):
    search, best = _search(problem), _best(problem)
    if best is None:
        return
    seats = [(contract, len(contract.people)) for contract in search.contracts]
    compact = Compact(problem, levels(search.cover), seats)
    solved = compact.program.relaxed().solve(30)
    assert solved is not None
    assert compact.base + solved.cost <= best + 1e-6
    assert priced(search, compact.duals(solved)) <= best + 1e-6
    assert priced(search, compact.duals(solved)) >= compact.base + solved.cost - 1e-4


@settings(deadline=None, max_examples=40)
@given(problems(most_days=4))
def test_parts_give_rosters_and_bounds_on_either_side_of_the_best(problem: Problem):
    search, best = Search(problem, Stop(0.4), np.random.default_rng(1)), _best(problem)
    if best is None:
        return
    search.offer(first(search), "first")
    solve_in_parts(search)
    assert search.bound <= best <= search.cost


def test_a_city_falls_into_its_offices_and_the_float_team():
    problem = city(3, SMALL)
    found = parts(_search(problem), OFFICE)
    settled = [part for part in found.parts if len(part.people)]
    assert len(settled) == 3
    assert [problem.people[one].key[:5] for one in found.roaming] == ["float"] * 4
    for part in settled:
        assert len({problem.people[one].key.split(",")[0] for one in part.people}) == 1


def test_a_small_city_in_parts_is_valid_and_agrees_with_the_bounds_of_the_whole():
    problem = city(3, SMALL)
    search = Search(problem, Stop(20), np.random.default_rng(1))
    search.offer(first(search), "first")
    solve_in_parts(search, OFFICE)
    assert search.roster is not None
    verdict = judge(problem, search.roster)
    assert (verdict.valid, verdict.cost) == (True, search.cost)
    other = solve(problem, stop=Stop(10), seed=1)
    assert other.bound <= search.cost
    assert search.bound <= other.cost


def test_people_who_serve_everything_roam_and_still_get_plans():
    problem = city(3, Size(offices=2, settled=0, floating=3))
    search = Search(problem, Stop(10), np.random.default_rng(1))
    search.offer(first(search), "first")
    solve_in_parts(search, 0)
    assert search.bound <= search.cost
    assert search.roster is not None
    assert judge(problem, search.roster).valid
