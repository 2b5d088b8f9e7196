"""New times for many people who lose theirs at once: a day is closed, a team is ill.

All of them are placed together. What counts is, in this order: that nobody is left without a new
time, that the one who is worst off is as well off as can be, and that everybody together has to
change as little as can be. Whoever comes first in the list must not take what another needs more.
"""

from anlauf.engine.rebooking.people import (
    USUAL,
    Bounds,
    Displaced,
    NewPlace,
    Rebooking,
    Weights,
)
from anlauf.engine.rebooking.placing import first_come, rebooked

__all__ = [
    "USUAL",
    "Bounds",
    "Displaced",
    "NewPlace",
    "Rebooking",
    "Weights",
    "first_come",
    "rebooked",
]
