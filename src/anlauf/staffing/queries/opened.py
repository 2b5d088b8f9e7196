"""What tours open: which offices a team makes open on which date, and with how many clerks.

`instead` are days as they might be; they stand for what is written of the same team and date.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from anlauf.directory.schedule import OtherDay
from anlauf.engine.capacity import Clerk
from anlauf.engine.grid import Span
from anlauf.staffing import tours
from anlauf.staffing.models import Stop, Team, Tour
from anlauf.staffing.queries.tours import day_of
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Day, Halt


@dataclass(frozen=True)
class Coming:
    """A team at an office on a date: when it is open, and who serves."""

    office: int
    date: date
    doors: Span
    skills: frozenset[str]
    clerks: int

    def crew(self, spans: Iterable[Span]) -> list[Clerk]:
        """Its clerks, while the team is there and the office is open."""
        both = tuple(
            Span(max(span.start, self.doors.start), min(span.end, self.doors.end))
            for span in spans
            if span.overlaps(self.doors)
        )
        return [Clerk(self.skills, both)] * self.clerks if both and self.skills else []


def comings(
    offices: Collection[int], since: date, until: date, instead: Sequence[Day] = ()
) -> list[Coming]:
    """Which teams come to these offices, if these days held instead of what is written."""
    other = {(day.team, day.date) for day in instead}
    rows = Stop.objects.filter(
        office__in=offices,
        tour__state=TourState.PUBLISHED,
        tour__date__gte=since,
        tour__date__lte=until,
    )
    rows = rows.select_related("tour__team").prefetch_related("tour__team__skills")
    found = [
        _coming(row.tour.team, row.tour.date, Halt(row.office_id, Span(row.start, row.end)))
        for row in rows.order_by("tour__date", "start")
        if (row.tour.team_id, row.tour.date) not in other
    ]
    by_number = {row.pk: row for row in Team.objects.filter(pk__in={one.team for one in instead})}
    for day in instead:
        if day.opens and since <= day.date <= until:
            here = [halt for halt in day.halts if halt.office in offices]
            found += [_coming(by_number[day.team], day.date, halt) for halt in here]
    return found


def by_date(found: Iterable[Coming]) -> dict[date, list[Coming]]:
    """What comes to one office, by date."""
    dates: dict[date, list[Coming]] = {}
    for one in found:
        dates.setdefault(one.date, []).append(one)
    return dates


def days_by_tours(
    office: int, since: date, until: date, instead: Sequence[Day] = ()
) -> dict[date, OtherDay]:
    """The other days that tours give an office, if these days held instead of what is written."""
    here = by_date(comings([office], since, until, instead))
    found = {on: tours.opened(on, [one.doors for one in those]) for on, those in here.items()}
    for on in _stays_away(office, since, until, instead):
        found.setdefault(on, tours.closed(on))
    return found


def _coming(one: Team, on: date, halt: Halt) -> Coming:
    skills = frozenset(skill.key for skill in one.skills.all())
    return Coming(halt.office, on, halt.doors, skills, one.clerks)


def _stays_away(office: int, since: date, until: date, instead: Sequence[Day]) -> set[date]:
    """The dates on which a team was announced at the office and does not come."""
    other = {(day.team, day.date) for day in instead}
    announced = Tour.objects.filter(date__gte=since, date__lte=until, published_at__isnull=False)
    here = announced.filter(Q(stops__office=office) | Q(left_out__contains=[office]))
    days = [day_of(row) for row in here.distinct().prefetch_related("stops")]
    days = [day for day in days if (day.team, day.date) not in other]
    known = set(
        announced.filter(team__in={team for team, _on in other}).values_list("team", "date")
    )
    days += [day for day in instead if (day.team, day.date) in known]
    return {day.date for day in days if day.stays_away_from(office)}
