"""The end of an entry on the waiting list: from then on nobody knows whose it was."""

from datetime import datetime

from anlauf.booking.models import KeptWish
from anlauf.booking.states import WISH, WishState
from anlauf.core import journal
from anlauf.core.actors import Actor

_FORGOTTEN: dict[str, object] = {
    "name": "",
    "email": "",
    "phone": "",
    "access_needs": [],
    "reached_by": [],
    "urgent_on": None,
}


def end(wish: KeptWish, state: WishState, *, by: Actor, at: datetime) -> None:
    """Close a locked entry and erase how its owner could be reached."""
    WISH.check(WishState(wish.state), state)

    wish.state, wish.ended_at = state, at
    for column, nothing in _FORGOTTEN.items():
        setattr(wish, column, nothing)
    wish.save(update_fields=["state", "ended_at", *_FORGOTTEN])
    journal.record(f"booking.wish_{state}", wish, by=by, at=at)
