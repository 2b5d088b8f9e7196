"""How somebody can be reached is forgotten when they reach a desk or their visit ends."""

from anlauf.core import outbox
from anlauf.floor.models import Joining, Reach, Visit
from anlauf.floor.states import OVER, TicketState

_NOTHING_MORE_TO_TELL = (TicketState.SERVING, *OVER)


def forget_contact(visit: Visit) -> None:
    """Erase it with everything written to it; what has not left by now stays unsent."""
    reached = visit.from_afar or visit.wants_word
    if reached and visit.state in _NOTHING_MORE_TO_TELL:
        Reach.objects.filter(visit=visit).delete()
        Joining.objects.filter(visit=visit).update(email="", phone="", reached_by=[])
        outbox.forget([visit])
