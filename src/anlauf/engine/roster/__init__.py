"""Who works when: rostering problems, the referee, and readers of published instances."""

from anlauf.engine.roster.problem import (
    Beside,
    Days,
    Duty,
    FairShare,
    Need,
    Person,
    Problem,
    Request,
    Roster,
)
from anlauf.engine.roster.referee import Penalty, Verdict, Violation, judge

__all__ = [
    "Beside",
    "Days",
    "Duty",
    "FairShare",
    "Need",
    "Penalty",
    "Person",
    "Problem",
    "Request",
    "Roster",
    "Verdict",
    "Violation",
    "judge",
]
