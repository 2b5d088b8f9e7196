"""How many clerks are needed when, so that few enough have to wait.

`requirement` finds the cheapest number of clerks in each slot of a day that keeps the target, and
how far it can be from the best. `judge` tells exactly how any plan would do.
"""

from anlauf.engine.staffing.chain import judge
from anlauf.engine.staffing.day import Day, Target
from anlauf.engine.staffing.requirement import Requirement, requirement
from anlauf.engine.staffing.start import modified_load, stationary

__all__ = [
    "Day",
    "Requirement",
    "Target",
    "judge",
    "modified_load",
    "requirement",
    "stationary",
]
