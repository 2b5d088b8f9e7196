"""The calendar: which dates of the months shown have times, and the times of one of them.

The component asks for half a year, of which it paints the months of the slots window, and wants the
times of one date. When that date has none, the first one that has some takes its place, and the
answer says so in its slots window.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlauf.api.munich import shapes
from anlauf.booking import queries as booking
from anlauf.booking.queries import days
from anlauf.booking.values import Line, Question

_QUARTER_OF_AN_HOUR = 3

Bookable = Mapping[date, Sequence[int]]


@dataclass(frozen=True)
class Asked:
    """What the calendar is asked for."""

    offices: tuple[int, ...]
    lines: tuple[Line, ...]
    first: date
    last: date
    slots_first: date
    slots_last: date

    @property
    def question(self) -> Question:
        """The same, as booking is asked."""
        return Question(
            self.lines,
            self.offices,
            since=self.first,
            until=self.last,
            every=_QUARTER_OF_AN_HOUR,
        )


def calendar(asked: Asked, *, at: datetime) -> shapes.Calendar:
    """The dates and times that answer."""
    bookable = days.offices_by_day(asked.question, at=at)
    chosen = _chosen(asked, bookable)
    first, last = (chosen, chosen) if chosen else (asked.slots_first, asked.slots_last)
    painted = (first.replace(day=1), _end_of_month(last))
    times = _times(asked, chosen, at=at) if chosen else []
    return {
        "startDate": asked.first.isoformat(),
        "endDate": asked.last.isoformat(),
        "slotsStartDate": first.isoformat(),
        "slotsEndDate": last.isoformat(),
        "prevBookableDate": _text(max((day for day in bookable if day < painted[0]), default=None)),
        "nextBookableDate": _text(min((day for day in bookable if day > painted[1]), default=None)),
        "availableDays": [
            _day(day, found, times if day == chosen else [])
            for day, found in sorted(bookable.items())
            if painted[0] <= day <= painted[1]
        ],
    }


def _chosen(asked: Asked, bookable: Bookable) -> date | None:
    """The date whose times are told: in the window, else in its months, else anywhere."""
    months = (asked.slots_first.replace(day=1), _end_of_month(asked.slots_last))
    for first, last in ((asked.slots_first, asked.slots_last), months, (date.min, date.max)):
        day = min((day for day in bookable if first <= day <= last), default=None)
        if day is not None:
            return day
    return None


def _times(asked: Asked, on: date, *, at: datetime) -> list[shapes.OfficeTimes]:
    starts: dict[int, list[int]] = {}
    for start in booking.starts_of_day(asked.question, on, at=at):
        starts.setdefault(start.office, []).append(int(start.at.timestamp()))
    return [
        {"officeId": str(office), "appointments": starts[office]}
        for office in asked.offices
        if office in starts
    ]


def _day(day: date, found: Sequence[int], times: list[shapes.OfficeTimes]) -> shapes.Day:
    return {
        "date": day.isoformat(),
        "time": day.isoformat(),
        "providerIDs": ",".join(str(office) for office in found),
        "offices": times,
    }


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
