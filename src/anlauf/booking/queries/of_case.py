"""What stands in the calendar for a case: its code, and the visit booked with it."""

from datetime import datetime

from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.queries.invitations import booked_with
from anlauf.booking.states import GONE, AppointmentState
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState
from anlauf.core import keys
from anlauf.directory import queries as directory
from anlauf.engine import codes
from anlauf.engine.grid import local

__all__ = [
    "TO_COME",
    "code_of_case",
    "service_to_come_for",
    "usable_for_case",
    "visit_of_case",
    "visits_of_case",
]
_PURPOSE = "invitation of a case"
TO_COME = (
    AppointmentState.HELD,
    AppointmentState.AWAITING_CONFIRMATION,
    AppointmentState.BOOKED,
    AppointmentState.ARRIVED,
)


def service_to_come_for(case: Case) -> int | None:
    """What the person is to come for now: the matter itself, or to pick up what was made."""
    if case.state == CaseState.READY_FOR_VISIT:
        return case.kind.service_id
    if case.state == CaseState.READY_FOR_PICKUP:
        return case.kind.pick_up_id
    return None


def usable_for_case(case: Case, *, at: datetime) -> Invitation | None:
    """The case's invitation with which a time can be booked now, for what it needs now."""
    service = service_to_come_for(case)
    if service is None:
        return None
    today = local(at, directory.zone())[0]
    good = Invitation.objects.filter(case=case, withdrawn_at=None, valid_until__gte=today)
    last = good.filter(lines=[[service, 1]]).order_by("-pk").first()
    return None if last is None or booked_with(last) is not None else last


def code_of_case(case: Case, invitation: Invitation) -> str:
    """The code of a case's invitation, also of the one that is about to be made."""
    made = Invitation.objects.filter(case=case)
    before = made if invitation.pk is None else made.filter(pk__lt=invitation.pk)
    return codes.spell(bytes.fromhex(f"0{keys.blinded(_PURPOSE, f'{case.uid}:{before.count()}')}"))


def visit_of_case(case: Case) -> Appointment | None:
    """The appointment that stands for what the case needs now: the visit, or the pick-up."""
    service = service_to_come_for(case)
    if service is None:
        return None
    rows = Appointment.objects.filter(case=case, state__in=TO_COME, services__service=service)
    return rows.select_related("day__office").order_by("-pk").first()


def visits_of_case(case: int) -> list[Appointment]:
    """Every appointment made for the case that was not given up, the latest first."""
    rows = Appointment.objects.filter(case=case).exclude(state__in=GONE)
    return list(rows.select_related("day__office").order_by("-pk"))
