"""A planned change is made: the rows, the supply and everybody in conflict, all at once."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking.decisions import Decisions
from anlauf.booking.queries import TooShort
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory import commands as directory
from anlauf.directory import schedule as schedules
from anlauf.directory.models import Office
from anlauf.staffing import lines, plans, queries
from anlauf.staffing.commands import patterns
from anlauf.staffing.models import Change, ToTell
from anlauf.staffing.plans import Plan
from anlauf.staffing.states import ChangeKind


class ChangedMeanwhile(Refused):
    """Two people change the same office at the same time."""

    code = "changed_meanwhile"
    sentence = _(
        "Somebody else has changed this meanwhile. Nothing of yours was saved."
        " Please look at how it is now and change it again."
    )


@transaction.atomic
def apply(
    plan: Plan, decisions: Decisions, *, by: Actor, at: datetime, lengthen: Collection[int] = ()
) -> Change:
    """Make the change and do with everybody in conflict as decided, or change nothing.

    `lengthen` names appointments that shall get the longer time where their clerk is free.
    """
    office = locked(Office.objects.filter(pk=plan.office))
    before = queries.present(plan)
    if plan.base and plan.base != plans.digest(before):
        raise ChangedMeanwhile
    if plan.undoes and Change.objects.filter(undoes=plan.undoes).exists():
        raise queries.ChangedSince

    too_short = _too_short(plan, lengthen, at=at)
    _write(plan, office, by=by, at=at)
    supplies = queries.differing_supplies(office.pk, at=at)
    also = _dates(too_short)
    done = booking.publish_decided(office.pk, supplies, decisions, by=by, at=at, also=also)
    wanted = {one.appointment.pk: one.ticks for one in too_short}
    longer = booking.lengthen(wanted, by=by, at=at)

    row = Change.objects.create(
        office=office,
        kind=plan.kind,
        before=before,
        after=plan.after,
        met=met(done) | {"lengthened": longer},
        undoes_id=plan.undoes,
        made_at=at,
        by_kind=by.kind,
        by_number=by.number,
    )
    ToTell.objects.bulk_create(ToTell(change=row, appointment_id=pk) for pk in done.unreached)
    facts: dict[str, object] = {"kind": plan.kind, **row.met}
    journal.record("staffing.changed", row, by=by, at=at, office=office.pk, facts=facts)
    return row


def _write(plan: Plan, office: Office, *, by: Actor, at: datetime) -> None:
    if plan.kind == ChangeKind.HOURS:
        directory.set_schedule(office, schedules.read(plan.after), by=by, at=at)
    if plan.kind == ChangeKind.DAYS:
        directory.set_schedule(office, queries.schedule_with(plan), by=by, at=at)
    if plan.kind == ChangeKind.STAFF:
        patterns.replace({office.pk: lines.read(plan.after["lines"])})
    if plan.kind == ChangeKind.DURATION:
        minutes, further = plan.after["minutes"], plan.after["further"]
        row = queries.offering_of(plan)
        directory.set_duration(row, minutes=minutes, further=further, by=by, at=at)


def _too_short(plan: Plan, lengthen: Collection[int], *, at: datetime) -> list[TooShort]:
    """The named appointments that last too short, reckoned before the rows change."""
    if not lengthen:
        return []
    found = queries.preview(plan, at=at).too_short
    return [one for one in found if one.appointment.pk in lengthen]


def _dates(too_short: Iterable[TooShort]) -> set[date]:
    """The dates that are changed after the others: all are locked at once, in one order."""
    return {one.appointment.day.date for one in too_short}


def met(done: booking.Published) -> dict[str, int]:
    """How many dates were written, and what became of how many."""
    return {
        "days": len(done.written),
        "kept": len(done.kept),
        "moved": len(done.moved),
        "cancelled": len(done.cancelled),
        "unreached": len(done.unreached),
        "holds_ended": len(done.holds_ended),
        "placed_again": len(done.placed_again),
    }
