"""What happens to a case, one verb each."""

from anlauf.cases.commands.answers import Said
from anlauf.cases.commands.ask import NothingToAsk, ask_for_papers, papers_handed_in, weigh
from anlauf.cases.commands.assign import assign, hand_over, take_next
from anlauf.cases.commands.bundles import (
    Together,
    agree_all,
    assign_all,
    decide_all,
    invite_all,
    leave_bundle,
    put_together,
    start_all,
)
from anlauf.cases.commands.certify import NoCertificate, print_certificate
from anlauf.cases.commands.decide import SecondPairOfEyes, agree, decide, send_back
from anlauf.cases.commands.figures import (
    FiguresBeginTooSoon,
    FiguresEndTooSoon,
    NoSuchFigures,
    UnknownCaseFigure,
    check_figures,
    remove_figures,
    set_figures,
)
from anlauf.cases.commands.fill_in import FormEnded, answer, begin, choose_part, send_link
from anlauf.cases.commands.forget import forget_cases, forget_now
from anlauf.cases.commands.forget_forms import forget_forms
from anlauf.cases.commands.hand_in import NotComplete, hand_in
from anlauf.cases.commands.look import look_at
from anlauf.cases.commands.others import answered, write_to
from anlauf.cases.commands.own_data import StillWorkedOn, erase_on_request, take_out
from anlauf.cases.commands.reading import look_into, search
from anlauf.cases.commands.receive import receive
from anlauf.cases.commands.remind import bridge_permits, remind_of_papers
from anlauf.cases.commands.said import note, read_messages, write_message
from anlauf.cases.commands.scans import scan_papers
from anlauf.cases.commands.steps import (
    card_is_here,
    check_again,
    hand_out,
    invite_to_visit,
    not_as_it_should_be,
    picked_up_by_mistake,
    served,
    start_checking,
    visited,
    withdraw,
)
from anlauf.cases.commands.sweep import sweep_files
from anlauf.cases.commands.uploads import take_back, upload
from anlauf.cases.commands.urgency import state_dates

__all__ = [
    "FiguresBeginTooSoon",
    "FiguresEndTooSoon",
    "FormEnded",
    "NoCertificate",
    "NoSuchFigures",
    "NotComplete",
    "NothingToAsk",
    "Said",
    "SecondPairOfEyes",
    "StillWorkedOn",
    "Together",
    "UnknownCaseFigure",
    "agree",
    "agree_all",
    "answer",
    "answered",
    "ask_for_papers",
    "assign",
    "assign_all",
    "begin",
    "bridge_permits",
    "card_is_here",
    "check_again",
    "check_figures",
    "choose_part",
    "decide",
    "decide_all",
    "erase_on_request",
    "forget_cases",
    "forget_forms",
    "forget_now",
    "hand_in",
    "hand_out",
    "hand_over",
    "invite_all",
    "invite_to_visit",
    "leave_bundle",
    "look_at",
    "look_into",
    "not_as_it_should_be",
    "note",
    "papers_handed_in",
    "picked_up_by_mistake",
    "print_certificate",
    "put_together",
    "read_messages",
    "receive",
    "remind_of_papers",
    "remove_figures",
    "scan_papers",
    "search",
    "send_back",
    "send_link",
    "served",
    "set_figures",
    "start_all",
    "start_checking",
    "state_dates",
    "sweep_files",
    "take_back",
    "take_next",
    "take_out",
    "upload",
    "visited",
    "weigh",
    "withdraw",
    "write_message",
    "write_to",
]
