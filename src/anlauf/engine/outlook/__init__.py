"""What the rest of a day will probably look like, and what a change of plan would do to it.

`live` plays a plan to the end, `figures` says how people fared, `compare` holds two plans against
each other under the same luck, `picture` draws how many wait.
"""

from anlauf.engine.outlook.day import Day, live, runs_for
from anlauf.engine.outlook.effect import Change, Effect, compare
from anlauf.engine.outlook.figures import Figures, figures
from anlauf.engine.outlook.picture import Moment, picture
from anlauf.engine.outlook.plan import (
    Plan,
    keep_nobody_back,
    move,
    move_back,
    on_another_day,
    stop_tickets,
    there_from,
    turn_pickup,
    with_desk,
    without_desk,
)
from anlauf.engine.outlook.walk_ins import Hours, expected_walk_ins

__all__ = [
    "Change",
    "Day",
    "Effect",
    "Figures",
    "Hours",
    "Moment",
    "Plan",
    "compare",
    "expected_walk_ins",
    "figures",
    "keep_nobody_back",
    "live",
    "move",
    "move_back",
    "on_another_day",
    "picture",
    "runs_for",
    "stop_tickets",
    "there_from",
    "turn_pickup",
    "with_desk",
    "without_desk",
]
