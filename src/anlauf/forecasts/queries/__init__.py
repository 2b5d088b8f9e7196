"""What was counted, what is foreseen, and how well it held."""

from anlauf.forecasts.queries.held import (
    Held,
    Model,
    OfficeHeld,
    held,
    held_with,
    last_night,
    offices_held,
)
from anlauf.forecasts.queries.people import (
    HALF_HOURS,
    Day,
    counted,
    days_foreseen,
    days_of,
    foreseen_skills,
    next_to_count,
)

__all__ = [
    "HALF_HOURS",
    "Day",
    "Held",
    "Model",
    "OfficeHeld",
    "counted",
    "days_foreseen",
    "days_of",
    "foreseen_skills",
    "held",
    "held_with",
    "last_night",
    "next_to_count",
    "offices_held",
]
