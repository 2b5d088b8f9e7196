"""Request keys for callers that send none: the same words, said again soon, are the same one."""

from datetime import datetime
from itertools import count
from uuid import UUID, uuid5

from anlauf.booking.models import Appointment
from anlauf.booking.states import GONE
from anlauf.core import rows
from anlauf.core.keys import blinded

_SOON = 600  # seconds; a retry after a lost answer comes within minutes
_NAMESPACE = UUID("5b0c6f5e-6b52-4c55-9d0e-3c6f0f0c9a51")


def request_key(words: str, *, at: datetime) -> UUID:
    """The key of a request that says exactly this, as an earlier one did up to ten minutes ago.

    What has been given back since is asked for anew, under a key of its own.
    """
    window = int(at.timestamp()) // _SOON
    stands, _free = _looked_up(words, window - 1)
    if stands is not None and (at - stands.held_at).total_seconds() < _SOON:
        return stands.request_key
    stands, free = _looked_up(words, window)
    return stands.request_key if stands is not None else free


def _looked_up(words: str, window: int) -> tuple[Appointment | None, UUID]:
    """What these words asked for in this window, if it still stands, else the next key for them."""
    for number in count():
        key = _key(words, window, number)
        made = rows.find(Appointment, request_key=key)
        if made is None or made.state not in GONE:
            return made, key
    raise AssertionError("Counting does not end.")


def _key(words: str, window: int, number: int) -> UUID:
    """Blinded, since it stays in the table when name and address have been removed."""
    return uuid5(_NAMESPACE, blinded("request", f"{window}:{number}:{words}"))
