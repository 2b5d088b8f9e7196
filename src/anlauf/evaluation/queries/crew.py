"""Posts of an office, who fills them and who was away; nothing of fewer than five people.

Whoever knows who was on leave could tell from a small number who was ill. So absences count by
whole months, and a month of an office with one to four days of them is in no sum.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from anlauf.engine.figures import MINIMUM, Estimate
from anlauf.evaluation.queries.table import Period, months
from anlauf.staffing import queries as staffing
from anlauf.staffing.models import Absence, Contract
from anlauf.staffing.states import AbsenceKind

FULL_WEEK = 39 * 60  # minutes, the collective agreement of the federal states


@dataclass(frozen=True)
class Crew:
    """One office's people in a period, or those of several offices together."""

    people: int = 0
    weekly_minutes: int = 0
    days: int = 0  # on which somebody should have worked
    away: int = 0
    posts: float = 0.0
    vacant: float = 0.0
    unwritten: int = 0  # offices whose posts nobody has written

    def __add__(self, other: "Crew") -> "Crew":
        return Crew(
            self.people + other.people,
            self.weekly_minutes + other.weekly_minutes,
            self.days + other.days,
            self.away + other.away,
            self.posts + other.posts,
            self.vacant + other.vacant,
            self.unwritten + other.unwritten,
        )

    @property
    def figures(self) -> Mapping[str, Estimate | None]:
        """What may be told of them; posts to the nearest half."""
        if self.people < MINIMUM:
            return dict.fromkeys(("staff", "posts", "vacant", "away"))
        staff, vacant = _half(self.weekly_minutes / FULL_WEEK), _half(self.vacant)
        known = self.unwritten == 0
        share = round(self.away / self.days, 2) if self.days else None
        return {
            "staff": Estimate(staff, staff, staff, self.people),
            "posts": Estimate(self.posts, self.posts, self.posts, 0) if known else None,
            "vacant": Estimate(vacant, vacant, vacant, 0) if known else None,
            "away": None if share is None else Estimate(share, share, share, self.days),
        }


def crews(period: Period, offices: Collection[int] | None = None) -> dict[int, Crew]:
    """By office its people; offices with too few are not in it, so no sum tells of them either."""
    rows = Contract.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=period.last),
        Q(valid_to__isnull=True) | Q(valid_to__gte=period.first),
        Q(employee__left_on__isnull=True) | Q(employee__left_on__gte=period.first),
    ).select_related("employee")
    if offices is not None:
        rows = rows.filter(employee__home__in=offices)
    contracts = list(rows)
    found: defaultdict[int, Crew] = defaultdict(Crew)
    for row in contracts:
        stays = _until(row.valid_to, row.employee.left_on) >= period.last
        found[row.employee.home_id] += Crew(int(stays), row.weekly_minutes * stays)
    for month in months(period) if period.whole_months else ():
        for office, crew in _away(contracts, month).items():
            found[office] += crew
    posts = staffing.posts_on(period.last)
    return {
        office: crew + _posts(crew, posts.get(office))
        for office, crew in found.items()
        if crew.people >= MINIMUM
    }


def _posts(crew: Crew, posts: Decimal | None) -> Crew:
    """What the budget says beside who is there; somebody too many fills no other office's post."""
    if posts is None:
        return Crew(unwritten=1)
    return Crew(posts=float(posts), vacant=max(0.0, float(posts) - crew.weekly_minutes / FULL_WEEK))


def _half(number: float) -> float:
    return round(2 * number) / 2


def _away(contracts: Iterable[Contract], month: Period) -> dict[int, Crew]:
    """By office the days of a month on which somebody should have worked, unless few were away."""
    absent = _absences(month)
    found: defaultdict[int, Crew] = defaultdict(Crew)
    people: defaultdict[int, set[int]] = defaultdict(set)
    for row in contracts:
        here = _until(row.valid_to, row.employee.left_on)
        first, last = max(row.valid_from or month.first, month.first), min(here, month.last)
        days = [day for day in Period(first, last).dates() if day.weekday() in row.weekdays]
        away = sum(day in absent.get(row.employee_id, set()) for day in days)
        if days:
            found[row.employee.home_id] += Crew(days=len(days), away=away)
            people[row.employee.home_id].add(row.employee_id)
    return {
        office: crew
        for office, crew in found.items()
        if len(people[office]) >= MINIMUM and (crew.away == 0 or crew.away >= MINIMUM)
    }


def _until(*ends: date | None) -> date:
    return min((end for end in ends if end is not None), default=date.max)


def _absences(period: Period) -> Mapping[int, set[date]]:
    found: defaultdict[int, set[date]] = defaultdict(set)
    rows = Absence.objects.filter(
        kind=AbsenceKind.AWAY, first__lte=period.last, last__gte=period.first
    )
    for employee, first, last in rows.values_list("employee", "first", "last"):
        begin, end = max(first, period.first), min(last, period.last)
        found[employee] |= {begin + timedelta(days=n) for n in range((end - begin).days + 1)}
    return found
