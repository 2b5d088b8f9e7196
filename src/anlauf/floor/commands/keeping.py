"""Whoever drew a number from afar and is not there when called keeps their place once."""

from datetime import datetime

from anlauf.core.actors import Actor
from anlauf.core.locking import locked_where
from anlauf.floor import letters
from anlauf.floor.commands.passage import enter, note
from anlauf.floor.models import Joining, Visit
from anlauf.floor.states import TicketState


def keep_once(visit: Visit, *, by: Actor, at: datetime) -> bool:
    """Put a held visit that was called in vain back to those on the way; False the second time.

    From now on it is called only after they have said that they are here.
    """
    if not visit.from_afar:
        return False
    joining = locked_where(Joining, visit_id=visit.pk)
    if joining.in_vain:
        return False

    visit.desk = None
    enter(visit, TicketState.COMING, at=at)
    joining.in_vain, joining.turn_at, joining.here_at = True, at, None
    joining.save(update_fields=["in_vain", "turn_at", "here_at"])
    letters.kept(joining, visit, at=at)
    note("floor.kept_once", visit, by=by, at=at)
    return True
