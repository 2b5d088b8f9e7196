"""The lead's page: open effort by skill, age, in and out by week, and when it will be sound."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.cases import queries
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.casework.file_time import file_time_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date

WIDTH, HEIGHT, LEFT, FOOT = 720, 260, 56, 28
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Picture:
    """The forecast drawn: a band, its middle, the line below which all is sound, and axes."""

    band: str
    middle: str
    sound: float
    levels: tuple[tuple[float, int], ...]
    months: tuple[tuple[float, date], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


@dataclass(frozen=True)
class Shown:
    """A forecast in words and as a picture."""

    people: int
    more: int
    sound: int
    picture: Picture
    points: tuple[tuple[date, int, int, int], ...]
    when: tuple[date | None, date | None, date | None]


@require_safe
@at_office(Right.LEAD_CASES)
def backlog(request: Request, office: Office) -> HttpResponse:
    """What lies open and what becomes of it; the address says with how many people."""
    rows = queries.forecasts(office.pk)
    ages = queries.backlog_by_age(office.pk, at=request.at)
    weeks = queries.in_and_out(office.pk, at=request.at)
    chosen = _chosen(rows, request.GET.get("people", ""))
    context = {
        "office": office,
        "here": "backlog",
        "may_lead": True,
        "effort": queries.open_effort(office.pk, at=request.at),
        "ages": [(age, _share(age.cases, [each.cases for each in ages])) for age in ages],
        "weeks": [
            (week, _share(week.came, _both(weeks)), _share(week.ended, _both(weeks)))
            for week in weeks
        ],
        "forecasts": [(row.people, row.people - row.present) for row in rows],
        "by": _by(request),
        "needed": queries.people_by(office.pk, _by(request)),
        "file_time": None if chosen is None else file_time_of(chosen),
        "shown": None if chosen is None else _shown(chosen),
        "made_on": None if chosen is None else local_date(chosen.made_at),
    }
    return render(request, "casework/backlog.html", context)


def _by(request: Request) -> date:
    """The day that is asked for, else in a quarter of a year."""
    try:
        return date.fromisoformat(request.GET.get("by", ""))
    except ValueError:
        return local_date(request.at) + 91 * _DAY


def _chosen(rows: list[queries.BacklogForecast], people: str) -> queries.BacklogForecast | None:
    """The forecast asked for, else the one with the people there are."""
    named = [row for row in rows if str(row.people) == people]
    present = [row for row in rows if row.people == row.present]
    return next(iter([*named, *present, *rows]), None)


def _shown(row: queries.BacklogForecast) -> Shown:
    begins = local_date(row.made_at)
    low, middle, high = (None if day is None else begins + day * _DAY for day in row.within)
    points = [(begins + day * _DAY, *band) for day, *band in row.points]
    return Shown(
        people=row.people,
        more=row.people - row.present,
        sound=row.sound,
        picture=_picture(row, begins),
        points=tuple(points),
        when=(low, middle, high),
    )


def _picture(row: queries.BacklogForecast, begins: date) -> Picture:
    top: int = max([high for _day, _low, _middle, high in row.points] + [row.sound, 4])
    last: int = row.points[-1][0] or 1

    def x(day: int) -> float:
        return round(LEFT + day / last * (WIDTH - LEFT - 10), 1)

    def y(number: int) -> float:
        return round((HEIGHT - FOOT) * (1 - number / (top * 1.05)), 1)

    upper = [f"{x(day)} {y(high)}" for day, _low, _middle, high in row.points]
    lower = [f"{x(day)} {y(low)}" for day, low, _middle, _high in reversed(row.points)]
    middle = [f"{x(day)} {y(mid)}" for day, _low, mid, _high in row.points]
    return Picture(
        band=f"M{'L'.join([*upper, *lower])}Z",
        middle=f"M{'L'.join(middle)}",
        sound=y(row.sound),
        levels=tuple((y(level), level) for level in (0, top // 2, top)),
        months=tuple((x(day), begins + day * _DAY) for day in range(0, last + 1, 84)),
    )


def _both(weeks: list[queries.Week]) -> list[int]:
    return [week.came for week in weeks] + [week.ended for week in weeks]


def _share(number: int, all_of_them: list[int]) -> int:
    """The length of a bar in hundredths of the longest."""
    return round(100 * number / max([*all_of_them, 1]))
