"""A city's year of bookings and waits: a plan that stays, against hours that follow a forecast.

Describe a `City`, then `play` it by a `Plan`: the same people with the same luck meet each plan.
"""

from anlauf.engine.cityyear.fitting import Seen, fitted, lead_of
from anlauf.engine.cityyear.model import Branch, City, Manners, Window
from anlauf.engine.cityyear.plans import FIXED, Plan
from anlauf.engine.cityyear.year import Year, play

__all__ = [
    "FIXED",
    "Branch",
    "City",
    "Manners",
    "Plan",
    "Seen",
    "Window",
    "Year",
    "fitted",
    "lead_of",
    "play",
]
