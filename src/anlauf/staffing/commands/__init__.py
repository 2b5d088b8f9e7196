"""The verbs of staffing: publish supply, change what it is made of, plan who works when."""

from anlauf.staffing.commands.changes import ChangedMeanwhile, apply
from anlauf.staffing.commands.people import (
    LONGEST_CALL,
    CannotStandIn,
    call_in,
    close_feed,
    forget,
    open_feed,
)
from anlauf.staffing.commands.publish import Conflict, Published, publish, publish_ahead
from anlauf.staffing.commands.publishing import (
    BreaksRules,
    NothingToPublish,
    OverlapsAnother,
    publish_roster,
    take_back,
)
from anlauf.staffing.commands.rosters import (
    Begun,
    NotOnMonday,
    NotThisPlan,
    ask_to_solve,
    ask_to_stop,
    begin,
    discard,
    set_duty,
)
from anlauf.staffing.commands.telling import tell, untell
from anlauf.staffing.queries import DAYS_AHEAD

__all__ = [
    "DAYS_AHEAD",
    "LONGEST_CALL",
    "Begun",
    "BreaksRules",
    "CannotStandIn",
    "ChangedMeanwhile",
    "Conflict",
    "NotOnMonday",
    "NotThisPlan",
    "NothingToPublish",
    "OverlapsAnother",
    "Published",
    "apply",
    "ask_to_solve",
    "ask_to_stop",
    "begin",
    "call_in",
    "close_feed",
    "discard",
    "forget",
    "open_feed",
    "publish",
    "publish_ahead",
    "publish_roster",
    "set_duty",
    "take_back",
    "tell",
    "untell",
]
