"""Compiling ahead, so that nobody waits for it later."""

from collections.abc import Callable

from anlauf.engine.simulate.laws import Exponential
from anlauf.engine.simulate.machine import was_on_disk
from anlauf.engine.simulate.model import Clerk, Line, OfficeDay, Service, WalkIns
from anlauf.engine.simulate.run import simulate

_ANY_DAY = OfficeDay(
    services=(Service("any", "any", Exponential(10.0)),),
    lines=(Line("all"),),
    clerks=(Clerk("one", frozenset({"any"}), 0.0, 60.0),),
    desks=1,
    walk_ins=(WalkIns("any", "all", (5.0, 5.0)),),
)


def warm_up(tell: Callable[[str], None]) -> None:
    """Make the simulation ready; once for each version and machine it must be compiled."""
    tell("Making the simulation ready. The first time this takes about 20 seconds …")
    simulate(_ANY_DAY, 1, seed=0)
    tell(
        "Ready: it was compiled before." if was_on_disk() else "Ready: compiled, and kept on disk."
    )
