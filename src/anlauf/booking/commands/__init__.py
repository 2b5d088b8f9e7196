"""The verbs of booking."""

from anlauf.booking.commands.admission import (
    Admission,
    NoWalkInsLeft,
    Token,
    WalkInWish,
    admission,
    admit,
    hold_today,
    next_start,
    walk_in_wish,
)
from anlauf.booking.commands.book import book
from anlauf.booking.commands.cancel import cancel
from anlauf.booking.commands.case_invitations import (
    NothingToCome,
    invite_for_case,
)
from anlauf.booking.commands.codes_by_rule import forget_codes, invite_waiting
from anlauf.booking.commands.confirm import (
    HoldEnded,
    confirm,
    confirm_mail,
)
from anlauf.booking.commands.contact_limits import TooManyForYou, TooManyMessages, TooManyNameless
from anlauf.booking.commands.contacts import WrongMail, WrongName, WrongNeeds, WrongPhone
from anlauf.booking.commands.forget import forget
from anlauf.booking.commands.hold import end_holds, hold, release
from anlauf.booking.commands.in_a_row import (
    confirm_both,
    confirm_mail_of_both,
    correct_mail,
    go_on_without_mail,
    release_both,
)
from anlauf.booking.commands.invitations import (
    InvitationOver,
    InvitationUsed,
    InvitationWithdrawn,
    NotInvited,
    WrongLastDay,
    check_invitation,
    invite,
    withdraw_invitation,
)
from anlauf.booking.commands.kept import accept_move
from anlauf.booking.commands.lengthen import lengthen
from anlauf.booking.commands.mass import NewTimesTaken
from anlauf.booking.commands.move import NothingToChange, move
from anlauf.booking.commands.offers import (
    OfferEnded,
    accept_offer,
    decline_offer,
    pass_on_offers,
)
from anlauf.booking.commands.once import with_a_code
from anlauf.booking.commands.pages import DayClosed, TimePast, TimeTaken, TooFarAhead
from anlauf.booking.commands.policies import (
    FiguresContradict,
    check_policy,
    remove_policy,
    set_policy,
    undo_policy,
)
from anlauf.booking.commands.publish import (
    Published,
    SupplyConflicts,
    publish_decided,
    publish_supply,
)
from anlauf.booking.commands.redemption import redeem
from anlauf.booking.commands.release_rules import (
    NothingToUndo,
    check_release_rule,
    remove_release_rule,
    set_release_rule,
    undo_release_rule,
)
from anlauf.booking.commands.relief import offer_new_times
from anlauf.booking.commands.rush import Asker, ChallengeRequired, let_through
from anlauf.booking.commands.tidying import tidy_all
from anlauf.booking.commands.urgency import (
    DateNotUrgent,
    NothingClaimed,
    NotUrgent,
    judge_claim,
    rule_that_holds,
)
from anlauf.booking.commands.visits import (
    NotExpected,
    arrive,
    arriving,
    end,
    reopen,
    visit_ended,
)
from anlauf.booking.commands.waves import serve_waves
from anlauf.booking.commands.wishes import (
    NoSuchDays,
    NothingEarlier,
    TooManyWishes,
    end_wishes,
    keep_wish,
    withdraw_wish,
)

__all__ = [
    "Admission",
    "Asker",
    "ChallengeRequired",
    "DateNotUrgent",
    "DayClosed",
    "FiguresContradict",
    "HoldEnded",
    "InvitationOver",
    "InvitationUsed",
    "InvitationWithdrawn",
    "NewTimesTaken",
    "NoSuchDays",
    "NoWalkInsLeft",
    "NotExpected",
    "NotInvited",
    "NotUrgent",
    "NothingClaimed",
    "NothingEarlier",
    "NothingToChange",
    "NothingToCome",
    "NothingToUndo",
    "OfferEnded",
    "Published",
    "SupplyConflicts",
    "TimePast",
    "TimeTaken",
    "Token",
    "TooFarAhead",
    "TooManyForYou",
    "TooManyMessages",
    "TooManyNameless",
    "TooManyWishes",
    "WalkInWish",
    "WrongLastDay",
    "WrongMail",
    "WrongName",
    "WrongNeeds",
    "WrongPhone",
    "accept_move",
    "accept_offer",
    "admission",
    "admit",
    "arrive",
    "arriving",
    "book",
    "cancel",
    "check_invitation",
    "check_policy",
    "check_release_rule",
    "confirm",
    "confirm_both",
    "confirm_mail",
    "confirm_mail_of_both",
    "correct_mail",
    "decline_offer",
    "end",
    "end_holds",
    "end_wishes",
    "forget",
    "forget_codes",
    "go_on_without_mail",
    "hold",
    "hold_today",
    "invite",
    "invite_for_case",
    "invite_waiting",
    "judge_claim",
    "keep_wish",
    "lengthen",
    "let_through",
    "move",
    "next_start",
    "offer_new_times",
    "pass_on_offers",
    "publish_decided",
    "publish_supply",
    "redeem",
    "release",
    "release_both",
    "remove_policy",
    "remove_release_rule",
    "reopen",
    "rule_that_holds",
    "serve_waves",
    "set_policy",
    "set_release_rule",
    "tidy_all",
    "undo_policy",
    "undo_release_rule",
    "visit_ended",
    "walk_in_wish",
    "with_a_code",
    "withdraw_invitation",
    "withdraw_wish",
]
