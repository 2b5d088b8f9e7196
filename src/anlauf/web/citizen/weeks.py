"""The coming weeks as a picture of how many times each day has, for the calendar component."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlauf.web.citizen.looking import Looking
from anlauf.web.templatetags.anlauf import long_date, month_day

ON_A_SHEET = 5
DAYS = 7
HEATS = 4


@dataclass(frozen=True)
class SheetDay:
    """A date in the picture; without an address it has nothing free."""

    date: date
    said: str
    label: str
    month: str
    href: str
    free: int
    heat: int
    selected: bool
    today: bool


@dataclass(frozen=True)
class Sheet:
    """Some weeks, and the addresses of those before and after that have something free."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[SheetDay | None, ...], ...]
    earlier: str
    later: str


def sheet_shown(
    looking: Looking, counts: Mapping[date, int], *, day: date | None, today: date
) -> Sheet:
    """The weeks asked for, else those of the chosen day, else from the first free day on."""
    starts = _starts(min(counts), max(counts))
    first = _first(looking.journey.week, day, starts)
    last = first + timedelta(weeks=ON_A_SHEET, days=-1)
    most = max(counts.values())
    place = starts.index(first)
    return Sheet(
        title=f"{month_day(max(first, today))} – {month_day(last)}",
        weekdays=tuple((str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in range(7)),
        weeks=tuple(
            tuple(
                _shown(looking, on, counts.get(on, 0), most, day, today) if on >= today else None
                for on in (first + timedelta(weeks=week, days=number) for number in range(DAYS))
            )
            for week in range(ON_A_SHEET)
        ),
        earlier=_turn(looking, starts[place - 1]) if place else "",
        later=_turn(looking, starts[place + 1]) if place + 1 < len(starts) else "",
    )


def _starts(first: date, last: date) -> list[date]:
    """The Mondays with which the sheets begin, from the first free day to the last."""
    monday = first - timedelta(days=first.weekday())
    sheets = (last - monday).days // (DAYS * ON_A_SHEET) + 1
    return [monday + timedelta(weeks=ON_A_SHEET * number) for number in range(sheets)]


def _first(week: str, day: date | None, starts: list[date]) -> date:
    try:
        asked = date.fromisoformat(week)
    except ValueError:
        asked = day or starts[0]
    return max((start for start in starts if start <= asked), default=starts[0])


def _shown(
    looking: Looking, on: date, free: int, most: int, day: date | None, today: date
) -> SheetDay:
    return SheetDay(
        date=on,
        said=_said(on, free, today),
        label=str(on.day),
        month=date_format(on, "M") if on.day == 1 else "",
        href=looking.address(looking.journey.on_day(on.isoformat()), "#day") if free else "",
        free=free,
        heat=-(-HEATS * free // most),
        selected=on == day,
        today=on == today,
    )


def _said(on: date, free: int, today: date) -> str:
    """The whole cell in words."""
    day = ", ".join([long_date(on), _("today")]) if on == today else long_date(on)
    many = ngettext("%(free)s free time", "%(free)s free times", free) % {"free": free}
    times = many if free else _("no free time")
    return f"{day}: {times}"


def _turn(looking: Looking, first: date) -> str:
    return looking.address(looking.journey.from_week(first.isoformat()), "#days")
