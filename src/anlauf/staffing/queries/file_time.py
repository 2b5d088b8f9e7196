"""How much time published rosters leave for files: all work that is not at an open counter."""

from collections.abc import Iterable
from datetime import date

from anlauf.cases.values import FileHours, FileTime
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span
from anlauf.staffing import snapshots
from anlauf.staffing.models import Duty
from anlauf.staffing.queries import planned
from anlauf.staffing.queries.supply import state_of


def file_time(office: int, since: date, until: date) -> FileTime:
    """Who has how many minutes for files on each date that a published roster speaks about.

    People are told apart by what they know and not by who they are.
    """
    holding = planned.published_rosters(office, until)
    dates = frozenset(
        on for row in holding for on in snapshots.dates_of(row) if since <= on <= until
    )
    if not dates:
        return FileTime()
    rows = Duty.objects.filter(roster__in=holding, office=office, date__in=dates)
    rows = rows.select_related("shift").prefetch_related("employee__knowledge__skill")
    return FileTime(dates, _groups(rows.order_by("pk"), _opening(office, dates)))


def _opening(office: int, dates: frozenset[date]) -> dict[date, tuple[Span, ...]]:
    hours = state_of(office).hours
    holidays = frozenset(directory.holidays_between(min(dates), max(dates)))
    return {on: hours.on(on, holidays).spans for on in dates}


def _groups(rows: Iterable[Duty], opening: dict[date, tuple[Span, ...]]) -> tuple[FileHours, ...]:
    """The minutes of people who know the same, together."""
    people: dict[frozenset[str], set[int]] = {}
    minutes: dict[frozenset[str], dict[date, int]] = {}
    for row in rows:
        known = row.employee.knowledge.all()
        skills = frozenset(one.skill.key for one in known if not one.in_training)
        left = snapshots.duty_shift(row).file_minutes(opening[row.date])
        if left <= 0 or not skills:
            continue
        people.setdefault(skills, set()).add(row.employee_id)
        by_date = minutes.setdefault(skills, {})
        by_date[row.date] = by_date.get(row.date, 0) + left
    return tuple(
        FileHours(skills, len(people[skills]), minutes[skills])
        for skills in sorted(people, key=sorted)
    )
