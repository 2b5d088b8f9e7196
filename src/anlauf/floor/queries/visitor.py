"""What visitors ask about themselves: which ticket is theirs, where it stands, how long yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as booking
from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line, Policy
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.engine import dispatch, waits
from anlauf.engine.grid import TICK_MINUTES
from anlauf.floor import snapshots
from anlauf.floor.models import Visit
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import today
from anlauf.floor.states import AT_A_DESK, IN_THE_BUILDING, TicketState
from anlauf.floor.values import FloorPolicy, Position, Seat

_PURPOSE = "visit"
_LOOK_AHEAD = timedelta(hours=3)
_MINUTE = timedelta(minutes=1)
_LAST = 32_767  # a number after every other
_SOON = 2.0  # minutes until somebody is done who should have been done by now


class UnknownVisit(Unknown):
    """No visit belongs to this link."""

    code = "unknown_visit"
    sentence = _("We cannot find this ticket. Please check the link or ask at the reception.")


class VisitEnded(UnknownVisit):
    """The link was good once."""

    code = "visit_ended"
    status = 410
    sentence = _("This link has ended, because the visit is over. We hope we could help you.")


def visit_key(appointment: Appointment) -> str:
    """What opens the own page of whoever keeps this appointment."""
    return keys.derive(_PURPOSE, appointment.uid)


def visit_by_key(key: str, *, at: datetime, policy: Policy | None = None) -> Visit:
    """The visit whose page this opens, until some days after it."""
    policy = policy or policy_at(at)
    visit = _only(Visit.objects.filter(key=keys.digest(key)))
    if visit.arrived_at + policy.links_last <= at:
        raise VisitEnded
    return visit


def visit_by_number(office: int, number: int) -> Visit:
    """The visit with this number in the table, if it is in this office."""
    return _only(Visit.objects.filter(pk=number, office=office))


def position(visit: Visit, *, at: datetime, policy: FloorPolicy | None = None) -> Position:
    """Where the visit stands now.

    The wait is None when the visit no longer waits, or when nobody here can say.
    """
    rule = policy or policy_of(visit.office_id, visit.date)
    room = _Room.of(visit.office_id, visit.date, at=at, policy=rule)
    if visit.pk not in room.present and visit.state in IN_THE_BUILDING:
        # Between reading the visit and the room it left, or went on to the office next door.
        return position(_only(Visit.objects.filter(pk=visit.pk)), at=at, policy=policy)
    visit = room.present.get(visit.pk, visit)
    if visit.state != TicketState.WAITING:
        desk = visit.desk.name if visit.desk else ""
        return Position(visit.label, TicketState(visit.state), ahead=0, wait=None, desk=desk)

    ahead = [one.key for one in room.line].index(visit.pk)
    me = room.visitor(room.line[ahead])
    wait = room.wait(room.line[:ahead], me, room.line[ahead + 1 :], seed=visit.pk)
    return Position(visit.label, TicketState.WAITING, ahead=ahead, wait=wait, desk="")


def wait_for(
    office: int, lines: Sequence[Line], *, at: datetime, policy: FloorPolicy | None = None
) -> waits.WaitRange | None:
    """How long somebody who walks in now would wait; None when nobody here can say."""
    need = booking.needed(lines, office)
    on = today(at)
    rule = policy or policy_of(office, on)
    room = _Room.of(office, on, at=at, policy=rule)
    newcomer = dispatch.Waiting("newcomer", need.skills, at, due=None, number=_LAST)
    line = dispatch.order([*room.line, newcomer], at, rule.dispatch)
    ahead = line.index(newcomer)
    longest = rule.dispatch.longest_wait_minutes
    me = waits.Visitor(need.skills, need.ticks * TICK_MINUTES, due=longest)
    return room.wait(line[:ahead], me, line[ahead + 1 :], seed=0)


@dataclass(frozen=True)
class _Room:
    """An office as far as a wait depends on it: who is there, who comes, who calls."""

    present: Mapping[int, Visit]
    line: Sequence[dispatch.Waiting]
    expected: Sequence[waits.Visitor]
    clerks: Sequence[waits.Server]
    at: datetime
    policy: FloorPolicy

    @classmethod
    def of(cls, office: int, on: date, *, at: datetime, policy: FloorPolicy) -> "_Room":
        """Look around in the office."""
        rows = in_state(office, on, *IN_THE_BUILDING).select_related("desk", "appointment")
        present = {row.pk: row for row in rows}
        waiting = [row for row in present.values() if row.state == TicketState.WAITING]
        return cls(
            present=present,
            line=dispatch.order(map(snapshots.standing, waiting), at, policy.dispatch),
            expected=_expected(office, on, at=at, policy=policy),
            clerks=_clerks(open_sessions(office), present.values(), at),
            at=at,
            policy=policy,
        )

    def wait(
        self,
        ahead: Sequence[dispatch.Waiting],
        me: waits.Visitor,
        behind: Sequence[dispatch.Waiting],
        *,
        seed: int,
    ) -> waits.WaitRange | None:
        """The wait of somebody between these people."""
        coming = [*map(self.visitor, behind), *self.expected]
        queue = waits.Queue(self.clerks, [self.visitor(one) for one in ahead], coming)
        return waits.estimate(queue, me, seed=seed)

    def visitor(self, one: dispatch.Waiting) -> waits.Visitor:
        """Somebody in the line, and when they stand among the appointments if not yet."""
        comes = dispatch.stands_first_from(one, self.policy.dispatch)
        return waits.Visitor(one.skills, one.minutes, due=(comes - self.at) / _MINUTE)


def _only(rows: QuerySet[Visit]) -> Visit:
    visit = rows.select_related("office__place", "desk", "appointment").first()
    if visit is None:
        raise UnknownVisit
    return visit


def _expected(office: int, on: date, *, at: datetime, policy: FloorPolicy) -> list[waits.Visitor]:
    """Appointments of the next hours whose visitors are still on their way."""
    coming = Appointment.objects.filter(
        day__office=office,
        day__date=on,
        state=AppointmentState.BOOKED,
        starts_at__range=(at, at + _LOOK_AHEAD),
    )
    return [
        waits.Visitor(
            skills=frozenset(skills),
            minutes=ticks * TICK_MINUTES,
            due=(starts_at - policy.dispatch.early - at) / _MINUTE,
        )
        for skills, ticks, starts_at in coming.values_list("skills", "ticks", "starts_at")
    ]


def _clerks(seats: Iterable[Seat], present: Iterable[Visit], at: datetime) -> list[waits.Server]:
    """Desks that call, and how long each will probably be taken yet."""
    taken = {row.desk_id: _minutes_left(row, at) for row in present if row.state in AT_A_DESK}
    return [waits.Server(seat.skills, taken.get(seat.desk, 0.0)) for seat in seats if seat.calls]


def _minutes_left(visit: Visit, at: datetime) -> float:
    if visit.state == TicketState.CALLED:
        return float(visit.minutes)
    return max(_SOON, visit.minutes - (at - visit.since) / _MINUTE)
