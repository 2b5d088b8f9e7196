"""Rows of the floor as frozen values: for the engine, and for people who look."""

from collections.abc import Mapping
from typing import Any

from anlauf.engine.dispatch import Waiting
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import TicketState
from anlauf.floor.values import Piece, Seat, Ticket

RANKING = ("pk", "number", "skills", "arrived_at", "due_at")


def waiting(row: Mapping[str, Any]) -> Waiting:
    """Somebody who waits, from the columns of `RANKING`."""
    return Waiting(
        key=row["pk"],
        skills=frozenset(row["skills"]),
        arrived=row["arrived_at"],
        due=row["due_at"],
        number=row["number"],
    )


def standing(visit: Visit) -> Waiting:
    """The same from a whole row."""
    return waiting({column: getattr(visit, column) for column in RANKING})


def ticket(visit: Visit) -> Ticket:
    """A visit with its services, from a row of `queries.tickets`."""
    return Ticket(
        visit=visit.pk,
        label=visit.label,
        state=TicketState(visit.state),
        since=visit.since,
        pieces=tuple(
            Piece(item.service_id, item.service.name, item.count, item.added_at_desk)
            for item in visit.items.all()
        ),
        minutes=visit.minutes,
        arrived_at=visit.arrived_at,
        due_at=visit.due_at,
        language=visit.language,
        access_needs=tuple(visit.access_needs),
        name=visit.appointment.name,
        desk=visit.desk.name if visit.desk else "",
        wanted_desk=visit.wanted_desk.name if visit.wanted_desk else "",
        calls=visit.calls,
        park_reason=getattr(visit, "park_reason", None) or "",
    )


def seat(session: DeskSession) -> Seat:
    """An open session, from a row of `queries.open_sessions`."""
    return Seat(
        session=session.pk,
        desk=session.desk_id,
        desk_name=session.desk.name,
        person=session.person_id,
        skills=frozenset(getattr(session, "skills", ())),
        paused=session.paused_at is not None,
    )
