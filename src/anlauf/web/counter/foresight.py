"""What a desk's screen will show after a press whose outcome is certain: pure.

The page keeps these beside the screen and shows them at once, so a clerk goes on working while
the press is on its way, or while there is no network at all. Whom a call would reach is not
certain, and is not foretold.
"""

from dataclasses import replace
from datetime import datetime

from anlauf.floor.states import TicketState
from anlauf.floor.values import DeskView
from anlauf.web.counter.screen import Screen, screen


def foreseen(view: DeskView, *, at: datetime) -> dict[str, Screen]:
    """The screens that may follow, by the name that verbs know them by."""
    present = view.present
    free = replace(view, present=None, next=None, on_break_since=None, work=None)
    if present is not None:
        ended = replace(present, since=at, state=TicketState.FINISHED)
        free = replace(free, recent=(ended, *view.recent))

    views = {"free": free, "break": replace(free, on_break_since=at)}
    if present is not None and present.state == TicketState.CALLED:
        serving = replace(present, state=TicketState.SERVING, since=at)
        views["serving"] = replace(view, present=serving)
    return {name: screen(each, at=at) for name, each in views.items()}
