"""People: the link to somebody's calendar, who calls in because they cannot come, who has left."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.keys import digest
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.staffing import queries
from anlauf.staffing.commands import absences
from anlauf.staffing.commands.publish import Published
from anlauf.staffing.models import Absence, Duty, Employee
from anlauf.staffing.states import AbsenceKind

KEY_BYTES = 32
LONGEST_CALL = timedelta(days=42)


class CannotStandIn(Refused):
    """Somebody else was asked, or a rule of working time is in the way by now."""

    code = "cannot_stand_in"
    sentence = _("%(name)s cannot take this duty any more. Please look at the proposals again.")


@transaction.atomic
def open_feed(number: str, *, by: Actor, at: datetime) -> str:
    """A new key to somebody's calendar; a former one opens nothing any more."""
    row = locked(Employee.objects.filter(number=number))
    key = secrets.token_urlsafe(KEY_BYTES)
    row.feed = digest(key)
    row.save(update_fields=["feed"])
    journal.record("staffing.feed_opened", row, by=by, at=at)
    return key


@transaction.atomic
def close_feed(number: str, *, by: Actor, at: datetime) -> None:
    """The link to somebody's calendar opens nothing any more."""
    row = locked(Employee.objects.filter(number=number))
    row.feed = None
    row.save(update_fields=["feed"])
    journal.record("staffing.feed_closed", row, by=by, at=at)


def call_in(
    number: str, first: date, last: date, stand_in: str, *, by: Actor, at: datetime
) -> list[Published]:
    """Somebody cannot come: their duties fall out, a colleague may take the first of them.

    Appointments that would find nobody there keep their page as it was; they stand on the page of
    the office, where somebody decides about them.
    """
    touched = _called_in(number, first, min(last, first + LONGEST_CALL), stand_in, by=by, at=at)
    return absences.republish(touched, by=by, at=at)


@transaction.atomic
def _called_in(
    number: str, first: date, last: date, stand_in: str, *, by: Actor, at: datetime
) -> set[tuple[int, date]]:
    """The offices and dates whose clerks change."""
    absences.hold_published(first, last)
    person = locked(Employee.objects.filter(number=number))
    lost = absences.fall_out(person, first, last)
    touched = {(duty.office_id, duty.date) for duty in lost}
    if stand_in and lost:
        touched |= _taken_over(lost[0], stand_in)
    Absence.objects.create(
        employee=person,
        first=first,
        last=last,
        kind=AbsenceKind.AWAY,
        lost=absences.written(lost),
    )
    Duty.objects.filter(pk__in=[duty.pk for duty in lost]).delete()
    facts: dict[str, object] = {"duties": len(lost), "stand_in": bool(stand_in)}
    journal.record("staffing.called_in", person, by=by, at=at, office=person.home_id, facts=facts)
    return touched


def _taken_over(duty: Duty, stand_in: str) -> set[tuple[int, date]]:
    """Let a colleague have the duty, if they still may; they leave whatever they had that day."""
    colleague = Employee.objects.get(number=stand_in)
    able = {one.number for one in queries.stand_ins(duty)}
    if stand_in not in able:
        raise CannotStandIn(name=colleague.name)
    before = Duty.objects.filter(roster=duty.roster, employee=colleague, date=duty.date)
    left = {(one.office_id, one.date) for one in before}
    before.delete()
    Duty.objects.create(
        roster=duty.roster,
        employee=colleague,
        date=duty.date,
        office=duty.office,
        shift=duty.shift,
    )
    return left
