"""Studies of plans: what comes, what it takes, what a roster stands, what a pattern costs."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from anlauf.engine.book import Day as AppointmentDay
from anlauf.engine.book import figures
from anlauf.engine.forecast import Calendar, History, Horizon, Series
from anlauf.engine.roster import Duty, Need, Person, Problem
from anlauf.engine.staffing import Day, Target, requirement
from anlauf.engine.study import (
    Appointments,
    Demand,
    Draws,
    Needed,
    Scenario,
    Stop,
    Study,
    Worked,
    appointments,
    demand,
    needed,
    run,
    worked,
)

DAY = Day((0.4, 0.6, 0.5), slot=30.0, service=10.0)
TARGET = Target(delayed=0.2)


def asked(verb, *scenarios, pieces=2, each=10):
    study = Study(verb, tuple(Scenario(*one) for one in scenarios), 1, pieces=pieces, each=each)
    return run(study, stop=Stop(600))


def history(more=1.0):
    counts = np.zeros((70, 1, 48))
    counts[:, 0, 16:32] = np.random.default_rng(1).poisson(12 * more, (70, 16))
    return History((Series("Markt", "residents"),), date(2026, 1, 5), counts)


def three_people(late):
    people = tuple(Person(name, {"early": 5, "late": 5}, 0, 9000) for name in "abc")
    needs = tuple(Need(day, frozenset({"early"}), 2, under=10) for day in range(5))
    problem = Problem(5, (Duty("early", 480), Duty("late", 480)), people, needs)
    last = "late" if late else "early"
    return problem, {"a": ("early",) * 5, "b": ("early",) * 5, "c": (last,) * 5}


def test_a_study_of_demand_tells_how_many_more_come():
    plain = Demand(history(), Calendar(), Horizon(3))
    found = asked(demand, ("as now", plain), ("a half more", replace(plain, history=history(1.5))))
    assert found.ci("as now", "people/Markt").value == found.ci("as now", "people").value
    days = sum(found.ci("as now", f"people/2026-03-{day}").value for day in (16, 17, 18))
    assert days == pytest.approx(found.ci("as now", "people").value)
    assert found.change("as now", "a half more", "people").low > 0.3 * 3 * 12 * 16


def test_a_day_without_doubt_needs_hardly_more_than_the_cheapest_plan():
    sure = needed(Needed(DAY, TARGET), Draws(1, 0, 2))
    least = requirement(DAY, TARGET).total
    assert len(set(sure.part("clerks")[0])) == 1
    assert least <= sure.part("clerks")[0][0] <= 1.15 * least


def test_a_study_of_needs_tells_what_a_longer_matter_takes():
    slow = replace(DAY, service=14.0)
    found = asked(
        needed, ("10 min", Needed(DAY, TARGET, 0.2)), ("14 min", Needed(slow, TARGET, 0.2)), each=5
    )
    assert found.change("10 min", "14 min", "clerks").low > 0
    assert found.ci("10 min", "clerks").half_width > 0


def test_a_study_of_rosters_tells_which_one_stands_illness():
    problem, spare = three_people(late=False)
    _, bare = three_people(late=True)
    found = asked(
        worked,
        ("bare", Worked(problem, bare, 0.1)),
        ("spare", Worked(problem, spare, 0.1)),
        each=50,
    )
    assert found.change("bare", "spare", "lost").value == 0  # the same people fall ill
    assert found.change("bare", "spare", "missing").high < 0
    cost, missing = (found.ci("bare", name).value for name in ("cost", "missing"))
    assert cost == pytest.approx(10 * missing)


@pytest.mark.parametrize(("absent", "lost"), [(0.0, 0), (1.0, 15)])
def test_nobody_or_everybody_is_ill(absent, lost):
    problem, roster = three_people(late=False)
    found = worked(Worked(problem, roster, absent), Draws(1, 0, 3))
    assert found.part("lost")[0].tolist() == [lost] * 3


def test_a_study_of_patterns_agrees_with_the_exact_figures():
    day = AppointmentDay(10.0, 10.0, (1.0,) * 6)
    spread, crowded = (1, 1, 1, 1, 1, 1), (3, 0, 0, 3, 0, 0)
    found = asked(
        appointments,
        ("spread", Appointments(day, spread)),
        ("crowded", Appointments(day, crowded)),
        each=2000,
    )
    exact = figures(day, spread)
    for name in ("wait", "idle", "overtime"):
        interval = found.ci("spread", name, level=0.999)
        assert interval.low <= getattr(exact, name) <= interval.high
    assert found.change("spread", "crowded", "wait").low > 0


def test_a_percentage_is_refused():
    problem, roster = three_people(late=True)
    with pytest.raises(ValueError, match="percentage"):
        Needed(DAY, TARGET, 20)
    with pytest.raises(ValueError, match="percentage"):
        Worked(problem, roster, 5)
