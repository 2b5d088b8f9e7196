"""By which terms somebody can be planned now, what was changed, and what no longer fits."""

from collections.abc import Iterator
from datetime import date

from anlauf.engine.roster import Violation
from anlauf.engine.roster.period import problem
from anlauf.staffing.models import Duty, Employee, EmployeeChange, Roster
from anlauf.staffing.queries.periods import judged, period_of, plan_of
from anlauf.staffing.queries.swaps import broken_by_one
from anlauf.staffing.states import RosterState
from anlauf.staffing.terms import ContractSaid, Terms

BOUND_TO_A_DAY = frozenset({"off", "offered"})


def terms_of(person: Employee) -> Terms:
    """The terms as the rows say they are."""
    rows = person.knowledge.select_related("skill")
    known = sorted((one.skill.key, one.in_training) for one in rows)
    contracts = (
        ContractSaid(one.weekly_minutes, tuple(one.weekdays), one.valid_from, one.valid_to)
        for one in person.contracts.all()
    )
    return Terms(
        skills=tuple(key for key, learning in known if not learning),
        learning=tuple(key for key, learning in known if learning),
        languages=tuple(person.languages),
        floats=person.floats,
        saturdays=person.saturdays,
        home_office=person.home_office,
        left_on=person.left_on,
        contracts=tuple(sorted(contracts, key=lambda one: one.valid_from or date.min)),
    )


def employee_changes(person: Employee, most: int) -> list[EmployeeChange]:
    """What was changed about somebody, the latest first."""
    rows = EmployeeChange.objects.filter(employee=person).order_by("-pk")
    return list(rows.select_related("undoes", "undone_by")[:most])


def unfit_duties(person: Employee, since: date) -> list[Duty]:
    """Published duties on days on which somebody cannot have one by their terms."""
    found: list[Duty] = []
    for row in _holding(person, since):
        asked = period_of(row, [person])
        duties = row.duties.filter(employee=person, date__gte=since).select_related("shift")
        if not asked.workers:
            found += duties
            continue
        broken = judged(problem(asked), plan_of(row, asked)).violations
        days = {one.day for one in broken if one.rule in BOUND_TO_A_DAY}
        found += [one for one in duties if (one.date - row.first).days in days]
    return found


def broken_now(person: Employee, since: date) -> Iterator[Violation]:
    """Rules that somebody's published duties break as things are."""
    for row in _holding(person, since):
        yield from broken_by_one(row, person)


def _holding(person: Employee, since: date) -> list[Roster]:
    rows = Roster.objects.filter(state=RosterState.PUBLISHED, duties__employee=person).distinct()
    return [row for row in rows.order_by("first", "pk") if row.last >= since]
