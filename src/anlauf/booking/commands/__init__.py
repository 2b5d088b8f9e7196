"""The verbs of booking."""

from anlauf.booking.commands.book import book
from anlauf.booking.commands.cancel import cancel
from anlauf.booking.commands.confirm import (
    HoldEnded,
    confirm,
    confirm_mail,
    correct_mail,
    go_on_without_mail,
)
from anlauf.booking.commands.contact_limits import TooManyForYou
from anlauf.booking.commands.contacts import WrongMail, WrongName, WrongNeeds, WrongPhone
from anlauf.booking.commands.forget import forget
from anlauf.booking.commands.hold import end_holds, hold, release
from anlauf.booking.commands.invitations import (
    InvitationOver,
    InvitationUsed,
    InvitationWithdrawn,
    NotInvited,
    WrongLastDay,
    invite,
    withdraw_invitation,
)
from anlauf.booking.commands.kept import accept_move
from anlauf.booking.commands.mass import NewTimesTaken
from anlauf.booking.commands.move import NothingToChange, move
from anlauf.booking.commands.pages import DayClosed, TimePast, TimeTaken, TooFarAhead
from anlauf.booking.commands.publish import (
    Published,
    SupplyConflicts,
    publish_decided,
    publish_supply,
)
from anlauf.booking.commands.redeem import redeem
from anlauf.booking.commands.urgency import (
    DateNotUrgent,
    NothingClaimed,
    NotUrgent,
    judge_claim,
    rule_that_holds,
)
from anlauf.booking.commands.visits import (
    NotExpected,
    NoWalkInsLeft,
    admit,
    arrive,
    end,
    reopen,
)

__all__ = [
    "DateNotUrgent",
    "DayClosed",
    "HoldEnded",
    "InvitationOver",
    "InvitationUsed",
    "InvitationWithdrawn",
    "NewTimesTaken",
    "NoWalkInsLeft",
    "NotExpected",
    "NotInvited",
    "NotUrgent",
    "NothingClaimed",
    "NothingToChange",
    "Published",
    "SupplyConflicts",
    "TimePast",
    "TimeTaken",
    "TooFarAhead",
    "TooManyForYou",
    "WrongLastDay",
    "WrongMail",
    "WrongName",
    "WrongNeeds",
    "WrongPhone",
    "accept_move",
    "admit",
    "arrive",
    "book",
    "cancel",
    "confirm",
    "confirm_mail",
    "correct_mail",
    "end",
    "end_holds",
    "forget",
    "go_on_without_mail",
    "hold",
    "invite",
    "judge_claim",
    "move",
    "publish_decided",
    "publish_supply",
    "redeem",
    "release",
    "reopen",
    "rule_that_holds",
    "withdraw_invitation",
]
