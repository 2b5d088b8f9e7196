"""Some appointments of a day give way so that the others are served: they are moved with an offer.

Everybody concerned is asked whether the new time suits, as after a change of hours.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from anlauf.booking import snapshots
from anlauf.booking.commands import mass, pages, writing
from anlauf.booking.commands.mass import NewTimesTaken, Seat
from anlauf.booking.commands.move import NothingToChange
from anlauf.booking.decisions import Target
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order

Place = tuple[int, object]


@transaction.atomic
def offer_new_times(
    moves: Mapping[int, Target], *, by: Actor, at: datetime
) -> dict[int, Appointment]:
    """Move all of these or none; tell the new appointment by the old one's number.

    The old times become free on their pages, but nobody is told of them: the day is to be relieved.
    """
    rows = _locked(moves)
    if len(rows) < len(moves) or any(_has_begun(row, at) for row in rows):
        raise NothingToChange
    seats = _seats(rows, moves)
    for row in rows:
        key = (row.day.office_id, row.day.date)
        seats[key] = _left_by(seats[key], row)

    found, gone = {}, []
    for row in rows:
        target = moves[row.pk]
        key = (target.office, target.date)
        try:
            place = mass.place(row, target, _seat(seats, key, row), at=at)
        except NewTimesTaken:
            gone.append(row.code)
            continue
        found[row.pk] = mass.move(row, place, by=by, at=at)
        seats[key] = mass.seat_after(seats[key], place, found[row.pk])
    if gone:
        raise NewTimesTaken(tuple(sorted(gone)))
    for key in {(row.day.office_id, row.day.date) for row in rows}:
        writing.store(seats[key].day, seats[key].page)
    return found


def _locked(moves: Mapping[int, Target]) -> list[Appointment]:
    """Line up behind every page concerned, then behind the appointments."""
    wanted = Q(appointments__in=list(moves))
    for target in moves.values():
        wanted |= Q(office=target.office, date=target.date)
    numbers = OfficeDay.objects.filter(wanted).values_list("pk", flat=True)
    days = {day.pk: day for day in locked_in_order(OfficeDay.objects.filter(pk__in=set(numbers)))}
    rows = locked_in_order(Appointment.objects.filter(pk__in=list(moves)))
    for row in rows:
        row.day = days[row.day_id]
    return rows


def _has_begun(row: Appointment, at: datetime) -> bool:
    return row.state != AppointmentState.BOOKED or row.starts_at <= at


def _seats(rows: list[Appointment], moves: Mapping[int, Target]) -> dict[Place, Seat]:
    wanted = Q(pk__in={row.day_id for row in rows})
    for target in moves.values():
        wanted |= Q(office=target.office, date=target.date)
    return {
        (day.office_id, day.date): Seat(day, snapshots.page(day))
        for day in OfficeDay.objects.filter(wanted)
    }


def _left_by(seat: Seat, row: Appointment) -> Seat:
    return Seat(seat.day, pages.without(seat.page, row), seat.leaving | {row.pk})


def _seat(seats: Mapping[Place, Seat], key: Place, row: Appointment) -> Seat:
    if key not in seats:
        raise NewTimesTaken((row.code,))
    return seats[key]
