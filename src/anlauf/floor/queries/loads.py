"""All offices by load: work that waits or is booked for the next hour against desks that call."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Sum

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Office
from anlauf.engine.grid import TICK_MINUTES
from anlauf.engine.load import Balance, Load
from anlauf.floor.models import DeskSession, DeskWork, Visit
from anlauf.floor.outlooks import OfficeLoad
from anlauf.floor.queries.network import waiting_rooms
from anlauf.floor.queries.wall import Wall, look
from anlauf.floor.states import TicketState

_AHEAD = timedelta(hours=1)
_MAY_STILL_COME = timedelta(minutes=15)
_ORDER = list(Balance)


def loads(*, at: datetime) -> tuple[OfficeLoad, ...]:
    """Every office with a counter, those that need help first, then by load."""
    on_wall = look(at)
    rows = [row for row in Office.objects.select_related("area") if row.has_counter]
    numbers = [row.pk for row in rows]
    rooms = waiting_rooms(numbers, on_wall)
    waits, booked = _waiting_minutes(numbers, on_wall), _booked_minutes(numbers, on_wall)
    desks, are_open = _calling(numbers), _open(numbers, on_wall)
    found = [
        OfficeLoad(
            office=row.pk,
            key=row.key,
            short=row.short,
            area=row.area.key,
            waiting=rooms[row.pk].waiting,
            longest_minutes=rooms[row.pk].longest_now_minutes,
            load=Load(
                minutes=waits.get(row.pk, 0) + booked.get(row.pk, 0),
                desks=desks.get(row.pk, 0),
                is_open=row.pk in are_open,
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=_pressing))


def _pressing(one: OfficeLoad) -> tuple[object, ...]:
    share = one.load.share
    heavy = float("inf") if share is None and one.load.minutes else share or 0.0
    return (_ORDER.index(one.balance), -heavy, one.short)


def _waiting_minutes(offices: Collection[int], on_wall: Wall) -> dict[int, int]:
    rows = Visit.objects.filter(
        office__in=offices, date=on_wall.today, state=TicketState.WAITING
    ).values("office")
    summed = rows.annotate(minutes_in_all=Sum("minutes")).order_by("office")
    return dict(summed.values_list("office", "minutes_in_all"))


def _booked_minutes(offices: Collection[int], on_wall: Wall) -> dict[int, int]:
    rows = Appointment.objects.filter(
        day__office__in=offices,
        day__date=on_wall.today,
        state=AppointmentState.BOOKED,
        starts_at__gte=on_wall.at - _MAY_STILL_COME,
        starts_at__lt=on_wall.at + _AHEAD,
    ).values(office=F("day__office"))
    summed = rows.annotate(minutes=Sum("ticks") * TICK_MINUTES).order_by("office")
    return dict(summed.values_list("office", "minutes"))


def _calling(offices: Collection[int]) -> dict[int, int]:
    at_work = DeskWork.objects.filter(ended_at__isnull=True).values("desk")
    seated = DeskSession.objects.filter(desk__office__in=offices, ended_at__isnull=True)
    calls = Count("pk", filter=Q(paused_at__isnull=True) & ~Q(desk__in=at_work))
    counted = seated.values(office=F("desk__office")).annotate(calls=calls).order_by("office")
    return dict(counted.values_list("office", "calls"))


def _open(offices: Collection[int], on_wall: Wall) -> set[int]:
    days = OfficeDay.objects.filter(office__in=offices, date=on_wall.today)
    return {
        day.office_id
        for day in days
        if any(start <= on_wall.tick < end for start, end in day.spans)
    }
