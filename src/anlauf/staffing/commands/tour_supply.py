"""What several offices can promise is written in one step, because of the teams that come there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from anlauf.booking import commands as booking
from anlauf.booking.commands import SupplyConflicts
from anlauf.booking.decisions import Decisions
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Supply
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order
from anlauf.directory.models import Office
from anlauf.staffing.commands.changes import met
from anlauf.staffing.models import Change, ToTell
from anlauf.staffing.states import ChangeKind


@transaction.atomic
def publish_offices(
    offices: Sequence[Office],
    supplies: Mapping[int, Mapping[date, Supply]],
    decisions: Decisions,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the pages of all offices; where somebody is undecided about anywhere, all are named.

    All pages that exist are locked first and in one order: a move may lead to another office.
    """
    dates = {on for those in supplies.values() for on in those}
    if not dates:
        return
    locked_in_order(OfficeDay.objects.filter(office__in=supplies, date__gte=min(dates)))
    undecided: list[str] = []
    for office in offices:
        if not supplies.get(office.pk):
            continue
        try:
            with transaction.atomic():
                done = booking.publish_decided(
                    office.pk, supplies[office.pk], decisions, by=by, at=at
                )
        except SupplyConflicts as refused:
            undecided += refused.codes
            continue
        _tell(office, done, by=by, at=at)
    if undecided:
        raise SupplyConflicts(tuple(sorted(undecided)))


def _tell(office: Office, done: booking.Published, *, by: Actor, at: datetime) -> None:
    """Leave a change in the office's history, and whom a person has to tell."""
    change = Change.objects.create(
        office=office,
        kind=ChangeKind.TOUR,
        before={},
        after={"dates": [on.isoformat() for on in done.written]},
        met=met(done),
        made_at=at,
        by_kind=by.kind,
        by_number=by.number,
    )
    ToTell.objects.bulk_create(ToTell(change=change, appointment_id=pk) for pk in done.unreached)
