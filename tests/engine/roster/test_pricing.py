"""The dynamic programme finds the best plan of a contract, as trying all of them does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.roster import Problem, judge
from anlauf.engine.roster.contract import contracts, days_of, plan_of
from anlauf.engine.roster.pricing import NoPlan, Pricer
from tests.engine.roster.problems import every_plan, problems

pytestmark = pytest.mark.slow


@settings(deadline=None, max_examples=300)
@given(problems(staff=1), st.integers(0, 2**32 - 1))
def test_no_allowed_plan_is_cheaper_than_the_priced_one(problem: Problem, seed: int):
    rewards = np.random.default_rng(seed).integers(-5, 9, (problem.days, 3)).astype(float)
    (contract,) = contracts(problem)
    (person,) = problem.people
    worths = [_worth(problem, person.key, days, rewards) for days in every_plan(problem, person)]
    pricer = Pricer(problem, contract)
    if not worths:
        with pytest.raises(NoPlan):
            pricer.price(rewards)
        return
    priced, quick = pricer.price(rewards), pricer.sketch(rewards)
    assert priced.value == priced.bound == min(worths)
    assert quick.bound <= min(worths) <= quick.value
    for one in (priced, quick):
        days = days_of(problem, one.plan)
        assert judge(problem, {person.key: days}).valid
        assert one.value == _worth(problem, person.key, days, rewards)


@settings(deadline=None)
@given(problems(staff=1))
def test_a_plan_costs_by_itself_what_the_referee_says(problem: Problem):
    (contract,) = contracts(problem)
    (person,) = problem.people
    for days in every_plan(problem, person):
        assert contract.cost(plan_of(problem, days)) == _own(problem, person.key, days)


def _worth(problem, name, days, rewards):
    worked = [(day, KEYS[duty]) for day, duty in enumerate(days) if duty]
    return _own(problem, name, days) - sum(rewards[place] for place in worked)


def _own(problem, name, days):
    penalties = judge(problem, {name: days}).penalties
    return sum(one.cost for one in penalties if one.person)


KEYS = {"early": 0, "late": 1, "long": 2}
