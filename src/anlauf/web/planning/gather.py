"""Asks the house what the pages of steering show."""

from collections.abc import Iterable
from datetime import date, datetime

from anlauf.booking import queries as booking
from anlauf.booking.states import Share
from anlauf.booking.values import Line, Question, Start
from anlauf.directory import queries as directory
from anlauf.directory.queries import Area, Office
from anlauf.floor import queries as floor
from anlauf.web.planning.network import OfficeFigures, days_until


def figures(area: str | None, *, at: datetime) -> list[OfficeFigures]:
    """Every office of the area, or of all, as it is this moment."""
    offices = list(directory.offices(area=area))
    today, tick = floor.wall(at)
    hours = directory.hours_of(offices)
    holidays = frozenset(directory.holidays_between(today, today))
    rooms = floor.waiting_now([office.pk for office in offices], at=at)
    free = _next_free(offices, at=at)
    return [
        OfficeFigures(
            key=office.key,
            name=office.name,
            short=office.short,
            longitude=office.place.longitude,
            latitude=office.place.latitude,
            is_open=any(span.holds(tick) for span in hours[office.pk].on(today, holidays).spans),
            waiting=rooms[office.pk].waiting,
            longest_minutes=rooms[office.pk].longest_now_minutes,
            usual_minutes=rooms[office.pk].median_minutes,
            open_desks=rooms[office.pk].open_desks,
            next_free=start.at if (start := free.get(office.pk)) else None,
            next_free_days=days_until(today, start.date if start else None),
        )
        for office in offices
    ]


def areas() -> list[Area]:
    """The areas that have an office to come to, in the city's order."""
    found = {office.area.pk: office.area for office in directory.offices()}
    return list(found.values())


def appointments(office: Office, on: date) -> list[tuple[int, str]]:
    """Start tick and state of every appointment at the office on this date, walk-ins apart."""
    rows = booking.appointments_of_day(office.pk, on)
    return [(row.start, row.state) for row in rows if row.share != Share.WALK_IN]


def _next_free(offices: Iterable[Office], *, at: datetime) -> dict[int, Start | None]:
    """The next free time of each office for what most people of its area come for."""
    by_area: dict[str, list[int]] = {}
    for office in offices:
        by_area.setdefault(office.area.key, []).append(office.pk)
    found: dict[int, Start | None] = {}
    for area, numbers in by_area.items():
        for service in directory.most_wanted(area, most=1):
            question = Question((Line(service.pk),), tuple(numbers))
            found |= booking.earliest_per_office(question, at=at)
    return found
