"""A roster at a glance: how good it is, and where somebody is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anlauf.engine.roster import Verdict, Violation
from anlauf.engine.roster.coverage import Cover, coverage
from anlauf.staffing import models
from anlauf.staffing.models import Duty
from anlauf.staffing.queries.periods import period, plan_of, verdict_on
from anlauf.staffing.states import RosterState


@dataclass(frozen=True)
class Overview:
    """The verdict about a roster, its price by cause, and its cover by office and day."""

    verdict: Verdict
    covers: Mapping[tuple[int, int], Cover]
    people: int

    @property
    def missing_hours(self) -> float:
        """Hours of clerks that are missing."""
        return sum(cover.missing_hours for cover in self.covers.values())

    @property
    def wanted_hours(self) -> float:
        """Hours of clerks that are wanted."""
        return sum(cover.wanted_hours for cover in self.covers.values())

    @property
    def spare_hours(self) -> float:
        """Hours of clerks beyond what is wanted."""
        return sum(cover.spare_hours for cover in self.covers.values())

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every rule broken."""
        return self.verdict.violations

    def cases(self, kind: str) -> int:
        """How often something undesired happens."""
        return sum(penalty.kind == kind for penalty in self.verdict.penalties)


def overview(row: models.Roster) -> Overview:
    """The roster as it stands."""
    asked = period(row)
    plan = plan_of(row, asked)
    return Overview(verdict_on(row, asked, plan), coverage(asked, plan), len(asked.workers))


def duties_at(row: models.Roster, office: int, first: date, last: date) -> list[Duty]:
    """Who works at an office in a time, and where its own people work."""
    rows = row.duties.filter(date__gte=first, date__lte=last)
    rows = rows.filter(office=office) | rows.filter(employee__home=office)
    return list(rows.select_related("employee", "office", "shift").order_by("date", "pk"))


def duties_of(person: models.Employee, first: date, last: date) -> list[Duty]:
    """What somebody works by published rosters."""
    rows = person.duties.filter(
        roster__state=RosterState.PUBLISHED, date__gte=first, date__lte=last
    )
    return list(rows.select_related("office__place", "shift").order_by("date"))


def duties_on(office: int, on: date) -> list[Duty]:
    """Who works at an office on a date by published rosters, by the time they come."""
    rows = Duty.objects.filter(roster__state=RosterState.PUBLISHED, office=office, date=on)
    found = rows.select_related("employee__home", "office", "shift", "roster")
    return list(found.order_by("shift__begin", "employee__number"))
