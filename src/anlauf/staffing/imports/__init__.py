"""What city files say about staff, written down: the season's patterns, shifts and people."""

from anlauf.staffing.imports.patterns import PatternsLoaded, load_patterns
from anlauf.staffing.imports.people import PeopleLoaded, load_people
from anlauf.staffing.imports.shifts import ShiftsInUse, load_shifts

__all__ = [
    "PatternsLoaded",
    "PeopleLoaded",
    "ShiftsInUse",
    "load_patterns",
    "load_people",
    "load_shifts",
]
