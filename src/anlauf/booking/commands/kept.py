"""Appointments kept on purpose beside the supply, and answers of those whom we moved."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from anlauf.booking import snapshots
from anlauf.booking.commands import pages
from anlauf.booking.commands.move import NothingToChange
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.engine.capacity import Need, Page, rebalanced


def places_again(
    page: Page, kept: Iterable[Appointment], others: Iterable[Appointment]
) -> tuple[Page, dict[int, int]]:
    """The page with those kept on purpose back in groups where they fit, and who got which.

    Whoever booked first comes first. Others may change their group for them.
    """
    lanes: dict[int, int] = {}
    beside = sorted(kept, key=lambda row: (row.booked_at or row.held_at, row.pk))
    settled = list(others)
    for row in beside:
        need = Need(frozenset(row.skills), row.kept_ticks)
        room = rebalanced(page, snapshots.promises(settled), need, row.start)
        if room is None:
            continue
        for other in settled:
            other.lane = room.moves.get(other.pk, other.lane)
        lanes |= {int(str(key)): lane for key, lane in room.moves.items()}
        row.lane = lanes[row.pk] = room.group
        page = pages.with_again(room.page, row)
        settled.append(row)
    return page, lanes


@transaction.atomic
def accept_move(appointment: Appointment, *, by: Actor, at: datetime) -> Appointment:
    """Note that the time we moved it to suits; saying so twice is saying it once."""
    moved = pages.lock_alone(appointment)

    if moved.asked_at is None or moved.state != AppointmentState.BOOKED:
        raise NothingToChange
    if moved.answered_at is None:
        moved.answered_at = at
        moved.save(update_fields=["answered_at"])
        journal.record("booking.move_accepted", moved, by=by, at=at, office=moved.day.office_id)
    return moved
