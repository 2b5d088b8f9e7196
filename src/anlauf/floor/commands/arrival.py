"""Coming in: with an appointment and its code, or without one for a ticket of today.

Whoever lets somebody in lines up behind the place's roll of numbers, so numbers have no gaps and
a second scan of the same code, or a retry of the same request, finds the visit of the first.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import GONE, UNCONFIRMED, AppointmentState
from anlauf.booking.values import Line, WalkIn
from anlauf.core import keys, parts, rows
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_together, locked_where
from anlauf.core.parts import Parts
from anlauf.core.refusal import Refused, Unknown
from anlauf.directory.models import Office
from anlauf.engine import codes
from anlauf.engine.grid import clock_text
from anlauf.floor import queries
from anlauf.floor.commands import statement
from anlauf.floor.commands.passage import period, told
from anlauf.floor.commands.presence import be_here
from anlauf.floor.commands.undo import take_back
from anlauf.floor.models import Roll, Visit
from anlauf.floor.states import GONE_AWAY
from anlauf.floor.values import Doors

_BY_CODE = f"""
    SELECT day.office_id, day.date, {rows.columns(Appointment, "promise")}
    FROM booking_appointment AS promise
    JOIN booking_officeday AS day ON day.id = promise.day_id
    WHERE promise.code = %s
"""  # noqa: S608 - names from our own models
_ROLL = f"""
    SELECT {rows.columns(Roll, "roll")} FROM floor_roll AS roll
    JOIN directory_office AS office ON office.place_id = roll.place_id
    WHERE office.id = %s AND roll.date = %s
    FOR NO KEY UPDATE OF roll
"""  # noqa: S608 - names from our own models
_UNLESS_HERE = f"""
    SELECT {rows.columns(Appointment, "promise")} FROM booking_appointment AS promise
    WHERE promise.id = %s
      AND NOT EXISTS (SELECT FROM floor_visit WHERE appointment_id = promise.id)
    FOR NO KEY UPDATE OF promise
"""  # noqa: S608 - names from our own models


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
    on = queries.today(at)
    _check_place(appointment, office, on)
    roll = line_up_at(office, on)
    expected = _held_unless_here(appointment)
    if expected is None:
        return _here_again(Visit.objects.get(appointment=appointment), by=by, at=at)
    _check_time(expected, office, at=at)

    arrived = booking.arriving(expected, by=by, at=at)
    visit = newcomer(office, expected, at=at)
    also = arrived | told("floor.checked_in", visit, by=by, at=at)
    return let_in(roll, visit, also, due_at=expected.starts_at)


def give_ticket(walk_in: WalkIn, *, request_key: UUID, by: Actor, at: datetime) -> Visit:
    """Let in somebody without an appointment, while they can still be served today.

    Only where that fails does it matter whether this request drew a ticket before.
    """
    wish = booking.walk_in_wish(walk_in, at=at)
    if not wish.terms.walk_in:
        raise AppointmentOnly
    try:
        visit = booking.with_a_code(partial(_give_ticket, wish, request_key, by=by))
    except (IntegrityError, Refused):
        visit = rows.find(Visit, request_key=request_key)
        if visit is None:
            raise
    visit = visit or rows.find(Visit, request_key=request_key)
    if visit is None:
        raise booking.NoWalkInsLeft(booking.next_start(wish))
    return visit


@transaction.atomic
def _give_ticket(
    wish: booking.WalkInWish, request_key: UUID, code: str, *, by: Actor
) -> Visit | None:
    """The visit, or None on a full day: nothing is written then, and nothing rolled back.

    After a rollback the connection would have to make all its statements ready again.
    """
    office, at = wish.walk_in.office, wish.at
    roll = line_up_at(office, queries.today(at))
    doors = queries.doors(office, at=at)
    _check_doors(doors)
    overdue = queries.overdue(office, at=at, policy=doors.policy)
    day, token = booking.hold_today(wish), booking.Token(code, uuid4())
    admission = booking.admission(wish, day, overdue, token, by=by)
    if admission is None:
        return None

    visit = newcomer(office, admission.promise, at=at)
    visit.request_key = request_key
    given = told("floor.ticket_given", visit, by=by, at=at)
    return _let_in_with(roll, visit, admission, given)


def line_up(here: Office, on: date) -> Roll:
    """Hold the numbers of this place and date: nobody else comes in meanwhile."""
    try:
        return locked_where(Roll, place_id=here.place_id, date=on)
    except Roll.DoesNotExist:
        Roll.objects.bulk_create([Roll(place=here.place, date=on)], ignore_conflicts=True)
        return locked_where(Roll, place_id=here.place_id, date=on)


def line_up_at(office: int, on: date) -> Roll:
    """The same for the office with this number."""
    try:
        return cast(Roll, locked_together(_ROLL, [office, on], [Roll])[0])
    except Roll.DoesNotExist:
        return line_up(Office.objects.select_related("place").get(pk=office), on)


def check_tickets(walk_in: WalkIn, *, at: datetime) -> None:
    """Refuse where no tickets for this are given out now, whatever the day still holds."""
    _check_doors(queries.doors(walk_in.office, at=at))
    if not queries.takes_walk_ins(walk_in.lines):
        raise AppointmentOnly


def _here_again(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    if visit.from_afar:
        return be_here(visit, by=by, at=at)
    if visit.state in GONE_AWAY:
        return take_back(visit, by=by, at=at)
    return visit


def _appointment(code: str) -> Appointment:
    """The appointment with this code; one that can still happen goes before one that cannot."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode:
        spelled = ""
    with connection.cursor() as cursor:
        cursor.execute(_BY_CODE, [spelled])
        found = [_with_its_day(row) for row in cursor.fetchall()]
    if not found:
        raise UnknownCode
    return min(found, key=lambda row: (row.state in GONE, -row.pk))


def _with_its_day(row: Sequence[Any]) -> Appointment:
    office, on, *columns = row
    appointment = rows.read(Appointment, columns)
    appointment.day = rows.partly(OfficeDay, id=appointment.day_id, office_id=office, date=on)
    return appointment


def _held_unless_here(appointment: Appointment) -> Appointment | None:
    """Hold the appointment, unless its visit is there already: then that is held first."""
    try:
        (held,) = locked_together(_UNLESS_HERE, [appointment.pk], [Appointment])
    except Appointment.DoesNotExist:
        return None
    held.day = appointment.day
    return cast(Appointment, held)


def _check_place(appointment: Appointment, office: int, on: date) -> None:
    if appointment.state in GONE:
        raise AppointmentCancelled
    if appointment.state in UNCONFIRMED:
        raise NotConfirmed
    if appointment.day.date != on:
        date_there = date_format(appointment.day.date, "DATE_FORMAT")
        raise WrongDay(date=date_there, time=clock_text(appointment.start))
    if appointment.day.office_id != office:
        there = appointment.day.office
        place = there.place
        raise WrongOffice(office=there.short, street=place.street, town=place.town)


def _check_time(appointment: Appointment, office: int, *, at: datetime) -> None:
    """Whoever comes after their time was given away is let in like somebody without one."""
    if appointment.state != AppointmentState.MISSED:
        return
    found = appointment.services.values_list("service", "count")
    lines = [Line(service, count) for service, count in found]
    if queries.first_walk_in(office, lines, at=at) is None:
        raise TooLate


def _check_doors(doors: Doors) -> None:
    """Refuse while the doors are still shut, and after somebody has stopped the tickets."""
    if doors.tickets_from is not None:
        raise TicketsLater.of(doors.tickets_from)
    if doors.stopped:
        raise TicketsStopped


def newcomer(office: int, appointment: Appointment, *, at: datetime) -> Visit:
    """A visit for whoever keeps this appointment, without a number yet."""
    return Visit(
        office_id=office,
        appointment=appointment,
        skills=appointment.skills,
        minutes=queries.planned_minutes(
            appointment.ticks, appointment.access_needs, office, queries.today(at)
        ),
        language=appointment.language,
        access_needs=appointment.access_needs,
        arrived_at=at,
        since=at,
        key=keys.digest(queries.visit_key(appointment)),
    )


def let_in(roll: Roll, visit: Visit, also: Parts, *, due_at: datetime | None = None) -> Visit:
    """Give the visit of a stored promise the next number and let its time begin.

    What `also` says is written in the same statement, see `passage.told`.
    """
    _number(visit, roll)
    visit.due_at = due_at
    written = statement.let_in(roll, visit, period(visit)) | also
    return statement.entered(visit, *parts.write(written, "visit"))


def _let_in_with(roll: Roll, visit: Visit, admission: booking.Admission, also: Parts) -> Visit:
    """The same for a walk-in, with the promise they were just given."""
    _number(visit, roll)
    its_own = statement.let_in_with(roll, visit, period(visit), admission.wanted)
    appointment, number = parts.write(admission.parts | its_own | also, "appointment", "visit")
    visit.appointment = admission.kept(appointment)
    return statement.entered(visit, number)


def _number(visit: Visit, roll: Roll) -> None:
    roll.last += 1
    visit.place_id, visit.date, visit.number = roll.place_id, roll.date, roll.last
