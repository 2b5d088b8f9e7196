"""Whom a change met and no letter reaches, with their old time and what they have instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.core.refusal import Unknown
from anlauf.staffing.models import Change, ToTell


@dataclass(frozen=True)
class Untold:
    """One of them: the time they know, and the one they have now, if there is one."""

    row: ToTell
    before: Appointment
    now: Appointment | None

    @property
    def newest(self) -> Appointment:
        """The row that says who they are for longest."""
        return self.now or self.before


def to_tell(change: Change) -> list[Untold]:
    """Everybody a person has to tell of this change, by their old times."""
    rows = {row.appointment_id: row for row in change.to_tell.all()}
    now = {one.moved_from_id: one for one in booking.moved_here(list(rows))}
    return [
        Untold(rows[before.pk], before, now.get(before.pk))
        for before in booking.conflicts_named(list(rows))
    ]


def one_to_tell(change: Change, number: int) -> ToTell:
    """One of them by its number; raises Unknown."""
    row = change.to_tell.filter(pk=number).first()
    if row is None:
        raise Unknown
    return row


def still_to_tell(changes: Sequence[Change]) -> dict[int, int]:
    """How many are still to be told, by the changes' numbers."""
    open_rows = ToTell.objects.filter(change__in=changes, told_at__isnull=True)
    counts: dict[int, int] = {}
    for number in open_rows.values_list("change", flat=True):
        counts[number] = counts.get(number, 0) + 1
    return counts
