"""What a year of a city would be like if something was different.

A `City` is what a year follows from, a `Change` makes another city of it. What needs the compiler
is asked for by its module: `year.city_year` plays years as a verb of `engine.study`, so that cities
are compared with the same people and the same luck; `hours.best_hours` looks for opening hours that
serve better with the same hours of staff.
"""

from anlauf.engine.whatif.changes import (
    Change,
    Demand,
    Desks,
    Everything,
    Hours,
    Law,
    Merge,
    NoSuch,
    PopUp,
    Release,
    Spread,
    Staff,
    changed,
)
from anlauf.engine.whatif.model import City, Kind, Place, Team, Wish
from anlauf.engine.whatif.wire import read, read_changes, written, written_changes

__all__ = [
    "Change",
    "City",
    "Demand",
    "Desks",
    "Everything",
    "Hours",
    "Kind",
    "Law",
    "Merge",
    "NoSuch",
    "Place",
    "PopUp",
    "Release",
    "Spread",
    "Staff",
    "Team",
    "Wish",
    "changed",
    "read",
    "read_changes",
    "written",
    "written_changes",
]
