"""Saying that one is there: whoever drew a number from afar waits in the building from now on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.floor.commands.passage import enter, held, note
from anlauf.floor.models import Joining, Visit
from anlauf.floor.states import GONE_AWAY, TicketState


class NumberEnded(Refused):
    """The place was kept once already."""

    code = "number_ended"
    sentence = _(
        "Number %(label)s has ended, because its turn had passed."
        " Please draw a new number, if there is still time today."
    )


@transaction.atomic
def be_here(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Note that somebody from afar is there now; they wait at the place they had in line."""
    visit = held(visit)
    if visit.state in GONE_AWAY:
        raise NumberEnded(label=visit.label)
    if visit.state != TicketState.COMING:
        return visit

    enter(visit, TicketState.WAITING, at=at)
    Joining.objects.filter(visit=visit).update(here_at=at, turn_at=None)
    note("floor.came", visit, by=by, at=at)
    return visit
