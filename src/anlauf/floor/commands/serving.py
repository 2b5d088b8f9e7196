"""At the desk: start, add what turns up, set aside, carry on, finish."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as appointments
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.cases import commands as cases
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid
from anlauf.directory.models import Service
from anlauf.floor import queries
from anlauf.floor.commands.calls import NotInThisOffice
from anlauf.floor.commands.desks import VisitAtDesk, at_work
from anlauf.floor.commands.passage import end, enter, expect, go_over, held, note, told
from anlauf.floor.models import DeskSession, Item, Visit
from anlauf.floor.states import ParkReason, PeriodKind, TicketState


class UnknownReason(Invalid):
    """Visits are set aside for reasons that can be counted."""

    code = "unknown_reason"
    sentence = _("Please choose one of the reasons.")


class UnknownItem(Invalid):
    """The visit is not for this."""

    code = "unknown_item"
    sentence = _("Number %(label)s did not come for this. Please add the service first.")


@transaction.atomic
def start(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """The visitor has reached the desk."""
    visit = held(visit)
    if visit.state == TicketState.SERVING:
        return visit
    expect(visit, TicketState.CALLED)

    enter(visit, TicketState.SERVING, at=at, also=told("floor.started", visit, by=by, at=at))
    return visit


@transaction.atomic
def add_service(
    visit: Visit, service: Service, count: int = 1, *, by: Actor, at: datetime
) -> Visit:
    """Note that the visit is for this service too, so many times; saying it twice is harmless.

    What is added is what is done next: from now on time counts for it, until `work_on`.
    """
    visit = held(visit)
    expect(visit, TicketState.SERVING)
    lines = {item.service_id: item.count for item in visit.items.all()} | {service.pk: count}
    need = appointments.needed([Line(*line) for line in lines.items()], visit.office_id)

    item, is_new = Item.objects.update_or_create(
        visit=visit,
        service=service,
        defaults={"count": count},
        create_defaults={"count": count, "added_at_desk": True},
    )
    if is_new:
        go_over(visit, item, PeriodKind.SERVING, at=at)
    visit.minutes = queries.planned_minutes(
        need.ticks, visit.access_needs, visit.office_id, visit.date
    )
    visit.skills = sorted(need.skills)
    visit.save(update_fields=["minutes", "skills"])
    note("floor.service_added", visit, by=by, at=at, service=service.pk, count=count)
    return visit


@transaction.atomic
def work_on(visit: Visit, item: int, *, by: Actor, at: datetime) -> Visit:
    """Go over to this of the visit's services: its time runs from now on."""
    return _go_over(visit, item, PeriodKind.SERVING, by=by, at=at)


@transaction.atomic
def step_out(visit: Visit, item: int, *, by: Actor, at: datetime) -> Visit:
    """Leave for the back office to work on this service, while the visitor stays at the desk."""
    return _go_over(visit, item, PeriodKind.BACK_OFFICE, by=by, at=at)


@transaction.atomic
def finish(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """The visitor goes; what was promised beyond this moment is free again.

    A case they came for goes on: it can be decided, or has been picked up.
    """
    served = end(visit, TicketState.FINISHED, AppointmentState.SERVED, by=by, at=at)
    matter = served.appointment.case
    if matter is not None:
        cases.served(matter, by=by, at=at)
    return served


@transaction.atomic
def park(visit: Visit, reason: str, *, by: Actor, at: datetime) -> Visit:
    """Set a visit aside; the desk is free for others meanwhile."""
    if reason not in ParkReason.values:
        raise UnknownReason
    visit = held(visit)
    if visit.state == TicketState.PARKED:
        return visit

    left = visit.desk_id
    visit.desk = None
    parked = told("floor.parked", visit, by=by, at=at, desk=left, reason=reason)
    enter(visit, TicketState.PARKED, at=at, reason=reason, also=parked)
    return visit


@transaction.atomic
def resume(visit: Visit, session: DeskSession, *, by: Actor, at: datetime) -> Visit:
    """Carry on with a parked visit at this desk."""
    session = at_work(session)
    present = queries.visit_at_desk(session.desk_id)
    if present is not None and present.pk != visit.pk:
        raise VisitAtDesk(label=present.label)
    visit = held(visit)
    if visit.state == TicketState.SERVING and visit.desk_id == session.desk_id:
        return visit
    if visit.office_id != session.desk.office_id:
        raise NotInThisOffice(label=visit.label)
    expect(visit, TicketState.PARKED)

    visit.desk = session.desk
    enter(visit, TicketState.SERVING, at=at, also=told("floor.resumed", visit, by=by, at=at))
    return visit


def _go_over(visit: Visit, number: int, kind: PeriodKind, *, by: Actor, at: datetime) -> Visit:
    visit = held(visit)
    expect(visit, TicketState.SERVING)
    item = visit.items.filter(pk=number).first()
    if item is None:
        raise UnknownItem(label=visit.label)

    if go_over(visit, item, kind, at=at):
        note("floor.went_over", visit, by=by, at=at, service=item.service_id, kind=kind)
    return visit
