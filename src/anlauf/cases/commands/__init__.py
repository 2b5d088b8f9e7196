"""What happens to a case, one verb each."""

from anlauf.cases.commands.ask import NothingToAsk, ask_for_papers, papers_handed_in, weigh
from anlauf.cases.commands.assign import assign, hand_over, take_next
from anlauf.cases.commands.decide import SecondPairOfEyes, agree, decide, send_back
from anlauf.cases.commands.forget import forget_cases, forget_now
from anlauf.cases.commands.others import answered, write_to
from anlauf.cases.commands.receive import receive
from anlauf.cases.commands.said import note, read_messages, write_message
from anlauf.cases.commands.steps import (
    card_is_here,
    hand_out,
    invite_to_visit,
    not_as_it_should_be,
    picked_up_by_mistake,
    served,
    start_checking,
    visited,
    withdraw,
)
from anlauf.cases.commands.urgency import state_dates

__all__ = [
    "NothingToAsk",
    "SecondPairOfEyes",
    "agree",
    "answered",
    "ask_for_papers",
    "assign",
    "card_is_here",
    "decide",
    "forget_cases",
    "forget_now",
    "hand_out",
    "hand_over",
    "invite_to_visit",
    "not_as_it_should_be",
    "note",
    "papers_handed_in",
    "picked_up_by_mistake",
    "read_messages",
    "receive",
    "send_back",
    "served",
    "start_checking",
    "state_dates",
    "take_next",
    "visited",
    "weigh",
    "withdraw",
    "write_message",
    "write_to",
]
