"""The one place where a visit changes state: the table is asked, a period ends, the next begins."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core import journal, parts, rows
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_together, locked_where
from anlauf.core.parts import NOTHING, Parts
from anlauf.core.refusal import Refused
from anlauf.engine.lifecycle import ForbiddenMove
from anlauf.floor.commands import statement
from anlauf.floor.commands.afar import forget_contact
from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.states import TICKET, PeriodKind, TicketState

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

# In the order in which everybody locks them. A visit keeps its promise, and a promise its day.
_WITH_ITS_PROMISE = f"""
    SELECT {rows.columns(Visit, "visit")}, {rows.columns(OfficeDay, "day")},
           {rows.columns(Appointment, "promise")}
    FROM floor_visit AS visit
    JOIN booking_appointment AS promise ON promise.id = visit.appointment_id
    JOIN booking_officeday AS day ON day.id = promise.day_id
    WHERE visit.id = %s
    FOR NO KEY UPDATE OF visit, day, promise
"""  # noqa: S608 - names from our own models


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


def enter(
    visit: Visit, state: TicketState, *, at: datetime, reason: str = "", also: Parts = NOTHING
) -> None:
    """Bring a visit that the caller holds into its next state, or refuse.

    Whatever `also` says is written in the same statement.
    """
    before = visit.state
    _move(visit, state, at=at)
    item = ""
    if state == TicketState.SERVING:
        called = before == TicketState.CALLED
        item = statement.ITEM_NEXT if called else statement.ITEM_NOW
    begins = period(visit, reason=reason)
    parts.write(statement.step(visit, _CHANGING, begins, item=item) | also)
    forget_contact(visit)


def end(
    visit: Visit, state: TicketState, promise: AppointmentState, *, by: Actor, at: datetime
) -> Visit:
    """Bring a visit to its end and its promise to the same; again finds it ended."""
    visit, day = _held_with_its_promise(visit)
    if visit.state == state:
        return visit
    _move(visit, state, at=at)
    kept = booking.visit_ended(day, visit.appointment, promise, by=by, at=at)

    also = kept | told(f"floor.{state}", visit, by=by, at=at)
    parts.write(statement.step(visit, _CHANGING, None) | also)
    forget_contact(visit)
    return visit


def period(visit: Visit, *, reason: str = "") -> Period:
    """The interval that the visit's state is made of, not yet stored."""
    return Period(
        visit=visit,
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
    parts.write(told(verb, visit, by=by, at=at, **facts))


def told(verb: str, visit: Visit, *, by: Actor, at: datetime, **facts: object) -> Parts:
    """The same as a part of a statement; of a visit just let in the number comes from there."""
    named = {"desk": visit.desk_id} | facts
    entry = journal.draft(verb, visit, by=by, at=at, office=visit.office_id, facts=named)
    if visit._state.adding:
        return journal.part("visit_entry", entry, "FROM visit", thing_number="visit.id")
    return journal.part("visit_entry", entry)


def _held_with_its_promise(visit: Visit) -> tuple[Visit, OfficeDay]:
    """Fetch and hold the visit, today's page and the promise behind it, in this order."""
    models = Visit, OfficeDay, Appointment
    held, day, promise = locked_together(_WITH_ITS_PROMISE, [visit.pk], models)
    promise.day, held.appointment = day, promise
    return held, day


def _move(visit: Visit, state: TicketState, *, at: datetime) -> None:
    """Ask the table, and let the moment be now.

    Two processes read the clock before they wait for each other, so `at` may lie a moment before
    the last change; time on a visit never runs backwards.
    """
    try:
        TICKET.check(TicketState(visit.state), state)
    except ForbiddenMove:
        raise OutOfTurn.of(visit) from None
    visit.state, visit.since = state, max(at, visit.since)
