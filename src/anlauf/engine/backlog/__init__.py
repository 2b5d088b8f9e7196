"""How long cases will take, and how many people bring them back in time.

Describe a `Backlog`: what cases go through, what lies open, who works. `loads` is the mean picture
at once; `foresee` plays it many times; `people_for` finds the fewest people for a target.
"""

from anlauf.engine.backlog.fluid import Load, loads, visits_from
from anlauf.engine.backlog.needed import Effort, Needed, OutOfReach, Target, people_for
from anlauf.engine.backlog.network import Backlog, CaseClass, OpenCase, Stage, Team
from anlauf.engine.backlog.outlook import Outlook, Range, foresee, one_future, with_people
from anlauf.engine.roster.stop import Stop

__all__ = [
    "Backlog",
    "CaseClass",
    "Effort",
    "Load",
    "Needed",
    "OpenCase",
    "OutOfReach",
    "Outlook",
    "Range",
    "Stage",
    "Stop",
    "Target",
    "Team",
    "foresee",
    "loads",
    "one_future",
    "people_for",
    "visits_from",
    "with_people",
]
