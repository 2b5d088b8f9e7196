"""Rows of the floor as frozen values: for the engine, and for people who look."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from anlauf.booking.states import ClaimState
from anlauf.directory.states import Channel
from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid
from anlauf.floor.models import ArrivalRule, DeskSession, DispatchRule, Visit
from anlauf.floor.states import TicketState, WorkKind
from anlauf.floor.values import DispatchRuleSaid, FloorPolicy, Piece, Seat, Ticket, WorkNow

RANKING = (
    "pk",
    "number",
    "skills",
    "arrived_at",
    "due_at",
    "minutes",
    "urgency_id",
    "appointment__claim",
)


RANKING_COLUMNS = """
    visit.id, visit.number, visit.skills, visit.arrived_at, visit.due_at, visit.minutes,
    visit.urgency_id, appointment.claim
"""
"""The same in a statement of a command's own."""


def waiting_in(columns: Sequence[Any]) -> Waiting:
    """Somebody who waits, from these columns in this order."""
    key, number, skills, arrived, due, minutes, urgency, claim = columns
    return Waiting(key, frozenset(skills), arrived, due, number, _urgent(urgency, claim), minutes)


def waiting(row: Mapping[str, Any]) -> Waiting:
    """Somebody who waits, from the columns of `RANKING`."""
    return Waiting(
        key=row["pk"],
        skills=frozenset(row["skills"]),
        arrived=row["arrived_at"],
        due=row["due_at"],
        number=row["number"],
        urgent=_urgent(row["urgency_id"], row["appointment__claim"]),
        minutes=row["minutes"],
    )


def standing(visit: Visit) -> Waiting:
    """The same from a whole row with its appointment."""
    own = {column: getattr(visit, column) for column in RANKING if "__" not in column}
    return waiting(own | {"appointment__claim": visit.appointment.claim})


def ticket(visit: Visit) -> Ticket:
    """A visit with its services, from a row of `queries.tickets`."""
    return Ticket(
        visit=visit.pk,
        label=visit.label,
        state=TicketState(visit.state),
        since=visit.since,
        pieces=tuple(
            Piece(item.service_id, item.service.name, item.count, item.added_at_desk, item.pk)
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
        channel=Channel(visit.appointment.channel),
        phone=visit.appointment.phone if visit.appointment.channel != Channel.VISIT else "",
        note=getattr(visit, "note_text", None) or "",
        working_on=getattr(visit, "working_on", None) or 0,
        called_for=visit.called_for,
        preferred_for=visit.preferred_for,
        urgent=_urgent(visit.urgency_id, visit.appointment.claim),
        urgency=visit.urgency_id or 0,
        appointment=visit.appointment_id,
        claimed=visit.appointment.urgency_id or 0,
        claim=visit.appointment.claim,
        case=visit.appointment.case_id or 0,
    )


def seat(session: DeskSession) -> Seat:
    """An open session, from a row of `queries.open_sessions`."""
    kind = getattr(session, "work_kind", None)
    since = getattr(session, "work_since", session.started_at)
    return Seat(
        session=session.pk,
        desk=session.desk_id,
        desk_name=session.desk.name,
        person=session.person_id,
        skills=frozenset(getattr(session, "skills", ())),
        paused=session.paused_at is not None,
        work=WorkNow(WorkKind(kind), since) if kind else None,
        moved_to=session.moved_to,
    )


def rule(row: DispatchRule) -> DispatchRuleSaid:
    """What a row says."""
    return DispatchRuleSaid(
        policy=DispatchPolicy(
            early_minutes=row.early_minutes,
            tolerance_minutes=row.tolerance_minutes,
            longest_wait_minutes=row.longest_wait_minutes,
            urgent_minutes=row.urgent_minutes,
            keep_minutes=row.keep_minutes,
            small_minutes=row.small_minutes,
            rare_skills=frozenset(row.rare_skills),
            pickup_desks=frozenset(row.pickup_desks),
        ),
        tickets_before_minutes=row.tickets_before_minutes,
        more_time_percent=row.more_time_percent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def columns(said: DispatchRuleSaid) -> dict[str, Any]:
    """What a rule says as the columns of its row; plain values, fit for the journal too."""
    figures = asdict(said.policy)
    return figures | {
        "rare_skills": sorted(said.policy.rare_skills),
        "pickup_desks": sorted(said.policy.pickup_desks),
        "tickets_before_minutes": said.tickets_before_minutes,
        "more_time_percent": said.more_time_percent,
    }


def arrival_rule(row: ArrivalRule) -> ArrivalRuleSaid:
    """What a row says about coming from afar."""
    policy = ArrivalPolicy(**{name.name: getattr(row, name.name) for name in fields(ArrivalPolicy)})
    return ArrivalRuleSaid(policy, row.valid_from, row.valid_to)


def policy(said: DispatchRuleSaid) -> FloorPolicy:
    """The figures of an office's waiting room."""
    return FloorPolicy(
        dispatch=said.policy,
        tickets_before_minutes=said.tickets_before_minutes,
        more_time_percent=said.more_time_percent,
    )


def _urgent(urgency: int | None, claim: str) -> bool:
    """Whoever showed a published reason: when they came, or for the lane they booked in."""
    return urgency is not None or claim == ClaimState.PROVED
