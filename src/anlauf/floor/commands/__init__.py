"""The verbs of the floor."""

from anlauf.booking.commands import NotExpected, NoWalkInsLeft
from anlauf.floor.commands.arrival import (
    AppointmentCancelled,
    AppointmentOnly,
    NotConfirmed,
    TooLate,
    UnknownCode,
    WrongDay,
    WrongOffice,
    check_in,
    give_ticket,
)
from anlauf.floor.commands.calls import (
    AlreadyCalled,
    NotInThisOffice,
    SkillMissing,
    call,
    call_next,
    miss,
    put_back,
    recall,
)
from anlauf.floor.commands.closing import close_day, close_ended_days, miss_absent
from anlauf.floor.commands.desks import (
    AtAnotherDesk,
    DeskClosed,
    DeskTaken,
    LoggedOff,
    OnBreak,
    VisitAtDesk,
    end_break,
    log_off,
    log_on,
    take_break,
)
from anlauf.floor.commands.forget import forget
from anlauf.floor.commands.onward import AnotherPlace, DeskElsewhere, leave, transfer
from anlauf.floor.commands.passage import OutOfTurn
from anlauf.floor.commands.rules import (
    RuleEndsTooSoon,
    TooManyMinutes,
    UnknownDesk,
    UnknownSkill,
    remove_dispatch_rule,
    set_dispatch_rule,
)
from anlauf.floor.commands.serving import UnknownReason, add_service, finish, park, resume, start
from anlauf.floor.commands.undo import DayOver, take_back
from anlauf.floor.commands.urgency import NoReason, put_first, put_in_line

__all__ = [
    "AlreadyCalled",
    "AnotherPlace",
    "AppointmentCancelled",
    "AppointmentOnly",
    "AtAnotherDesk",
    "DayOver",
    "DeskClosed",
    "DeskElsewhere",
    "DeskTaken",
    "LoggedOff",
    "NoReason",
    "NoWalkInsLeft",
    "NotConfirmed",
    "NotExpected",
    "NotInThisOffice",
    "OnBreak",
    "OutOfTurn",
    "RuleEndsTooSoon",
    "SkillMissing",
    "TooLate",
    "TooManyMinutes",
    "UnknownCode",
    "UnknownDesk",
    "UnknownReason",
    "UnknownSkill",
    "VisitAtDesk",
    "WrongDay",
    "WrongOffice",
    "add_service",
    "call",
    "call_next",
    "check_in",
    "close_day",
    "close_ended_days",
    "end_break",
    "finish",
    "forget",
    "give_ticket",
    "leave",
    "log_off",
    "log_on",
    "miss",
    "miss_absent",
    "park",
    "put_back",
    "put_first",
    "put_in_line",
    "recall",
    "remove_dispatch_rule",
    "resume",
    "set_dispatch_rule",
    "start",
    "take_back",
    "take_break",
    "transfer",
]
