"""Four weeks for the whole demo city: what is needed, who works when, and publishing it.

`PLAN_SECONDS` (300) is how long the search may take.
"""

import os
from datetime import UTC, date, datetime
from time import perf_counter

from anlauf.core.actors import SYSTEM
from anlauf.demo import prepare
from anlauf.engine.roster.period import problem
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.stop import Stop
from anlauf.people import queries as people
from anlauf.staffing import commands, queries
from anlauf.staffing.commands import rosters
from anlauf.staffing.needs import needs_of
from bench.row import Row

SECONDS = float(os.environ.get("PLAN_SECONDS", "300"))
AT = datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
FIRST = date(2026, 11, 30)
WEEKS = 4
SEED = 1


def measure() -> list[Row]:
    """Plan and publish the city; the pattern of the season is published before."""
    prepare.describe(at=AT, say=print)
    offices = [office.pk for office in people.workplaces(None)]
    commands.publish_ahead(commands.DAYS_AHEAD, by=SYSTEM, at=AT)
    row = commands.begin(
        rosters.Begun("Bench", FIRST, WEEKS, offices, int(SECONDS)), by=SYSTEM, at=AT
    )
    commands.ask_to_solve(row.pk, by=SYSTEM, at=AT)
    taken = rosters.take(at=AT)
    if taken is None:
        raise RuntimeError("Nothing waits to be solved.")

    began = perf_counter()
    needs = needs_of(taken, queries.period(taken))
    rosters.need(taken.pk, taken.turn, needs)
    required = perf_counter() - began
    taken.needs = needs

    asked = problem(queries.period(taken))
    print(f"plan: {len(asked.people)} people, {len(asked.duties)} duties, {len(asked.needs)} needs")
    stop = Stop(SECONDS)
    outcome = solve(asked, stop=stop, seed=SEED)
    if outcome.roster is None:
        raise RuntimeError(f"The city has no roster: {outcome.explanation}")
    spent = stop.spent
    for news in outcome.history:
        print(f"plan: {news.seconds:6.1f} s  {news.step:<14} {news.cost:10.0f} {news.bound:10.0f}")
    found = rosters.Found(outcome.cost, outcome.bound, [], outcome.roster)
    rosters.finish(taken.pk, taken.turn, found, [], at=AT)

    began = perf_counter()
    commands.publish_roster(taken.pk, {}, by=SYSTEM, at=AT)
    published = perf_counter() - began
    return [
        Row("requirement_s", required, "s", "lower", 1, 60.0),
        Row("roster_gap", outcome.gap, "", "lower", 1, 0.02),
        Row("roster_s", spent, "s", "lower", 1, 300.0),
        Row("publish_s", published, "s", "lower", 1, 5.0),
    ]
