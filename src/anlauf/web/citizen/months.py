"""One month of free days, as the calendar component takes it."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as spell
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from anlauf.web.citizen.looking import Looking

MONDAYS_FIRST = calendar.Calendar()


@dataclass(frozen=True)
class MonthDay:
    """A date in the calendar; without an address it has nothing free."""

    date: date
    href: str
    free: int
    selected: bool
    today: bool

    @property
    def number(self) -> int:
        """The day of the month."""
        return self.date.day


@dataclass(frozen=True)
class Month:
    """A sheet of the calendar, and the addresses of those beside it that have something free."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[MonthDay | None, ...], ...]
    earlier: str
    later: str


def month_shown(
    looking: Looking, counts: Mapping[date, int], *, day: date | None, today: date
) -> Month:
    """The month asked for, else that of the chosen day, else the first with something free."""
    first = _first(looking.journey.month, day, counts)
    months = sorted({on.replace(day=1) for on in counts} | {first})
    place = months.index(first)
    return Month(
        title=spell(first, "F Y"),
        weekdays=tuple((str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in range(7)),
        weeks=tuple(
            tuple(
                _shown(looking, on, counts, day, today) if on.month == first.month else None
                for on in week
            )
            for week in MONDAYS_FIRST.monthdatescalendar(first.year, first.month)
            if week[-1] >= today
        ),
        earlier=_turn(looking, months[place - 1]) if place else "",
        later=_turn(looking, months[place + 1]) if place + 1 < len(months) else "",
    )


def _first(month: str, day: date | None, counts: Mapping[date, int]) -> date:
    first, last = min(counts), max(counts)
    try:
        asked = date.fromisoformat(f"{month}-01")
    except ValueError:
        asked = day if day is not None and day in counts else first
    return min(max(asked, first), last).replace(day=1)


def _shown(
    looking: Looking, on: date, counts: Mapping[date, int], day: date | None, today: date
) -> MonthDay:
    free = counts.get(on, 0)
    return MonthDay(
        date=on,
        href=looking.address(looking.journey.on_day(on.isoformat()), "#day") if free else "",
        free=free,
        selected=on == day,
        today=on == today,
    )


def _turn(looking: Looking, first: date) -> str:
    return looking.address(looking.journey.in_month(f"{first:%Y-%m}"), "#days")
