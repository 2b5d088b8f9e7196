"""What will happen in an office: a day played through thousands of times a second.

Describe an `OfficeDay`, then `simulate` it, `trace` one replication visit by visit, play `until` a
figure is known well enough, or `compare` two plans with the same people.
"""

from anlauf.engine.intervals import Interval
from anlauf.engine.simulate.laws import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Law,
    LogNormal,
    Normal,
)
from anlauf.engine.simulate.model import (
    Appointment,
    Clerk,
    Habits,
    Line,
    NoShow,
    OfficeDay,
    Routing,
    Service,
    WalkIns,
)
from anlauf.engine.simulate.period import simulate_all, total
from anlauf.engine.simulate.precision import Precision, until
from anlauf.engine.simulate.result import Result, compare
from anlauf.engine.simulate.run import Cancelled, Effort, simulate
from anlauf.engine.simulate.trace import Outcome, Visit, trace
from anlauf.engine.simulate.warm import warm_up

__all__ = [
    "Appointment",
    "Cancelled",
    "Clerk",
    "Effort",
    "Empirical",
    "Exponential",
    "Fixed",
    "Gamma",
    "Habits",
    "Interval",
    "Law",
    "Line",
    "LogNormal",
    "NoShow",
    "Normal",
    "OfficeDay",
    "Outcome",
    "Precision",
    "Result",
    "Routing",
    "Service",
    "Visit",
    "WalkIns",
    "compare",
    "simulate",
    "simulate_all",
    "total",
    "trace",
    "until",
    "warm_up",
]
