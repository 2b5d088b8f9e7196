"""What stands in the calendar for a case: its code, and the visit booked with it."""

from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.queries.invitations import booked_with
from anlauf.booking.states import GONE, AppointmentState, Share
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState
from anlauf.core import keys
from anlauf.directory import queries as directory
from anlauf.directory.models import Offering
from anlauf.engine import codes
from anlauf.engine.grid import local

__all__ = [
    "TO_COME",
    "Again",
    "code_of_case",
    "offices_to_come_to",
    "service_to_come_for",
    "share_of",
    "usable_for_case",
    "visit_of_case",
    "visits_of_case",
    "why_again",
    "without_a_code",
]
_PURPOSE = "invitation of a case"
TO_COME = (
    AppointmentState.HELD,
    AppointmentState.AWAITING_CONFIRMATION,
    AppointmentState.BOOKED,
    AppointmentState.ARRIVED,
)


NOT_SERVED = (AppointmentState.MISSED, AppointmentState.LEFT)


class Again(StrEnum):
    """Why somebody is sent another code; empty where it is the first."""

    NOT = ""
    MISSED = "missed"
    RAN_OUT = "ran_out"


def service_to_come_for(case: Case) -> int | None:
    """What the person is to come for now: the matter itself, or to pick up what was made."""
    if case.state == CaseState.READY_FOR_VISIT:
        return case.kind.service_id
    if case.state == CaseState.READY_FOR_PICKUP:
        return case.kind.pick_up_id
    return None


def offices_to_come_to(case: Case) -> tuple[int, ...]:
    """Where: at the case's own office; what lies ready, else wherever it can be handed out."""
    if case.state != CaseState.READY_FOR_PICKUP:
        return (case.office_id,)
    rows = Offering.objects.filter(service=case.kind.pick_up_id)
    offices = set(rows.values_list("office", flat=True))
    return (case.office_id,) if case.office_id in offices else tuple(sorted(offices))


def share_of(invitation: Invitation) -> Share:
    """Which times the code opens: those kept for codes, or to pick something up, everybody's."""
    case = invitation.case
    if case is None or case.kind.pick_up_id in {None, case.kind.service_id}:
        return Share.INVITATION
    picks_up = invitation.lines == [[case.kind.pick_up_id, 1]]
    return Share.ONLINE if picks_up else Share.INVITATION


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


def without_a_code(today: date) -> QuerySet[Case]:
    """Cases whose person is to come for the visit, has no time and no code that is still good.

    The late are served on their day, so whoever missed it waits until the next. Each case knows
    how many codes were sent since it became ready (`codes_sent`).
    """
    mine = Appointment.objects.filter(case=OuterRef("pk"))
    used = Appointment.objects.filter(uid=OuterRef("appointment__uid")).exclude(state__in=GONE)
    good = Invitation.objects.filter(
        ~Exists(used),
        case=OuterRef("pk"),
        sent_on__isnull=False,
        withdrawn_at=None,
        valid_until__gte=today,
    )
    sent = Q(invitations__sent_on__isnull=False, invitations__made_at__gte=F("step_since"))
    return (
        Case.objects.filter(state=CaseState.READY_FOR_VISIT)
        .exclude(Exists(good))
        .exclude(Exists(mine.filter(state__in=TO_COME)))
        .exclude(Exists(mine.filter(state__in=NOT_SERVED, day__date__gte=today)))
        .annotate(codes_sent=Count("invitations", filter=sent))
    )


def why_again(invitation: Invitation) -> Again:
    """Why a further code is sent for the same visit: the one before was missed, or ran out."""
    case = invitation.case
    if case is None:
        return Again.NOT
    before = Invitation.objects.filter(
        case=case, lines=invitation.lines, pk__lt=invitation.pk, made_at__gte=case.step_since
    )
    last = before.filter(sent_on__isnull=False).order_by("-pk").first()
    if last is None:
        return Again.NOT
    used = booked_with(last)
    return Again.MISSED if used is not None and used.state in NOT_SERVED else Again.RAN_OUT


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
