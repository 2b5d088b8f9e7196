"""How long people will probably wait: the rest of the day played through many times at once.

`play` gives everybody's minutes until the call, run by run; `Calibration` makes an honest range of
them, learned from what was announced before and what happened.
"""

from anlauf.engine.service_times import Law
from anlauf.engine.waits.play import play
from anlauf.engine.waits.ranges import (
    PLAIN,
    Calibration,
    Forecast,
    Outcome,
    WaitRange,
    calibrate,
    forecast,
)
from anlauf.engine.waits.room import Desk, Flow, Newcomer, Person, Room

__all__ = [
    "PLAIN",
    "Calibration",
    "Desk",
    "Flow",
    "Forecast",
    "Law",
    "Newcomer",
    "Outcome",
    "Person",
    "Room",
    "WaitRange",
    "calibrate",
    "forecast",
    "play",
]
