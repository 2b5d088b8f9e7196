"""How many people will come: by office, service and half-hour, with what is not known.

`forecast` foresees days from a `History` and a `Calendar`; `updated` takes in the first half-hours
of a day. Every number comes with joint sample paths that add up over the whole network.
"""

from anlauf.engine.forecast.calendar import Calendar, Span
from anlauf.engine.forecast.guard import Guard
from anlauf.engine.forecast.hamburg import easter, public_holidays
from anlauf.engine.forecast.history import Bookings, History, Series
from anlauf.engine.forecast.result import Effect, Forecast
from anlauf.engine.forecast.scores import coverage, crps, pit, wape
from anlauf.engine.forecast.update import Seen, updated
from anlauf.engine.forecast.verb import Horizon, forecast

__all__ = [
    "Bookings",
    "Calendar",
    "Effect",
    "Forecast",
    "Guard",
    "History",
    "Horizon",
    "Seen",
    "Series",
    "Span",
    "coverage",
    "crps",
    "easter",
    "forecast",
    "pit",
    "public_holidays",
    "updated",
    "wape",
]
