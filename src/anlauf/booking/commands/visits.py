"""What the floor tells booking: somebody has come, a visit is over, it was not over after all."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import snapshots
from anlauf.booking.commands import pages, statement, writing
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import APPOINTMENT, AppointmentState
from anlauf.core import journal, parts
from anlauf.core.actors import Actor
from anlauf.core.parts import Parts
from anlauf.core.refusal import Refused
from anlauf.engine.capacity import Need, Page
from anlauf.engine.grid import TICK_MINUTES, TICKS

_TICK = timedelta(minutes=TICK_MINUTES)


class NotExpected(Refused):
    """The appointment was cancelled, moved, never confirmed, or is over."""

    code = "not_expected"
    sentence = _("This appointment no longer holds. Please ask our staff.")


@transaction.atomic
def arrive(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Note that they have come; those thought missed are still served."""
    expected = pages.lock_alone(appointment)
    if expected.state == AppointmentState.ARRIVED:
        return expected

    parts.write(arriving(expected, by=by, at=at))
    return expected


def arriving(expected: Appointment, *, by: Actor, at: datetime) -> Parts:
    """The same for an appointment the caller holds, as parts of a statement of theirs."""
    if expected.state not in {AppointmentState.BOOKED, AppointmentState.MISSED}:
        raise NotExpected

    expected.state, expected.ended_at = AppointmentState.ARRIVED, None
    office = expected.day.office_id
    entry = journal.draft("booking.arrived", expected, by=by, at=at, office=office)
    return statement.changed(expected, ("state", "ended_at"), entry)


@transaction.atomic
def end(
    appointment: Appointment, state: AppointmentState, *, by: Actor, at: datetime
) -> Appointment:
    """Close the promise as served, left or missed, and give back the ticks not begun yet."""
    day, open_one = pages.lock_appointment(appointment)
    if open_one.state == state:
        return open_one

    parts.write(visit_ended(day, open_one, state, by=by, at=at))
    return open_one


def visit_ended(
    day: OfficeDay, open_one: Appointment, state: AppointmentState, *, by: Actor, at: datetime
) -> Parts:
    """The same for a promise and its page that the caller holds, as parts of a statement."""
    APPOINTMENT.check(AppointmentState(open_one.state), state)

    page = pages.without(snapshots.page(day), open_one)
    open_one.kept_ticks = min(open_one.kept_ticks, _begun(open_one, at))
    page = pages.with_again(page, open_one)
    open_one.state, open_one.ended_at = state, at
    facts: dict[str, object] = {"kept_ticks": open_one.kept_ticks, "ticks": open_one.ticks}
    verb, office = f"booking.{state}", day.office_id
    entry = journal.draft(verb, open_one, by=by, at=at, office=office, facts=facts)
    names = ("state", "ended_at", "kept_ticks")
    return writing.page_part(day, page) | statement.changed(open_one, names, entry)


@transaction.atomic
def reopen(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Take an end back; ticks given back meanwhile return if nobody else was promised them."""
    day, ended = pages.lock_appointment(appointment)

    if ended.state == AppointmentState.ARRIVED:
        return ended
    APPOINTMENT.check(AppointmentState(ended.state), AppointmentState.ARRIVED)

    page = snapshots.page(day)
    rest = ended.ticks - ended.kept_ticks
    if rest and ended.lane is not None and _is_free(page, ended, ended.lane, rest):
        start = ended.start + ended.kept_ticks
        writing.store(day, page.taken(ended.lane, start, rest, ended.share))
        ended.kept_ticks = ended.ticks
    ended.state, ended.ended_at = AppointmentState.ARRIVED, None
    ended.save(update_fields=["state", "ended_at", "kept_ticks"])
    journal.record("booking.reopened", ended, by=by, at=at, office=day.office_id)
    return ended


def _begun(appointment: Appointment, at: datetime) -> int:
    """How many of its ticks have begun."""
    passed = -((appointment.starts_at - at) // _TICK)
    return min(max(passed, 0), appointment.ticks)


def _is_free(page: Page, appointment: Appointment, lane: int, rest: int) -> bool:
    start = appointment.start + appointment.kept_ticks
    if lane >= len(page.groups) or start + rest > TICKS:
        return False
    # Who kept nothing was left out when supply was published anew: the lane may mean others now.
    able = page.groups[lane].may_serve(Need(frozenset(appointment.skills), rest))
    return able and page.spare(lane, start, rest) > 0
