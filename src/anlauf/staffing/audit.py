"""Holds rosters and tours against the rules, against absences and against what can be booked.

Only what is to come is audited: the past has been worked, and terms may have changed since. Hours
that fell out with an absence count as worked, so nobody owes hours here; and who learns may be left
alone by somebody who fell ill, which a planner mends and no row is wrong about.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F

from anlauf.booking import queries as booking
from anlauf.engine.roster import Violation
from anlauf.engine.roster.period import problem
from anlauf.engine.roster.together import RULE
from anlauf.staffing import audit_tours, queries
from anlauf.staffing.models import Duty, Roster
from anlauf.staffing.queries.lawful import objections
from anlauf.staffing.queries.supply import supply_between
from anlauf.staffing.states import RosterState


def differences(*, at: datetime) -> Iterator[str]:
    """A sentence for everything that cannot be; none is what must be found."""
    today = queries.today(at)
    for row in Roster.objects.filter(state=RosterState.PUBLISHED).order_by("pk"):
        if row.last < today:
            continue
        yield from (f"{row.name}: {_said(one)}" for one in _unlawful(row, today))
        yield from _against_supply(row, today, at=at)
    yield from _against_absences(today)
    yield from audit_tours.differences(today, at=at)


def _unlawful(row: Roster, today: date) -> Iterator[Violation]:
    asked = queries.period(row)
    whole = problem(asked)
    owing_nothing = tuple(replace(one, least_minutes=0) for one in whole.people)
    plan = queries.plan_of(row, asked)
    found = queries.judged(replace(whole, people=owing_nothing), plan).violations
    for one in (*found, *objections(row, asked)):
        if one.rule == RULE:
            continue
        if one.day is None or (today - row.first).days <= one.day:
            yield one


def _said(one: Violation) -> str:
    return f"{one.person} breaks {one.rule!r}: {one.says}"


def _against_supply(row: Roster, today: date, *, at: datetime) -> Iterator[str]:
    """Pages that say something else than the duties, though no appointment stands in the way."""
    for office in row.offices:
        supplies = dict(supply_between(office, max(row.first, today), row.last))
        for change in booking.changes_of_supply(office, supplies, at=at):
            if not change.conflicts:
                yield f"{row.name}: office {office} offers another time than planned {change.date}."


def _against_absences(today: date) -> Iterator[str]:
    rows = Duty.objects.filter(roster__state=RosterState.PUBLISHED, date__gte=today)
    away = rows.filter(
        employee__absences__first__lte=F("date"), employee__absences__last__gte=F("date")
    )
    for duty in away.select_related("employee").distinct():
        yield f"{duty.employee.number} has a duty on {duty.date} and is away."
