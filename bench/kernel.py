"""How many people a second the event kernel serves, on one core, by processor time.

`day`: twelve counters, three skills, appointments with no-shows, walk-ins who give up, breaks.
`pooled`: twelve counters and one skill, two classes, walk-ins who give up, for eight hours.
`city_year`: twenty offices on 250 days, each with rates of its own. Beside them, in the same run,
SimPy plays the same day, Ciw the pooled office, Cimba the pooled office without classes and
patience (against ours without them); what is not installed is left out.
"""

import importlib
import time
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import numpy as np

from anlauf.engine.simulate import Line, OfficeDay, simulate, warm_up
from bench import counters
from bench.peers import pooled
from bench.row import Row

DAYS = 3000
RUNS = 3
EIGHT_HOURS = 480.0
OFFICES = 20
DAYS_OF_A_YEAR = 250


def measure() -> list[Row]:
    """Serve, and let others serve."""
    # Cimba compiles with the same compiler, and fails if others have used it before.
    cimba = _peer("plain_cimba", lambda peer: peer.play(EIGHT_HOURS, 2000))
    warm_up(print)
    day, office = counters.city_day(), pooled.office(EIGHT_HOURS)
    ours, in_pool = _pace(lambda: _people(day)), _pace(lambda: _people(office))
    plain = replace(office, lines=(Line(pooled.FIRST), Line(pooled.SECOND)))

    simpy = _peer("day_simpy", lambda peer: peer.play(day, 20))
    ciw = _peer("pooled_ciw", lambda peer: peer.play(EIGHT_HOURS, 30))
    others = {name: pace for name, pace in (("simpy", simpy), ("ciw", ciw)) if pace}
    return [
        Row("day_customers_per_second", ours, "/s", "higher", RUNS, 3.0e6, others),
        Row("pooled_customers_per_second", in_pool, "/s", "higher", RUNS),
        *_times("times_simpy", ours, simpy, 60.0),
        *_times("times_ciw", in_pool, ciw, 150.0),
        *_times("times_cimba", _pace(lambda: _people(plain)), cimba, 1.0),
        Row("city_year_s", _city_year(day), "s", "lower", 1, 1.3),
    ]


def _people(day: OfficeDay) -> float:
    return float(simulate(day, DAYS, seed=1).parts("coming")[0].sum())


def _pace(serve: Callable[[], float]) -> float:
    """People a second in the best of several runs: others use the machine, too."""
    paces = []
    for _ in range(RUNS):
        began = time.process_time()
        people = serve()
        paces.append(people / (time.process_time() - began))
    return max(paces)


def _peer(name: str, serve: Callable[[ModuleType], float]) -> float:
    """How many a second another simulator serves, or 0 if it is not there."""
    try:
        peer = importlib.import_module(f"bench.peers.{name}")
    except ModuleNotFoundError as missing:
        print(f"{missing.name} is not installed and left out.")
        return 0.0
    serve(peer)
    return _pace(lambda: serve(peer))


def _times(metric: str, ours: float, theirs: float, target: float) -> list[Row]:
    return [Row(metric, ours / theirs, "x", "higher", RUNS, target)] if theirs else []


def _city_year(day: OfficeDay) -> float:
    """Seconds for a year of a whole city."""
    dice = np.random.default_rng(1)
    flows = np.array([flow.expected for flow in day.walk_ins])
    factors = dice.gamma(20, 1 / 20, (OFFICES, DAYS_OF_A_YEAR, 1, 1))
    began = time.process_time()
    for office in range(OFFICES):
        simulate(day, DAYS_OF_A_YEAR, seed=office, paths=flows * factors[office])
    return time.process_time() - began
