"""A fortnight for a city: 20 offices, 300 people of whom 24 belong to no office, seed 1.

`CITY_SECONDS` (600) is the longest run; figures for times beyond it are left out.
"""

import os
from math import inf
from time import perf_counter

from anlauf.engine.roster import judge
from anlauf.engine.roster.changes import Change, resolve
from anlauf.engine.roster.city import city
from anlauf.engine.roster.problem import Problem, Roster
from anlauf.engine.roster.solver import Outcome, solve
from anlauf.engine.roster.stop import Stop
from bench.row import Row

SECONDS = float(os.environ.get("CITY_SECONDS", "600"))
SEED = 1
SICK = ("office 01, clerk 01", "office 07, clerk 02", "float 03")


def measure() -> list[Row]:
    """Solve it, change it, and say how good that is."""
    problem = city(SEED)
    outcome = solve(problem, stop=Stop(SECONDS), seed=SEED)
    if outcome.roster is None:
        raise RuntimeError(f"The city has no roster: {outcome.explanation}")
    if not judge(problem, outcome.roster).valid:
        raise RuntimeError("The referee found a rule broken.")
    first = outcome.history[0].seconds
    rows = [Row("first_feasible_s", first, "s", "lower", 1, 20.0)]
    for seconds, target in ((120, 2.0), (600, 1.0)):
        if seconds <= SECONDS:
            gap = 100.0 * _gap(outcome, seconds)
            rows.append(Row(f"gap_{seconds}s", gap, "%", "lower", 1, target))
    rows.append(_rerostered(problem, outcome.roster))
    return rows


def _gap(outcome: Outcome, seconds: float) -> float:
    """How far the roster of that moment was from the bound known in the end."""
    costs = [news.cost for news in outcome.history if news.seconds <= seconds]
    cost = min(costs, default=inf)
    return (cost - outcome.bound) / outcome.bound


def _rerostered(problem: Problem, roster: Roster) -> Row:
    """Three people call in sick for the first three days; the first call of all compiles."""
    sick = [Change(person, dict.fromkeys(range(3))) for person in SICK]
    began = perf_counter()
    amended = resolve(problem, roster, sick, stop=Stop(2.0), seed=SEED)
    took = perf_counter() - began
    if not judge(amended.problem, amended.roster).valid:
        raise RuntimeError("The referee found a rule broken in the amended roster.")
    moved = {"days_moved": float(len(amended.moved))}
    return Row("reroster_s", took, "s", "lower", 1, 2.0, moved)
