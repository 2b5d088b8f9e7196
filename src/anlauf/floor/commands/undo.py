"""Taking back: an end that came too early, by mistake or by misunderstanding."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.floor import queries
from anlauf.floor.commands.desks import LoggedOff, VisitAtDesk, at_work
from anlauf.floor.commands.passage import OutOfTurn, enter, held, note
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import IN_THE_BUILDING, TicketState


class DayOver(Refused):
    """Yesterday stays as it was."""

    code = "day_over"
    sentence = _("Number %(label)s was not here today. It can no longer be taken back.")


@transaction.atomic
def take_back(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Undo the end of a visit within its day.

    A finished visit carries on at its desk, one that was missed or had left waits again at its
    old place in line. Somebody who is in the building already stays where they are.
    """
    free = None
    if visit.state == TicketState.FINISHED:
        _make_sure_desk_is_free(visit)
        free = visit.desk_id
    visit = held(visit)
    if visit.state in IN_THE_BUILDING:
        return visit
    if visit.date != queries.today(at):
        raise DayOver(label=visit.label)
    if visit.state == TicketState.FINISHED and visit.desk_id != free:
        raise OutOfTurn.of(visit)  # it ended at this very moment, or at another desk

    if visit.state == TicketState.FINISHED:
        enter(visit, TicketState.SERVING, at=at)
    else:
        visit.desk = None
        enter(visit, TicketState.WAITING, at=at)
    visit.appointment = booking.reopen(visit.appointment, by=by, at=at)
    note("floor.taken_back", visit, by=by, at=at)
    return visit


def _make_sure_desk_is_free(visit: Visit) -> None:
    """Hold the session of the visit's desk, so that nobody is called there in between."""
    session = DeskSession.objects.filter(desk=visit.desk_id, ended_at__isnull=True).first()
    if session is None:
        raise LoggedOff
    session = at_work(session)
    present = queries.visit_at_desk(session.desk_id)
    if present is not None and present.pk != visit.pk:
        raise VisitAtDesk(label=present.label)
