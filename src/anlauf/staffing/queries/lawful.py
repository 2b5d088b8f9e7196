"""What stands against a roster beyond its own people and days: the referee sees only those.

A duty of somebody who has no contract then, a shift against the working-time act, and a second
duty on the same day by another roster are no less unlawful for being unknown to the problem.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from anlauf.engine.roster import Violation
from anlauf.engine.roster.law import faults
from anlauf.engine.roster.period import Period
from anlauf.staffing import models, snapshots
from anlauf.staffing.models import Duty
from anlauf.staffing.queries.planned import if_published

Duties = QuerySet[Duty]


def objections(row: models.Roster, asked: Period) -> Iterator[Violation]:
    """Every duty of a roster that nobody may be asked to work, whatever its contract says."""
    duties = row.duties.select_related("employee", "shift").order_by("date", "pk")
    yield from _strangers(row, asked, duties)
    yield from _unlawful_shifts(asked, duties)
    yield from _twice(row)


def _strangers(row: models.Roster, asked: Period, duties: Duties) -> Iterator[Violation]:
    known = {one.key for one in asked.workers}
    for duty in duties:
        day = (duty.date - row.first).days
        if not 0 <= day < row.days:
            says = f"{duty.shift.key!r} on {duty.date}, outside of the plan"
            yield Violation("days", duty.employee.number, None, says)
        elif duty.employee.number not in known:
            says = f"{duty.shift.key!r} without a contract here and a skill"
            yield Violation("contract", duty.employee.number, day, says)


def _unlawful_shifts(asked: Period, duties: Duties) -> Iterator[Violation]:
    seen: set[str] = set()
    for duty in duties:
        if duty.shift.key in seen:
            continue
        seen.add(duty.shift.key)
        for sentence in faults(asked.law, snapshots.shift(duty.shift)):
            yield Violation("law", duty.employee.number, None, sentence)


def _twice(row: models.Roster) -> Iterator[Violation]:
    others = [one.pk for one in if_published(row) if one.pk != row.pk]
    mine = row.duties.values_list("employee", "date")
    wanted = {(person, on) for person, on in mine}
    there = Duty.objects.filter(roster__in=others, date__gte=row.first, date__lte=row.last)
    for other in there.select_related("employee", "roster").order_by("date", "pk"):
        if (other.employee_id, other.date) in wanted:
            day = (other.date - row.first).days
            says = f"has a duty on that day in {other.roster.name!r} already"
            yield Violation("twice", other.employee.number, day, says)
