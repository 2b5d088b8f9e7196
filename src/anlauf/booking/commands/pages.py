"""The page behind its lock: find a place, write a promise down, give ticks back.

Whoever changes a page locks its row first, then the appointment; `store` is the only way back.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries
from anlauf.booking.commands import room
from anlauf.booking.commands.room import Claim
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.queries import Terms
from anlauf.booking.snapshots.releases import opens_at, under
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Policy, Wish
from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.core.locking import locked_in_order, locked_where
from anlauf.core.refusal import Refused
from anlauf.engine.capacity import Need, Page
from anlauf.engine.grid import TICKS, instant, local

_OVERDUE = """
    SELECT EXISTS (SELECT FROM booking_appointment
                   WHERE day_id = %s AND state = ANY(%s::text[]) AND held_until <= %s)
"""


class TimeTaken(Refused):
    """Somebody else was quicker, or nobody works then."""

    code = "time_taken"
    sentence = _("This time is no longer free. Please choose another.")


class TimePast(Refused):
    """The time is over or begins too soon."""

    code = "time_past"
    sentence = _("This time has passed or begins too soon. Please choose a later one.")


class TooFarAhead(Refused):
    """The date is not yet open for booking."""

    code = "too_far_ahead"
    sentence = _(
        "This day opens for booking on %(opens)s. Please choose an earlier day, or come back then."
    )


class DayClosed(Refused):
    """Nobody is on duty on that date."""

    code = "day_closed"
    sentence = _("The office gives no appointments on this day. Please choose another day.")


@dataclass(frozen=True)
class Place:
    """A free place on a locked page."""

    day: OfficeDay
    page: Page
    need: Need
    lane: int
    start: int
    starts_at: datetime


def lock_day(office: int, on: date) -> OfficeDay:
    """Line up behind the office-day."""
    try:
        return locked_where(OfficeDay, office_id=office, date=on)
    except OfficeDay.DoesNotExist:
        raise DayClosed from None


def lock_day_numbered(number: int) -> OfficeDay:
    """Line up behind the office-day with this number."""
    return locked_where(OfficeDay, id=number)


def lock_appointment(appointment: Appointment) -> tuple[OfficeDay, Appointment]:
    """Line up behind the appointment's day, then behind the appointment, and read both afresh."""
    day = lock_day_numbered(appointment.day_id)
    fresh = locked_where(Appointment, id=appointment.pk)
    fresh.day = _day_at_hand(appointment) or day
    return day, fresh


def lock_alone(appointment: Appointment) -> Appointment:
    """Read the appointment afresh and hold it, its page being left as it is."""
    fresh = locked_where(Appointment, id=appointment.pk)
    day = _day_at_hand(appointment)
    if day is not None:
        fresh.day = day
    return fresh


def _day_at_hand(appointment: Appointment) -> OfficeDay | None:
    """Its day never changes; whoever asked may have it at hand, with its office."""
    known: OfficeDay | None = appointment._state.fields_cache.get("day")
    return known


def place(
    day: OfficeDay, page: Page, wish: Wish, terms: Terms, *, at: datetime, policy: Policy
) -> Place:
    """The place the wish would get on this page, if it may be promised at this moment.

    Where only that helps, others of the day change groups; their rows are written at once.
    """
    need = terms.needs[wish.office]
    release = terms.release(wish.office, wish.date)
    policy = under(policy, release)
    if not page.groups:
        raise DayClosed
    if wish.start not in range(TICKS):
        raise TimeTaken
    starts_at = instant(wish.date, wish.start, terms.zone)
    if starts_at < at + policy.notice:
        raise TimePast
    claim = Claim(need, wish.start, wish.share, release, wish.date, local(at, terms.zone))
    _refuse_unreleased(claim, policy)

    lane = claim.lane(page)
    if lane is None:
        page = without_overdue_holds(day, page, at=at)
        lane = claim.lane(page)
    if lane is None:
        page, lane = room.cleared(day, page, claim, at=at)
    if lane is None:
        raise TimeTaken
    return Place(day, page, need, lane, wish.start, starts_at)


def _refuse_unreleased(claim: Claim, policy: Policy) -> None:
    """Name the moment from which the date can be booked, when that is still to come."""
    today, _tick = claim.now
    too_far = claim.on > today + policy.horizon
    if claim.release is None:
        if too_far:
            opens = claim.on - policy.horizon
            raise TooFarAhead(opens=date_format(opens, gettext("l, j F Y")))
        return
    if not too_far and claim.is_open:
        return
    moment = opens_at(claim.release, claim.share, claim.on, policy.horizon)
    if moment is None:
        raise TimeTaken  # this share is never given any
    raise TooFarAhead(opens=date_format(moment, gettext("l, j F Y, H:i")))


def without(page: Page, appointment: Appointment) -> Page:
    """The page after everything the appointment still keeps has been given back."""
    if not appointment.kept_ticks or appointment.lane is None:
        return page
    return page.given_back(
        appointment.lane, appointment.start, appointment.kept_ticks, appointment.share
    )


def with_again(page: Page, appointment: Appointment) -> Page:
    """The page with what the appointment keeps laid back where it was."""
    if not appointment.kept_ticks or appointment.lane is None:
        return page
    return page.taken(
        appointment.lane, appointment.start, appointment.kept_ticks, appointment.share
    )


def without_overdue_holds(day: OfficeDay, page: Page, *, at: datetime) -> Page:
    """The page after the holds whose time is over have been ended.

    Where somebody waits it stays as it is: what has ended goes to the list first, see `freed`.
    """
    if not _has_overdue_holds(day, at=at) or queries.somebody_waits(day.office_id, day.date):
        return page
    for appointment in end_overdue_holds(day, at=at):
        page = without(page, appointment)
    return page


def end_overdue_holds(day: OfficeDay, *, at: datetime) -> list[Appointment]:
    """End the holds of this locked day whose time is over; what they kept is still on the page.

    Offers of the waiting list end elsewhere: they go to the next in line.
    """
    overdue = day.appointments.filter(
        state__in=sorted(UNCONFIRMED), held_until__lte=at, offer__isnull=True
    )
    ended = locked_in_order(overdue)
    if ended:
        Appointment.objects.filter(pk__in=[row.pk for row in ended]).update(
            state=AppointmentState.EXPIRED, ended_at=at, reached_by=[]
        )
    for row in ended:
        journal.record("booking.expired", row, by=SYSTEM, at=at, office=day.office_id)
    return ended


def _has_overdue_holds(day: OfficeDay, *, at: datetime) -> bool:
    """Look whether there is anything to end; a full day is asked often, and others wait."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, [day.pk, sorted(UNCONFIRMED), at])
        return bool(cursor.fetchone()[0])
