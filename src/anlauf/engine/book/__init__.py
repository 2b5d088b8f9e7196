"""The appointment book: what a day of appointments will be like, and which pattern is best.

A day is a number of people asked to come at the start of each slot. `figures` tells exactly what
it costs people and counters; `best_pattern` finds the pattern that costs least.
"""

from anlauf.engine.book.day import Day, Figures, Weights, figures
from anlauf.engine.book.pattern import Found, best_pattern, evenly

__all__ = [
    "Day",
    "Figures",
    "Found",
    "Weights",
    "best_pattern",
    "evenly",
    "figures",
]
