"""What visitors ask about themselves: which ticket is theirs, where it stands, how long yet."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.floor.models import Visit
from anlauf.floor.queries.waits import RoomWaits, play_room, room_waits
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

    room = _room(visit.office_id, at=at, policy=policy)
    ahead, wait = room.ahead_of(visit.pk), room.of(visit.pk)
    return Position(visit.label, TicketState(visit.state), ahead=ahead, wait=wait, desk="")


def _room(office: int, *, at: datetime, policy: FloorPolicy | None) -> RoomWaits:
    if policy is None:
        return room_waits(office, at=at)
    return play_room(office, at=at, policy=policy)


def _only(rows: QuerySet[Visit]) -> Visit:
    visit = rows.select_related("office__place", "desk", "appointment").first()
    if visit is None:
        raise UnknownVisit
    return visit
