"""Rosters are valid, never dearer than needed by more than is said, and the best where proven."""

import os
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from anlauf.engine.roster import Problem, curtois, judge
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.stop import Stop
from tests.engine.roster.problems import every_plan, problems

DATA = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "rostering"

pytestmark = pytest.mark.slow


@settings(deadline=None, max_examples=60)
@given(problems(most_days=4))
def test_small_problems_are_solved_as_by_trying_everything(problem: Problem):
    names = [person.key for person in problem.people]
    plans = [list(every_plan(problem, person)) for person in problem.people]
    rosters = (dict(zip(names, both, strict=True)) for both in product(*plans))
    best = min((judge(problem, roster).cost for roster in rosters), default=None)
    outcome = solve(problem, stop=Stop(5), seed=1)
    if best is None:
        stuck = {name for name, theirs in zip(names, plans, strict=True) if not theirs}
        assert {conflict.person for conflict in outcome.explanation} == stuck
        assert (outcome.roster, outcome.proven) == (None, False)
        return
    assert outcome.roster
    assert judge(problem, outcome.roster).cost == outcome.cost
    assert outcome.bound <= best == outcome.cost
    assert outcome.proven


@pytest.mark.skipif(not DATA.exists(), reason="the published instances are not at hand")
@pytest.mark.parametrize(("number", "best"), [(2, 828), (3, 1001), (4, 1716), (11, 3443)])
def test_published_instances_are_solved_and_proven(number: int, best: int):
    problem = _published(number)
    outcome = solve(problem, stop=Stop(120), seed=1)
    assert (outcome.cost, outcome.bound, outcome.proven) == (best, best, True)
    assert outcome.roster
    assert judge(problem, outcome.roster).valid


def _published(number: int) -> Problem:
    return curtois.read((DATA / f"Instance{number}.txt").read_text(encoding="utf-8"))
