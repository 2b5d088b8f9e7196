"""One key at a pick-up counter: whoever stands there is done, the next one is called.

Way and service are one here: what is fetched in seconds counts as served from the call on.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anlauf.core.actors import Actor
from anlauf.floor import queries
from anlauf.floor.commands.calls import call_next
from anlauf.floor.commands.desks import at_work
from anlauf.floor.commands.serving import finish, start
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import TicketState


@dataclass(frozen=True)
class Turnover:
    """Who is done and who was called instead; either may be nobody."""

    finished: Visit | None
    called: Visit | None


@transaction.atomic
def quick(
    session: DeskSession, *, done_at: datetime | None = None, by: Actor, at: datetime
) -> Turnover:
    """Finish whoever is at this desk, since `done_at` if that was earlier, and call the next."""
    session = at_work(session)
    present = queries.visit_at_desk(session.desk_id)

    finished = None
    if present is not None:
        if present.state == TicketState.CALLED:
            present = start(present, by=by, at=present.since)
        finished = finish(present, by=by, at=done_at or at)

    return Turnover(finished, call_next(session, by=by, at=at))
