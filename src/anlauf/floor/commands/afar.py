"""How somebody from afar can be reached is forgotten when they reach a desk or their visit ends."""

from anlauf.core import outbox
from anlauf.floor.models import Joining, Visit
from anlauf.floor.states import OVER, TicketState

_NOTHING_MORE_TO_TELL = (TicketState.SERVING, *OVER)


def forget_contact(visit: Visit) -> None:
    """Erase it with everything written to it; what has not left by now stays unsent."""
    if visit.from_afar and visit.state in _NOTHING_MORE_TO_TELL:
        Joining.objects.filter(visit=visit).update(email="", phone="", reached_by=[])
        outbox.forget([visit])
