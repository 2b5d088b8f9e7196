"""How early, late and Saturday duties are shared out over a quarter, person by person.

Nothing here says how anybody works: only which duties they were given.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from anlauf.engine.roster.shift import SATURDAY
from anlauf.staffing import models, snapshots
from anlauf.staffing.models import Duty
from anlauf.staffing.states import RosterState

QUARTER = timedelta(weeks=13)
FOUR_WEEKS = 28
USUAL = {"early": 12, "late": 10, "Saturday": 1}
"""The share of anybody in four weeks before there is a history."""


@dataclass(frozen=True)
class Share:
    """How many duties of each kind somebody had or will have in a time."""

    number: str
    name: str
    office: str
    duties: int
    early: int
    late: int
    saturdays: int


def shares_of(row: models.Roster) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """The fair shares in a period: whoever had more than others before has less now."""
    usual = {kind: round(share * row.days / FOUR_WEEKS) for kind, share in USUAL.items()}
    had = _counted(row.first - QUARTER, row.first - timedelta(days=1), row.offices)
    if not had:
        return {}, usual
    average = {kind: sum(one[kind] for one in had.values()) / len(had) for kind in usual}
    return {
        number: {
            kind: max(0, share - round(counts[kind] - average[kind]))
            for kind, share in usual.items()
        }
        for number, counts in had.items()
    }, usual


def duties_shared(offices: Iterable[int], first: date, last: date) -> list[Share]:
    """Everybody with duties in published rosters in this time, by office and number."""
    rows = published(offices, first, last).select_related("employee__home")
    people = {row.employee.number: row.employee for row in rows}
    counts = _counted(first, last, offices)
    found = [
        Share(
            number,
            people[number].name,
            people[number].home.short,
            one["duties"],
            one["early"],
            one["late"],
            one["Saturday"],
        )
        for number, one in counts.items()
    ]
    return sorted(found, key=lambda share: (share.office, share.number))


def published(offices: Iterable[int], first: date, last: date) -> QuerySet[Duty]:
    """The duties of published rosters."""
    return Duty.objects.filter(
        roster__state=RosterState.PUBLISHED,
        office__in=list(offices),
        date__gte=first,
        date__lte=last,
    )


def _counted(first: date, last: date, offices: Iterable[int]) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    rows = published(offices, first, last).select_related("employee", "shift")
    for row in rows:
        shift = snapshots.shift(row.shift)
        kinds = {
            "duties": True,
            "early": shift.is_early,
            "late": shift.is_late,
            "Saturday": row.date.weekday() == SATURDAY,
        }
        counts = found.setdefault(row.employee.number, Counter())
        counts.update(kind for kind, holds in kinds.items() if holds)
    return found
