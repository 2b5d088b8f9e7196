"""Contracts that cannot be fulfilled are named, with the fewest rules that collide."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from anlauf.engine.roster import Duty, Person, Problem
from anlauf.engine.roster.conflict import RULES, conflicts
from tests.engine.roster.problems import every_plan, problems

pytestmark = pytest.mark.slow

ADA = Person("ada", {"early": 14})


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"least_minutes": 2400, "off": frozenset(range(3, 14))}, ("off", "least minutes")),
        (
            {"least_minutes": 960, "fixed": {0: "early"}, "most": {"early": 1}},
            ("allowed", "least minutes"),
        ),
        ({"off": frozenset({2}), "fixed": {2: "early"}}, ("off", "fixed")),
        ({"least_minutes": 12 * 480, "longest_run": 3}, ("longest run", "least minutes")),
    ],
)
def test_the_fewest_rules_that_collide_are_named(change, rules):
    problem = Problem(14, (Duty("early", 480),), (replace(ADA, **change),), ())
    (conflict,) = conflicts(problem)
    assert conflict.rules == rules
    assert conflict.says.startswith("'ada' cannot keep together: ")


@settings(deadline=None, max_examples=60)
@given(problems(staff=1))
def test_without_any_one_of_them_there_is_a_plan(problem: Problem):
    for conflict in conflicts(problem):
        (person,) = problem.people
        assert not list(every_plan(problem, person))
        for kept in conflict.rules:
            easier, less = problem, person
            for name, rule in RULES.items():
                if name == kept or name not in conflict.rules:
                    easier, less = rule.without(easier, less)
            assert any(True for _plan in every_plan(easier, less))
