"""What boards, desks and planners look at."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from anlauf.directory.states import Channel
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.queries.attendance import skill_names
from anlauf.floor.queries.calls_for_help import calls_for_help
from anlauf.floor.queries.desk_line import DeskLine, desk_line
from anlauf.floor.queries.queue import in_line, in_state, tickets
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.seats import seat_of
from anlauf.floor.queries.wall import today
from anlauf.floor.states import AT_A_DESK, IN_THE_BUILDING, OVER, TicketState
from anlauf.floor.values import Board, Called, DeskView, FloorPolicy, Next, Ticket

_TAKEN_BACK_AT_MOST = 8


def board(office: int, *, at: datetime) -> Board:
    """The numbers called and served, the latest call first, and how many wait.

    Whoever is called by phone or video is not in the room.
    """
    present = in_state(office, today(at), TicketState.WAITING, *AT_A_DESK)
    rows = list(present.filter(appointment__channel=Channel.VISIT).select_related("desk"))
    called = sorted(
        (_called(row) for row in rows if row.state == TicketState.CALLED),
        key=lambda call: call.at,
        reverse=True,
    )
    serving = sorted(
        (_called(row) for row in rows if row.state == TicketState.SERVING),
        key=lambda call: call.desk,
    )
    waiting = sum(row.state == TicketState.WAITING for row in rows)
    unsigned = Board(tuple(called), tuple(serving), waiting, version="")
    return replace(unsigned, version=sha256(repr(unsigned).encode()).hexdigest()[:16])


def desk_view(session: DeskSession, *, at: datetime, policy: FloorPolicy | None = None) -> DeskView:
    """Everything on a clerk's screen; raises Unknown when the session is over."""
    seat = seat_of(session.pk)
    on = today(at)
    office = session.desk.office_id
    rule = policy or policy_of(office, on)
    rows = list(
        tickets(
            Visit.objects.filter(
                Q(office=office, date=on, state__in=IN_THE_BUILDING) | _recent(session)
            )
        )
    )
    waiting = [row for row in rows if row.state == TicketState.WAITING]
    parked = [row for row in rows if row.state == TicketState.PARKED]
    present = [row for row in rows if row.state in AT_A_DESK and row.desk_id == seat.desk]
    line = desk_line(session.desk, seat.skills, first=seat.first, at=at, policy=rule)
    return DeskView(
        session=seat.session,
        desk=seat.desk_name,
        on_break_since=session.paused_at,
        work=seat.work,
        pickup=session.desk.number in rule.dispatch.pickup_desks,
        present=snapshots.ticket(present[0]) if present else None,
        next=_next(line, waiting),
        queue=in_line(waiting, [seat], at=at, policy=rule),
        parked=tuple(map(snapshots.ticket, sorted(parked, key=lambda row: row.since))),
        recent=_latest([row for row in rows if row.state in OVER]),
        help=calls_for_help(office),
        moved_to=skill_names({seat.moved_to}).get(seat.moved_to) if seat.moved_to else None,
    )


def _next(line: DeskLine, waiting: list[Visit]) -> Next | None:
    """The first in the desk's line; who came between the two looks is seen next time."""
    by_key = {row.pk: row for row in waiting}
    first = next((visit for visit in line.visits if visit in by_key), None)
    if first is None:
        return None
    return Next(snapshots.ticket(by_key[first]), line.because(first))


def recent(session: DeskSession) -> tuple[Ticket, ...]:
    """Visits that ended at this desk during the session, the latest first: what can be undone."""
    return _latest(list(tickets(Visit.objects.filter(_recent(session)))))


def _recent(session: DeskSession) -> Q:
    return Q(desk=session.desk_id, state__in=OVER, since__gte=session.started_at)


def _latest(rows: list[Visit]) -> tuple[Ticket, ...]:
    latest = sorted(rows, key=lambda row: row.since, reverse=True)[:_TAKEN_BACK_AT_MOST]
    return tuple(map(snapshots.ticket, latest))


def _called(row: Visit) -> Called:
    assert row.desk is not None
    assert row.called_at is not None
    return Called(row.label, row.desk.name, row.called_at, row.calls)
