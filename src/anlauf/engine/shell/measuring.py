"""`anlauf-engine bench`: how fast the engine is on this machine, by processor time."""

import argparse
import time
from typing import Any

from anlauf.engine.shell.said import answer, common
from anlauf.engine.simulate import Clerk, Exponential, Line, OfficeDay, Service, WalkIns, simulate
from anlauf.engine.simulate import warm_up as made_ready

RUNS = 3
REPLICATIONS = 2000
_COUNTERS = 12
_OFFICE = OfficeDay(
    services=(Service("any", "any", Exponential(10.0)),),
    lines=(Line("all", patience=Exponential(60.0)),),
    clerks=tuple(Clerk(str(n), frozenset({"any"}), 480.0, 960.0) for n in range(_COUNTERS)),
    desks=_COUNTERS,
    walk_ins=(WalkIns("any", "all", (0.0,) * 16 + (35.0,) * 16 + (0.0,) * 16),),
)


def offer(commands: Any) -> None:
    """Say what the commands take."""
    parser = commands.add_parser("bench", help=__doc__)
    common(parser)
    parser.set_defaults(run=run)
    ready = commands.add_parser("warm-up", help="compile now what would be compiled at first use")
    ready.set_defaults(run=warm_up)


def warm_up(_said: argparse.Namespace) -> int:
    """Compile ahead."""
    made_ready(print)
    return 0


def run(said: argparse.Namespace) -> int:
    """Serve people for some seconds and tell how many a second that was, in the best run."""
    made_ready(lambda _words: None)
    paces = []
    for _ in range(RUNS):
        began = time.process_time()
        people = simulate(_OFFICE, REPLICATIONS, seed=said.seed).parts("coming")[0].sum()
        paces.append(float(people) / (time.process_time() - began))
    facts = {"people_per_second": max(paces), "runs": RUNS}
    answer(said, facts, [f"{max(paces):,.0f} people a second on one core (best of {RUNS})"])
    return 0
