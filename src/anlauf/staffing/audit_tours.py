"""Holds published tours against the rules of the road, against office hours and against supply."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from anlauf.booking import queries as booking
from anlauf.directory import queries as directory
from anlauf.staffing import queries, tours
from anlauf.staffing.queries.supply import supply_between
from anlauf.staffing.states import TourState


def differences(today: date, *, at: datetime) -> Iterator[str]:
    """A sentence for every tour that cannot be, and every open day that no tour opens."""
    until = today + timedelta(days=queries.DAYS_AHEAD)
    for row in queries.tours_between(today, until):
        if row.state == TourState.PUBLISHED:
            for problem in queries.problems_of(queries.day_of(row), row.team):
                yield f"The tour of {row.team.key} on {row.date} has the problem {problem.trouble}."
    for office in queries.mobile_offices():
        yield from _against_hours(office.pk, today, until)
        yield from _against_supply(office.pk, today, until, at=at)


def _against_hours(office: int, today: date, until: date) -> Iterator[str]:
    """Days of tours that the office does not keep, or keeps though no tour says so."""
    said = queries.days_by_tours(office, today, until)
    there = {
        day.date: day
        for day in directory.schedule_of(office).other_days
        if tours.is_of_tours(day) and today <= day.date <= until
    }
    for on in sorted(said.keys() | there.keys()):
        if said.get(on) != there.get(on):
            yield f"Office {office} has other hours on {on} than its tours give it."


def _against_supply(office: int, today: date, until: date, *, at: datetime) -> Iterator[str]:
    """Pages of tour days that promise another time, though nobody stands in the way."""
    dates = set(queries.days_by_tours(office, today, until))
    if not dates:
        return
    supplies = {on: one for on, one in supply_between(office, today, until) if on in dates}
    for change in booking.changes_of_supply(office, supplies, at=at):
        if not change.conflicts:
            yield f"Office {office} offers another time on {change.date} than its tours give it."
