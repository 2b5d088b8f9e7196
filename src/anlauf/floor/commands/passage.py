"""The one place where a visit changes state: the table is asked, a period ends, the next begins."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_where
from anlauf.core.refusal import Refused
from anlauf.engine.lifecycle import ForbiddenMove
from anlauf.floor import queries
from anlauf.floor.commands import statement
from anlauf.floor.commands.afar import forget_contact
from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.states import OVER, TICKET, PeriodKind, TicketState

_CHANGING = (
    "office_id",
    "state",
    "skills",
    "minutes",
    "desk_id",
    "wanted_desk_id",
    "called_at",
    "calls",
    "called_for",
    "preferred_for",
    "since",
)


class OutOfTurn(Refused):
    """The visit is not where this step begins."""

    code = "out_of_turn"
    sentence = _("This is not possible now. Number %(label)s: %(state)s.")

    @classmethod
    def of(cls, visit: Visit) -> "OutOfTurn":
        """Say where the visit stands instead."""
        return cls(label=visit.label, state=TicketState(visit.state).label)


def held(visit: Visit) -> Visit:
    """Fetch the visit as it is now and keep everybody else from changing it.

    Alone, without joining its desk: after waiting for the lock the database reads the visit
    anew, but a joined row would still be the desk from before.
    """
    return locked_where(Visit, id=visit.pk)


def expect(visit: Visit, *states: TicketState) -> None:
    """Refuse unless the visit stands in one of these states.

    The table allows a move for the sake of some verb; this keeps the others from making it.
    """
    if visit.state not in states:
        raise OutOfTurn.of(visit)


def enter(visit: Visit, state: TicketState, *, at: datetime, reason: str = "") -> None:
    """Bring a visit that the caller holds into its next state, or refuse.

    Two processes read the clock before they wait for each other, so `at` may lie a moment before
    the last change; time on a visit never runs backwards.
    """
    try:
        TICKET.check(TicketState(visit.state), state)
    except ForbiddenMove:
        raise OutOfTurn.of(visit) from None

    moment, before = max(at, visit.since), visit.state
    visit.state, visit.since = state, moment
    item = None
    if state == TicketState.SERVING:
        item = queries.item_next(visit) if before == TicketState.CALLED else queries.item_now(visit)
    begins = None if state in OVER else period(visit, reason=reason, item=item)
    statement.step(visit, _CHANGING, begins)
    forget_contact(visit)


def period(visit: Visit, *, reason: str = "", item: Item | None = None) -> Period:
    """The interval that the visit's state is made of, not yet stored."""
    return Period(
        visit=visit,
        item=item,
        kind=visit.state,
        desk_id=visit.desk_id,
        reason=reason,
        started_at=visit.since,
    )


def go_over(visit: Visit, item: Item, kind: PeriodKind, *, at: datetime) -> bool:
    """Let a held visit at a desk go over to another item or kind of work; False if it is there."""
    present = visit.periods.filter(ended_at__isnull=True).get()
    if (present.item_id, present.kind) == (item.pk, kind):
        return False

    moment = max(at, present.started_at)
    present.ended_at = moment
    present.save(update_fields=["ended_at"])
    Period.objects.create(
        visit=visit, item=item, kind=kind, desk_id=visit.desk_id, started_at=moment
    )
    return True


def note(verb: str, visit: Visit, *, by: Actor, at: datetime, **facts: object) -> None:
    """Write into the journal what happened to the visit, and at which desk it stands."""
    journal.record(
        verb,
        visit,
        by=by,
        at=at,
        office=visit.office_id,
        facts={"desk": visit.desk_id} | facts,
    )
