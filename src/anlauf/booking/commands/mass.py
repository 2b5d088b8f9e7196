"""What is done to one of many appointments that lose their time, inside the change that takes it.

The caller holds the lock of every page concerned and of the appointment.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters, queries
from anlauf.booking.commands import contacts, keyring, pages, room, writing
from anlauf.booking.commands.pages import Place
from anlauf.booking.commands.room import Claim
from anlauf.booking.decisions import Target
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Page
from anlauf.engine.grid import instant, local


class NewTimesTaken(Refused):
    """Somebody else has booked meanwhile what was meant for others."""

    code = "new_times_taken"
    sentence = _("These new times are no longer free: %(codes)s. Nothing was changed.")

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(codes=", ".join(codes))


@dataclass(frozen=True)
class Seat:
    """A locked day with its page as it is by now; `leaving` have lost their place on it."""

    day: OfficeDay
    page: Page
    leaving: frozenset[int] = frozenset()


def keep(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Let it stand beside the supply there is: somebody serves it all the same."""
    appointment.lane = None
    appointment.save(update_fields=["lane"])
    office = appointment.day.office_id
    journal.record("booking.kept_on_purpose", appointment, by=by, at=at, office=office)


def place(old: Appointment, target: Target, seat: Seat, *, at: datetime) -> Place:
    """The new time's place; where only that helps, others of the day change groups."""
    need = queries.need_elsewhere(old, target.office)
    zone = directory.zone()
    starts_at = instant(target.date, target.start, zone)
    if starts_at < at + policy_at(at).notice:
        raise NewTimesTaken((old.code,))

    page, lane = seat.page, seat.page.lane(need, target.start)
    if lane is None:
        claim = Claim(need, target.start, old.share, None, target.date, local(at, zone))
        page, lane = room.cleared(seat.day, page, claim, leaving=seat.leaving, at=at)
    if lane is None:
        raise NewTimesTaken((old.code,))
    return Place(seat.day, page, need, lane, target.start, starts_at)


def move(old: Appointment, found: Place, *, by: Actor, at: datetime) -> Appointment:
    """Promise the new time instead, ask whether it suits, and say so in one letter."""
    old.state, old.ended_at = AppointmentState.MOVED, at
    old.save(update_fields=["state", "ended_at"])
    lines = [Line(row.service_id, row.count) for row in old.services.all()]
    new = writing.write(found, _follower(old, at=at), queries.counted(lines))
    keyring.hand_over(old, new, policy=policy_at(at))
    facts = writing.facts(new) | {"from": old.pk}
    journal.record(
        "booking.moved_by_us", new, by=by, at=at, office=found.day.office_id, facts=facts
    )
    letters.moved_by_us(new, at=at)
    return new


def seat_after(seat: Seat, found: Place, new: Appointment) -> Seat:
    """The seat with the new appointment on its page."""
    return replace(seat, page=pages.with_again(found.page, new))


def cancel(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Call it off and apologise."""
    appointment.state, appointment.ended_at = AppointmentState.CANCELLED, at
    appointment.sequence += 1
    appointment.save(update_fields=["state", "ended_at", "sequence"])
    office = appointment.day.office_id
    journal.record("booking.cancelled_by_us", appointment, by=by, at=at, office=office)
    letters.cancelled_by_us(appointment, at=at)


def end_hold(held: Appointment, *, by: Actor, at: datetime) -> None:
    """End a hold early; the form says that the time could not be kept."""
    held.state, held.ended_at = AppointmentState.EXPIRED, at
    held.held_until, held.reached_by = at, []
    held.save(update_fields=["state", "ended_at", "held_until", "reached_by"])
    journal.record("booking.expired", held, by=by, at=at, office=held.day.office_id)


def _follower(old: Appointment, *, at: datetime) -> Appointment:
    """The promise that takes the place of the old one, with everything that was known of it."""
    return Appointment(
        request_key=uuid4(),
        code=old.code,
        uid=old.uid,
        sequence=old.sequence + 1,
        state=AppointmentState.BOOKED,
        channel=old.channel,
        share=old.share,
        case_id=old.case_id,
        earliest_offered_at=old.earliest_offered_at,
        urgency=old.urgency,
        urgent_on=old.urgent_on,
        claim=old.claim,
        moved_from=old,
        held_at=at,
        booked_at=old.booked_at,
        asked_at=at,
        **contacts.columns(contacts.of(old), old.reached_by),
    )
