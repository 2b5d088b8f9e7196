"""Whom a desk may call, first in line first, and why."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Desk
from anlauf.engine import desk_turns
from anlauf.engine.desk_turns import Because, Caller, Coming
from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import today
from anlauf.floor.states import TicketState
from anlauf.floor.values import FloorPolicy

_ABLE = f"""
    SELECT visit.wanted_desk_id, {snapshots.RANKING_COLUMNS}
    FROM floor_visit AS visit
    JOIN booking_appointment AS appointment ON appointment.id = visit.appointment_id
    WHERE visit.office_id = %s AND visit.date = %s AND visit.state = '{TicketState.WAITING}'
      AND visit.skills <@ %s::varchar[] AND visit.arrived_at <= %s
"""  # noqa: S608 - names from our own models


@dataclass(frozen=True)
class DeskLine:
    """Those this desk may call, in its order, out of everybody it could serve."""

    caller: Caller
    able: tuple[Waiting, ...]
    line: tuple[Waiting, ...]
    at: datetime
    policy: DispatchPolicy

    @property
    def visits(self) -> list[int]:
        """The visits in this order."""
        return [int(str(one.key)) for one in self.line]

    def because(self, visit: int) -> Because:
        """Why this visit is called before the others."""
        one = next(one for one in self.line if one.key == visit)
        return desk_turns.because(self.caller, one, self.able, self.at, self.policy)


def next_for(
    desk: Desk, skills: frozenset[str], *, at: datetime, policy: FloorPolicy | None = None
) -> list[int]:
    """Visits that a clerk with these skills may call to this desk, first in line first."""
    return desk_line(desk, skills, at=at, policy=policy).visits


def desk_line(
    desk: Desk,
    skills: frozenset[str],
    *,
    first: frozenset[str] = frozenset(),
    at: datetime,
    policy: FloorPolicy | None = None,
) -> DeskLine:
    """The line of this desk with a clerk of these skills, who was perhaps moved to the first.

    Whoever wants another desk is left to it, as long as somebody sits there.
    """
    on = today(at)
    rule = (policy or policy_of(desk.office_id, on)).dispatch
    with connection.cursor() as cursor:
        cursor.execute(_ABLE, [desk.office_id, on, sorted(skills), at])
        found = cursor.fetchall()
    elsewhere = {wanted_desk for wanted_desk, *_columns in found} - {None, desk.pk}
    attended = _attended(elsewhere) if elsewhere else set()
    able = tuple(
        snapshots.waiting_in(columns)
        for wanted_desk, *columns in found
        if wanted_desk not in attended
    )

    caller = Caller(skills, pickup=desk.number in rule.pickup_desks, first=first)
    coming: list[Coming] = []
    if skills & rule.rare_skills:
        caller = replace(caller, colleagues=_colleagues(desk))
        coming = _coming(desk.office_id, skills & rule.rare_skills, rule, at=at)
    line = desk_turns.line_for(caller, able, at, rule, coming)
    return DeskLine(caller, able, tuple(line), at, rule)


def _attended(desks: Collection[int | None]) -> set[int | None]:
    """Those of the desks at which somebody is logged on."""
    seated = DeskSession.objects.filter(desk__in=desks, ended_at__isnull=True)
    return set(seated.values_list("desk", flat=True))


def _colleagues(desk: Desk) -> tuple[frozenset[str], ...]:
    """What the clerks at the other desks that call can do."""
    seats = open_sessions(desk.office_id)
    return tuple(seat.skills for seat in seats if seat.desk != desk.pk and seat.calls)


def _coming(
    office: int, rare: frozenset[str], rule: DispatchPolicy, *, at: datetime
) -> list[Coming]:
    """Appointments about now that need such a skill and whose visitors have not come yet."""
    rows = Appointment.objects.filter(
        day__office=office,
        day__date=today(at),
        state=AppointmentState.BOOKED,
        skills__overlap=sorted(rare),
        starts_at__range=(at - rule.tolerance, at + rule.keep),
    )
    found = rows.values_list("skills", "starts_at")
    return [Coming(frozenset(skills), starts_at) for skills, starts_at in found]
