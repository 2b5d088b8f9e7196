"""How many clerks are needed when, so that few enough have to wait.

With one skill `requirement` finds the cheapest number of clerks in each slot of a day, exactly, and
`judge` tells how any plan would do. With several skills `staff` does it by simulation. `clerks_for`
tells how many shorten the lead of appointments by a day.
"""

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.chain import judge
from anlauf.engine.staffing.day import Day, Target
from anlauf.engine.staffing.lead import (
    Bookings,
    Lead,
    LeadTarget,
    OutOfReach,
    clerks_for,
    lead_with,
)
from anlauf.engine.staffing.office import Demand, Office, Profile, Promise, Span
from anlauf.engine.staffing.programme import TooFew
from anlauf.engine.staffing.requirement import Requirement, requirement
from anlauf.engine.staffing.several import Care, Kept, Staffing, staff
from anlauf.engine.staffing.start import modified_load, stationary

__all__ = [
    "Bookings",
    "Care",
    "Day",
    "Demand",
    "Kept",
    "Lead",
    "LeadTarget",
    "Office",
    "OutOfReach",
    "Profile",
    "Promise",
    "Requirement",
    "Span",
    "Staffing",
    "Stop",
    "Target",
    "TooFew",
    "clerks_for",
    "judge",
    "lead_with",
    "modified_load",
    "requirement",
    "staff",
    "stationary",
]
