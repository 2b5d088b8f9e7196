"""A hundred years of the demo city, and the same study on one and on two workers of a cluster.

`year_100_reps_s` is the CPU time of all years divided by two: what two free processors take.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

from anlauf.demo import prepare
from anlauf.engine.roster.stop import Stop
from anlauf.engine.study import Crew, Draws, Scenario, Study, run
from anlauf.engine.whatif import City, Demand, changed
from anlauf.engine.whatif.year import city_year
from anlauf.evaluation import queries
from bench.row import Row

AT = datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
SEED = 1
YEARS, EACH = 100, 5
CORES = 2
FOREVER = Stop(when=lambda: False)
SOME = int(os.environ.get("WHATIF_CLUSTER_YEARS", "20"))


def measure() -> list[Row]:
    """Play the years, then compare clusters of one worker and of two."""
    prepare.describe(at=AT, say=print)
    city = queries.city_today(at=AT)
    clerks = sum(team.clerks for place in city.places for team in place.teams)
    print(
        f"whatif: {len(city.places)} offices, {len(city.kinds)} kinds, {clerks} clerk days a week"
    )
    city_year(replace(city, places=city.places[:1]), Draws(SEED, 0, 1))  # machine code at hand
    spent = _years(city)
    print(f"whatif: {YEARS} years in {spent:.1f} s of CPU")
    speedup = _speedup(city)
    return [
        Row("year_100_reps_s", spent / CORES, "s", "lower", 1, 120.0),
        Row("dask_speedup", speedup, "", "higher", 1, 1.7),
    ]


def _years(city: City) -> float:
    """CPU seconds for a hundred years with more people."""
    then = changed(city, [Demand(20.0)])
    study = Study(city_year, (Scenario("then", then),), SEED, YEARS // EACH, EACH)
    began = process_time()
    outcome = run(study, stop=FOREVER)
    spent = process_time() - began
    for figure in ("wait", "lead", "served", "utilisation"):
        found = outcome.ci("then", figure)
        print(f"whatif: {figure} {found.value:.3g} ± {found.half_width:.2g}")
    return spent


def _speedup(city: City) -> float:
    """How many times as fast two workers are as one, on a cluster of this machine."""
    distributed: Any = import_module("distributed")  # only this figure needs Dask
    study = Study(city_year, (Scenario("today", city),), SEED, SOME // EACH, EACH)
    seconds = []
    for workers in (1, 2):
        with (
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=40
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            client.run(_ready, city)
            began = perf_counter()
            run(study, stop=FOREVER, crew=Crew(cluster=cluster.scheduler_address))
            seconds.append(perf_counter() - began)
    print(f"whatif: {SOME} years on one worker {seconds[0]:.1f} s, on two {seconds[1]:.1f} s")
    return seconds[0] / seconds[1]


def _ready(city: City) -> None:
    city_year(replace(city, places=city.places[:1]), Draws(SEED, 0, 1))
