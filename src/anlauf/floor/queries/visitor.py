"""What visitors ask about themselves: which ticket is theirs, where it stands, how long yet."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.engine import dispatch
from anlauf.engine.waits import WaitRange
from anlauf.floor import snapshots
from anlauf.floor.models import Visit
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.waits import play_room, room_waits
from anlauf.floor.states import IN_LINE, TicketState
from anlauf.floor.values import FloorPolicy, Position

_PURPOSE = "visit"


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
    visit = _only(Visit.objects.filter(pk=visit.pk))
    if visit.state not in IN_LINE:
        desk = visit.desk.name if visit.desk else ""
        return Position(visit.label, TicketState(visit.state), ahead=0, wait=None, desk=desk)

    rule = (policy or policy_of(visit.office_id, visit.date)).dispatch
    rows = in_state(visit.office_id, visit.date, *IN_LINE)
    room = [snapshots.waiting(row) for row in rows.values(*snapshots.RANKING)]
    here = dispatch.rank(snapshots.standing(visit), at, rule)
    ahead = sum(dispatch.rank(one, at, rule) < here for one in room)
    wait = _wait(visit, at=at, policy=policy)
    return Position(visit.label, TicketState(visit.state), ahead=ahead, wait=wait, desk="")


def _wait(visit: Visit, *, at: datetime, policy: FloorPolicy | None) -> WaitRange | None:
    if policy is None:
        return room_waits(visit.office_id, at=at).of(visit.pk)
    return play_room(visit.office_id, at=at, policy=policy).of(visit.pk)


def _only(rows: QuerySet[Visit]) -> Visit:
    visit = rows.select_related("office__place", "desk", "appointment").first()
    if visit is None:
        raise UnknownVisit
    return visit
