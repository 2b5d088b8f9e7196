"""Coming in: with an appointment and its code, or without one for a ticket of today.

Whoever lets somebody in lines up behind the place's roll of numbers, so numbers have no gaps and
a second scan of the same code, or a retry of the same request, finds the visit of the first.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.booking.states import GONE, UNCONFIRMED, AppointmentState
from anlauf.booking.values import Line, WalkIn
from anlauf.core import keys
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_where
from anlauf.core.refusal import Refused, Unknown
from anlauf.directory.models import Office
from anlauf.engine import codes
from anlauf.engine.grid import clock_text
from anlauf.floor import queries
from anlauf.floor.commands.passage import note, period
from anlauf.floor.commands.presence import be_here
from anlauf.floor.commands.undo import take_back
from anlauf.floor.models import Item, Roll, Visit
from anlauf.floor.states import GONE_AWAY


class UnknownCode(Unknown):
    """Nothing belongs to these characters, or they hold a slip."""

    code = "unknown_code"
    sentence = _(
        "We do not know this code. Please check it, or ask at the reception."
        " The code has eight characters and stands in your confirmation."
    )


class WrongOffice(Refused):
    """The appointment is somewhere else."""

    code = "wrong_office"
    sentence = _("Your appointment is at another office: %(office)s, %(street)s, %(town)s.")


class WrongDay(Refused):
    """The appointment is on another date."""

    code = "wrong_day"
    sentence = _("Your appointment is not today. It is on %(date)s at %(time)s.")


class AppointmentCancelled(Refused):
    """The appointment is no more."""

    code = "appointment_cancelled"
    sentence = _("This appointment was cancelled. You can take a ticket without an appointment.")


class NotConfirmed(Refused):
    """The time was held, never booked."""

    code = "not_confirmed"
    sentence = _(
        "This appointment was never confirmed. You can take a ticket without an appointment."
    )


class AppointmentOnly(Refused):
    """The service is not given to walk-ins."""

    code = "appointment_only"
    sentence = _("This is possible with an appointment only. Please book one.")


class TicketsLater(Refused):
    """The doors are still shut."""

    code = "tickets_later"
    sentence = _("Tickets are given out from %(time)s. Please come back then.")

    @classmethod
    def of(cls, first: datetime) -> "TicketsLater":
        """Say when, by the clock on the wall."""
        return cls(time=clock_text(queries.wall(first)[1]))


class TicketsStopped(booking.NoWalkInsLeft):
    """The waiting room has all it can serve."""

    code = "tickets_stopped"
    sentence = _(
        "No more tickets without an appointment are given out here today."
        " Please choose another time or another office."
    )


class TooLate(Refused):
    """The time was given to others, and the rest of the day is taken."""

    code = "too_late"
    sentence = _(
        "Your appointment was too long ago, and nobody can serve you today any more."
        " Please book a new one."
    )


@transaction.atomic
def check_in(code: str, office: int, *, by: Actor, at: datetime) -> Visit:
    """Turn the appointment with this code into a visit, or refuse.

    Whoever missed the call or had left scans the same code again and stands in line again. A number
    drawn from afar has a code as well: with it somebody says that they are there.
    """
    appointment = _appointment(code)
    here = _office(office)
    on = queries.today(at)
    _check_place(appointment, here, on)
    roll = line_up(here, on)
    visit = Visit.objects.filter(appointment=appointment).first()

    if visit is not None and visit.from_afar:
        return be_here(visit, by=by, at=at)
    if visit is not None and visit.state in GONE_AWAY:
        return take_back(visit, by=by, at=at)
    if visit is not None:
        return visit
    appointment.refresh_from_db(fields=["state"])
    _check_time(appointment, here, at=at)

    appointment = booking.arrive(appointment, by=by, at=at)
    visit = let_in(roll, newcomer(here, appointment, at=at), due_at=appointment.starts_at)
    note("floor.checked_in", visit, by=by, at=at)
    return visit


@transaction.atomic
def give_ticket(walk_in: WalkIn, *, request_key: UUID, by: Actor, at: datetime) -> Visit:
    """Let in somebody without an appointment, while they can still be served today."""
    here = _office(walk_in.office)
    roll = line_up(here, queries.today(at))
    made = Visit.objects.filter(request_key=request_key).first()

    if made is not None:
        return made
    check_tickets(walk_in, at=at)

    overdue = queries.overdue(walk_in.office, at=at)
    appointment = booking.admit(walk_in, overdue=overdue, by=by, at=at)
    visit = let_in(roll, newcomer(here, appointment, at=at), request_key=request_key)
    note("floor.ticket_given", visit, by=by, at=at)
    return visit


def check_tickets(walk_in: WalkIn, *, at: datetime) -> None:
    """Refuse where no tickets for this are given out now, whatever the day still holds."""
    later = queries.tickets_from(walk_in.office, at=at)
    if later is not None:
        raise TicketsLater.of(later)
    if queries.tickets_stopped(walk_in.office, at=at) is not None:
        raise TicketsStopped
    if not queries.takes_walk_ins(walk_in.lines):
        raise AppointmentOnly


def line_up(here: Office, on: date) -> Roll:
    """Hold the numbers of this place and date: nobody else comes in meanwhile."""
    try:
        return locked_where(Roll, place_id=here.place_id, date=on)
    except Roll.DoesNotExist:
        Roll.objects.bulk_create([Roll(place=here.place, date=on)], ignore_conflicts=True)
        return locked_where(Roll, place_id=here.place_id, date=on)


def _appointment(code: str) -> Appointment:
    """The appointment with this code; one that can still happen goes before one that cannot."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode:
        spelled = ""
    rows = Appointment.objects.filter(code=spelled).select_related("day__office__place")
    found = sorted(rows, key=lambda row: (row.state in GONE, -row.pk))
    if not found:
        raise UnknownCode
    return found[0]


def _office(number: int) -> Office:
    return Office.objects.select_related("place").get(pk=number)


def _check_place(appointment: Appointment, here: Office, on: date) -> None:
    if appointment.state in GONE:
        raise AppointmentCancelled
    if appointment.state in UNCONFIRMED:
        raise NotConfirmed
    if appointment.day.date != on:
        date_there = date_format(appointment.day.date, "DATE_FORMAT")
        raise WrongDay(date=date_there, time=clock_text(appointment.start))
    there = appointment.day.office
    if there != here:
        place = there.place
        raise WrongOffice(office=there.short, street=place.street, town=place.town)


def _check_time(appointment: Appointment, here: Office, *, at: datetime) -> None:
    """Whoever comes after their time was given away is let in like somebody without one."""
    if appointment.state != AppointmentState.MISSED:
        return
    rows = appointment.services.values_list("service", "count")
    lines = [Line(service, count) for service, count in rows]
    if queries.first_walk_in(here.pk, lines, at=at) is None:
        raise TooLate


def newcomer(here: Office, appointment: Appointment, *, at: datetime) -> Visit:
    """A visit for whoever keeps this appointment, without a number yet."""
    return Visit(
        office=here,
        place=here.place,
        appointment=appointment,
        skills=appointment.skills,
        minutes=queries.planned_minutes(
            appointment.ticks, appointment.access_needs, here.pk, queries.today(at)
        ),
        language=appointment.language,
        access_needs=appointment.access_needs,
        arrived_at=at,
        since=at,
        key=keys.digest(queries.visit_key(appointment)),
    )


def let_in(
    roll: Roll,
    visit: Visit,
    *,
    due_at: datetime | None = None,
    request_key: UUID | None = None,
) -> Visit:
    """Give the visit the next number and let its time begin."""
    roll.last += 1
    roll.save(update_fields=["last"])
    visit.date, visit.number = roll.date, roll.last
    visit.due_at, visit.request_key = due_at, request_key
    visit.save(force_insert=True)
    promised = visit.appointment
    lines = promised.known_lines
    if lines is None:
        lines = list(promised.services.order_by("pk").values_list("service", "count"))
    Item.objects.bulk_create(
        Item(visit=visit, service_id=service, count=count) for service, count in lines
    )
    period(visit).save(force_insert=True)
    return visit
