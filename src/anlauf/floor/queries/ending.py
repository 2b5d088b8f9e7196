"""What is still open although its time is over."""

from datetime import date, datetime

from django.db.models import QuerySet

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.directory import queries as directory
from anlauf.directory.states import Channel
from anlauf.engine.grid import instant, local
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.queries.rules import policies_of
from anlauf.floor.states import HOLDS_A_PLACE
from anlauf.floor.values import USUAL, FloorPolicy


def expected() -> QuerySet[Appointment]:
    """Appointments whose visitors have not come yet."""
    rows = Appointment.objects.filter(state=AppointmentState.BOOKED)
    return rows.select_related("day__office__place")


def absent(*, at: datetime, policy: FloorPolicy = USUAL) -> QuerySet[Appointment]:
    """Those of them who were to come here and have not for too long."""
    rows = expected().filter(channel=Channel.VISIT, starts_at__lte=at - policy.absent)
    return rows.order_by("starts_at")


def calls_due(*, at: datetime) -> list[Appointment]:
    """Appointments of today by phone or video whose time has come, the earliest first."""
    on = local(at, directory.zone())[0]
    rows = list(
        expected().filter(day__date=on).exclude(channel=Channel.VISIT).order_by("starts_at", "pk")
    )
    rules = policies_of({row.day.office_id for row in rows}, on)
    return [row for row in rows if row.starts_at - rules[row.day.office_id].dispatch.early <= at]


def days_to_close(*, at: datetime, policy: FloorPolicy = USUAL) -> list[tuple[int, date]]:
    """Offices and dates, oldest first, on which something is open long after closing time."""
    clock = directory.zone()
    today, _tick = local(at, clock)
    open_ones = {
        *Visit.objects.filter(state__in=HOLDS_A_PLACE).values_list("office", "date"),
        *expected().filter(starts_at__lte=at).values_list("day__office", "day__date"),
        *(
            (office, local(started_at, clock)[0])
            for office, started_at in DeskSession.objects.filter(ended_at__isnull=True).values_list(
                "desk__office", "started_at"
            )
        ),
    }
    shut = {
        day.office_id
        for day in OfficeDay.objects.filter(date=today)
        if day.spans
        and instant(today, max(end for _start, end in day.spans), clock) + policy.close_after <= at
    }
    due = [(office, on) for office, on in open_ones if on < today or office in shut]
    return sorted(due, key=lambda pair: (pair[1], pair[0]))
