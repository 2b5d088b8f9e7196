"""After sick calls a roster is valid again and hardly anybody is moved; differences are told."""

from dataclasses import replace

import numpy as np
import pytest

from anlauf.engine.roster import Duty, Need, Person, Problem, judge
from anlauf.engine.roster.changes import Change, resolve
from anlauf.engine.roster.city import SUNDAYS, Size, city
from anlauf.engine.roster.explain import explain
from anlauf.engine.roster.respond import first, polished
from anlauf.engine.roster.state import Search
from anlauf.engine.roster.stop import Stop

pytestmark = pytest.mark.slow

SMALL = Size(offices=3, settled=24, floating=4)
DUTY = Duty("early", 480)


def test_somebody_free_steps_in_and_nobody_else_moves():
    most = {"early": 5}
    people = tuple(Person(name, most) for name in ("ada", "bela", "cleo"))
    needs = tuple(Need(day, frozenset({"early"}), 2, under=100, over=50) for day in range(5))
    problem = Problem(5, (DUTY,), people, needs)
    roster = {"ada": ("early",) * 5, "bela": ("early",) * 5, "cleo": (None,) * 5}
    amended = resolve(problem, roster, [Change("ada", {2: None})], stop=Stop(60), seed=1)
    assert [(one.person, one.day, one.after) for one in amended.moved] == [
        ("ada", 2, None),
        ("cleo", 2, "early"),
    ]
    assert (judge(amended.problem, amended.roster).valid, amended.cost) == (True, 0)


def test_a_small_gain_is_not_worth_a_changed_day():
    people = (Person("ada", {"early": 5}), Person("bela", {"early": 5}))
    needs = (Need(2, frozenset({"early"}), 1, under=9),)
    roster = {"ada": (None, None, "early", None, None), "bela": (None,) * 5}
    problem = Problem(5, (DUTY,), people, needs)
    amended = resolve(problem, roster, [Change("ada", {2: None})], stop=Stop(60), seed=1, keep=10)
    assert [one.person for one in amended.moved] == ["ada"]


def test_a_stranger_cannot_be_sick():
    problem = Problem(5, (DUTY,), (Person("ada", {"early": 5}),), ())
    with pytest.raises(ValueError, match="nobody called eve"):
        resolve(problem, {"ada": (None,) * 5}, [Change("eve", {2: None})], stop=Stop(60), seed=1)


def test_a_city_keeps_the_law_and_after_sick_calls_nearly_its_roster():
    problem = city(3, SMALL)
    search = Search(problem, Stop(60), np.random.default_rng(1))
    roster = search.roster_of(polished(search, first(search)))
    assert judge(problem, roster).valid
    assert all(roster[person.key][day] is None for person in problem.people for day in SUNDAYS)
    sick = [Change(person.key, dict.fromkeys(range(3))) for person in problem.people[:3]]
    amended = resolve(problem, roster, sick, stop=Stop(60), seed=1)
    assert judge(amended.problem, amended.roster).valid
    others = {one.person for one in amended.moved} - {change.person for change in sick}
    assert len(others) < len(problem.people) / 2


def test_nothing_but_the_seed_decides_about_a_city():
    assert city(3, SMALL) == city(3, SMALL)
    assert city(3, SMALL) != city(4, SMALL)


def test_two_rosters_are_compared_rule_by_rule_and_without_names():
    people = (Person("ada", {"early": 5}), Person("bela", {"early": 5}))
    needs = tuple(Need(day, frozenset({"early"}), 1, under=7, over=3) for day in range(5))
    problem = Problem(5, (DUTY,), people, needs)
    idle = {"ada": (None,) * 5, "bela": (None,) * 5}
    busy = {"ada": ("early",) * 5, "bela": ("early", *[None] * 4)}
    told = explain(problem, idle, busy)
    under, over = told.differences
    assert (under.rule, under.cost, under.cases, under.worst) == ("under", (35, 0), (5, 0), (7, 0))
    assert (over.rule, over.cheaper) == ("over", -3)
    assert (told.people_moved, told.days_moved) == (2, 6)
    assert "ada" not in repr(told)
    tired = replace(problem, people=(replace(people[0], longest_run=2), people[1]))
    assert explain(tired, idle, busy).broken == (("runs", 0, 1),)
