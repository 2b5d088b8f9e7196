"""The verbs of booking."""

from anlauf.booking.commands.book import book
from anlauf.booking.commands.cancel import cancel
from anlauf.booking.commands.confirm import HoldEnded, confirm
from anlauf.booking.commands.contacts import WrongMail, WrongName, WrongNeeds, WrongPhone
from anlauf.booking.commands.forget import forget
from anlauf.booking.commands.hold import end_holds, hold, release
from anlauf.booking.commands.move import NothingToChange, move
from anlauf.booking.commands.pages import DayClosed, TimePast, TimeTaken, TooFarAhead
from anlauf.booking.commands.publish import SupplyConflicts, publish_supply
from anlauf.booking.commands.visits import (
    NotExpected,
    NoWalkInsLeft,
    admit,
    arrive,
    end,
    reopen,
)

__all__ = [
    "DayClosed",
    "HoldEnded",
    "NoWalkInsLeft",
    "NotExpected",
    "NothingToChange",
    "SupplyConflicts",
    "TimePast",
    "TimeTaken",
    "TooFarAhead",
    "WrongMail",
    "WrongName",
    "WrongNeeds",
    "WrongPhone",
    "admit",
    "arrive",
    "book",
    "cancel",
    "confirm",
    "end",
    "end_holds",
    "forget",
    "hold",
    "move",
    "publish_supply",
    "release",
    "reopen",
]
