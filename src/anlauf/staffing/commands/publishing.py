"""A roster is published: it becomes what can be booked, in one step, or it does not.

Nothing the referee calls invalid is ever published. Appointments that would find nobody there are
decided about, as with every other change of an office's time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking.commands import SupplyConflicts
from anlauf.booking.decisions import Decisions
from anlauf.booking.models import OfficeDay
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.core.refusal import Refused
from anlauf.directory.models import Office
from anlauf.engine.roster import Violation
from anlauf.staffing import queries
from anlauf.staffing.commands.changes import met
from anlauf.staffing.commands.rosters import NotThisPlan
from anlauf.staffing.models import Change, Duty, Roster, ToTell
from anlauf.staffing.states import ROSTER, ChangeKind, RosterState


class BreaksRules(Refused):
    """A roster that nobody may be asked to work."""

    code = "breaks_rules"
    sentence = _(
        "This plan breaks %(count)s rules of working time or contracts, so it cannot be"
        " published. The page of the plan names them. Please change those duties."
    )

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(count=len(violations))


class OverlapsAnother(Refused):
    """Two published plans would speak about the same office and day."""

    code = "overlaps_another"
    sentence = _(
        "“%(name)s” is published already for some of these offices and days, but not for the"
        " same. Please take it back first."
    )


class NothingToPublish(Refused):
    """A plan that is empty."""

    code = "nothing_to_publish"
    sentence = _("Nobody works in this plan yet. Please let it be planned first.")


@transaction.atomic
def publish_roster(number: int, decisions: Decisions, *, by: Actor, at: datetime) -> Roster:
    """Let the roster hold: it replaces the one before it, and its clerks can be booked."""
    row = locked(Roster.objects.filter(pk=number))
    offices = locked_in_order(Office.objects.filter(pk__in=row.offices))
    if not ROSTER.may(RosterState(row.state), RosterState.PUBLISHED):
        raise NotThisPlan(row)
    if not Duty.objects.filter(roster=row).exists():
        raise NothingToPublish
    if violations := queries.verdict(row).violations:
        raise BreaksRules(violations)
    former = _former(row)

    for one in former:
        _move(one, RosterState.SUPERSEDED)
    _move(row, RosterState.PUBLISHED, published_at=at)
    row.replaces.set(former)
    _rewrite(row, offices, decisions, by=by, at=at)
    facts: dict[str, object] = {"replaces": [one.pk for one in former]}
    journal.record("staffing.roster_published", row, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def take_back(number: int, decisions: Decisions, *, by: Actor, at: datetime) -> Roster:
    """Let what was published before hold again: the former roster, or the season's patterns."""
    row = locked(Roster.objects.filter(pk=number))
    offices = locked_in_order(Office.objects.filter(pk__in=row.offices))
    if row.state != RosterState.PUBLISHED:
        raise NotThisPlan(row)
    former = list(row.replaces.filter(state=RosterState.SUPERSEDED))
    for one in former:
        if violations := queries.verdict(one).violations:
            raise BreaksRules(violations)

    _move(row, RosterState.PROPOSED)
    for one in former:
        _move(one, RosterState.PUBLISHED)
    row.replaces.clear()
    _rewrite(row, offices, decisions, by=by, at=at)
    facts: dict[str, object] = {"again": [one.pk for one in former]}
    journal.record("staffing.roster_taken_back", row, by=by, at=at, facts=facts)
    return row


def _former(row: Roster) -> list[Roster]:
    """The published rosters that this one replaces as a whole."""
    published = Roster.objects.filter(state=RosterState.PUBLISHED, offices__overlap=row.offices)
    there = [one for one in published.exclude(pk=row.pk) if queries.meets(one, row)]
    for one in there:
        same = (one.first, one.days) == (row.first, row.days)
        if not same or not set(one.offices) <= set(row.offices):
            raise OverlapsAnother(name=one.name)
    return there


def _move(row: Roster, then: RosterState, **columns: object) -> None:
    ROSTER.check(RosterState(row.state), then)
    row.state = then
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *columns])


def _rewrite(
    row: Roster, offices: Iterable[Office], decisions: Decisions, *, by: Actor, at: datetime
) -> None:
    """Write the pages of all offices, and what became of everybody in conflict.

    All pages that exist are locked first and in one order, because a move may lead to another
    office of the same roster. When somebody is undecided about anywhere, all are named.
    """
    locked_in_order(OfficeDay.objects.filter(office__in=row.offices, date__gte=row.first))
    undecided: list[str] = []
    for office in offices:
        supplies = {
            on: supply
            for on, supply in queries.differing_supplies(office.pk, at=at).items()
            if row.first <= on <= row.last
        }
        if not supplies:
            continue
        try:
            with transaction.atomic():
                done = booking.publish_decided(office.pk, supplies, decisions, by=by, at=at)
        except SupplyConflicts as refused:
            undecided += refused.codes
            continue
        change = Change.objects.create(
            office=office,
            kind=ChangeKind.ROSTER,
            before={},
            after={"roster": row.pk, "state": row.state},
            met=met(done),
            made_at=at,
            by_kind=by.kind,
            by_number=by.number,
        )
        ToTell.objects.bulk_create(
            ToTell(change=change, appointment_id=pk) for pk in done.unreached
        )
    if undecided:
        raise SupplyConflicts(tuple(sorted(undecided)))
