"""A city's year of bookings and waits: a plan that stays, against hours that follow a forecast.

Describe a `City`, then `play` it by a `Plan`: the same people with the same luck meet each plan.
`Files` are the same for matters that take weeks.
"""

from anlauf.engine.cityyear.files import Files, Pile
from anlauf.engine.cityyear.files_replay import FilesReplay, replay_files
from anlauf.engine.cityyear.fitting import Seen, fitted, lead_of
from anlauf.engine.cityyear.model import Branch, City, Manners, Window
from anlauf.engine.cityyear.plans import FIXED, LOOP, Plan
from anlauf.engine.cityyear.replay import Replay, replay
from anlauf.engine.cityyear.year import Year, play

__all__ = [
    "FIXED",
    "LOOP",
    "Branch",
    "City",
    "Files",
    "FilesReplay",
    "Manners",
    "Pile",
    "Plan",
    "Replay",
    "Seen",
    "Window",
    "Year",
    "fitted",
    "lead_of",
    "play",
    "replay",
    "replay_files",
]
