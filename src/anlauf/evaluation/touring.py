"""Where mobile teams should go in two weeks: the question from today's rows, and what was found.

Like `playing`, only the process that plays loads this module. Assumed, and said so on the page:
whoever comes to an office lives in a quarter nearest to it, all these quarters alike.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import cos, radians
from statistics import fmean
from typing import Any

from anlauf.directory import queries as directory
from anlauf.directory.models import Office, Quarter
from anlauf.engine.grid import TICK_MINUTES
from anlauf.engine.reach import Area, Halt, Question, Rules, Site, Spot, Team, Visit
from anlauf.engine.reach.best import best
from anlauf.engine.reach.served import Served, worth
from anlauf.engine.whatif import City
from anlauf.evaluation import queries
from anlauf.staffing import queries as staffing
from anlauf.staffing.models import Team as TeamRow
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Day

Plain = dict[str, Any]

DAYS = 14
SATURDAY = 5
HOUR = 60
BUSY = 0.8  # the part of their time in which a team serves somebody
A_DEGREE = 111.2  # kilometres
SECONDS = 60.0
LIVING = (TourState.PLANNED, TourState.PUBLISHED)


@dataclass(frozen=True)
class _Plane:
    """The globe laid flat around a latitude."""

    latitude: float

    def at(self, latitude: float, longitude: float) -> Spot:
        """A point in kilometres."""
        return Spot(longitude * cos(radians(self.latitude)) * A_DEGREE, latitude * A_DEGREE)

    def office(self, row: Office) -> Spot:
        """Where an office is."""
        return self.at(row.place.latitude or 0.0, row.place.longitude or 0.0)


def proposed(book: Plain, *, at: datetime) -> Plain | None:
    """The best tours of two weeks beside those that there are; nothing without anybody to ask."""
    monday = date.fromisoformat(book["monday"])
    rows = [row for row in staffing.teams() if row.active and row.key in book["teams"]]
    there = _tours(rows, monday)
    asked = _question(book, rows, monday, queries.city_today(at=at), there)
    if asked is None:
        return None
    found, today = best(asked, seconds=SECONDS), worth(asked, there)
    return {
        "complete": True,
        "proposal": _plain(found.served) | {"bound": round(found.bound, 1)},
        "today": _plain(today),
        "days": {"proposal": len(found.visits), "today": len(there)},
        "visits": [_visit(one, monday) for one in found.visits],
        "goes_today": sorted({int(halt.site) for visit in there for halt in visit.halts}),
        "areas": {
            area.key: [
                round(asked.wanting[area.key], 1),
                round(today.by_area[area.key], 1),
                round(found.served.by_area[area.key], 1),
            ]
            for area in asked.areas
        },
    }


def _question(
    book: Plain, rows: Sequence[TeamRow], monday: date, city: City, there: Sequence[Visit]
) -> Question | None:
    quarters = list(directory.quarters())
    offices = [row for row in directory.offices() if row.place.latitude is not None]
    mobile = {row.pk for row in staffing.mobile_offices()}
    plane = _Plane(fmean(row.latitude for row in quarters) if quarters else 0.0)
    fixed = {
        row.key: plane.office(row) for row in offices if row.pk not in mobile and row.has_counter
    }
    sites = [row for row in offices if row.pk in mobile]
    if not quarters or not sites or not rows or not fixed:
        return None
    driven = Counter(visit.team for visit in there)
    return Question(
        areas=tuple(_areas(_spots(quarters, plane), fixed, city, book["unmet"] / 100)),
        sites=tuple(Site(str(row.pk), plane.office(row)) for row in sites),
        fixed=tuple(fixed.values()),
        teams=tuple(
            replace(
                _team(row, monday, city),
                home=plane.office(row.home),
                most=book["days"] or driven[row.key],
            )
            for row in rows
        ),
        rules=Rules(reach=book["reach"]),
    )


def _spots(quarters: Sequence[Quarter], plane: _Plane) -> dict[str, Spot]:
    return {row.key: plane.at(row.latitude, row.longitude) for row in quarters}


def _areas(
    spots: dict[str, Spot], fixed: dict[str, Spot], city: City, unmet: float
) -> Iterable[Area]:
    """Each office's visits of two weeks, shared out over the quarters nearest to it."""
    visits = {
        place.key: sum(wish.booked + wish.walk_ins for wish in place.wishes) * DAYS / 7
        for place in city.places
    }
    nearest = {
        key: min(fixed, key=lambda office: (spot.way(fixed[office]), office))
        for key, spot in spots.items()
    }
    many = Counter(nearest.values())
    for key, spot in spots.items():
        office = nearest[key]
        yield Area(key, spot, round(visits.get(office, 0.0) / many[office], 2), unmet)


def _team(row: TeamRow, monday: date, city: City) -> Team:
    """A team on working days, and how many people it can serve in an hour."""
    holidays = directory.holidays_between(monday, monday + timedelta(days=DAYS - 1))
    days = (day for day in range(DAYS) if day % 7 < SATURDAY)
    minutes = sum(kind.minutes for kind in city.kinds) / max(1, len(city.kinds)) or 1.0
    return Team(
        key=row.key,
        home=Spot(0.0, 0.0),
        days=frozenset(day for day in days if monday + timedelta(days=day) not in holidays),
        pace=row.clerks * BUSY * HOUR / minutes,
        setup=row.setup_minutes,
        packing=row.packing_minutes,
    )


def _tours(rows: Sequence[TeamRow], monday: date) -> list[Visit]:
    """Where the teams go in these weeks as things are."""
    keys = {row.pk: row.key for row in rows}
    last = monday + timedelta(days=DAYS - 1)
    return [
        _driven(keys[tour.team_id], staffing.day_of(tour), monday)
        for tour in staffing.tours_between(monday, last)
        if tour.team_id in keys and tour.state in LIVING
    ]


def _driven(team: str, day: Day, monday: date) -> Visit:
    halts = tuple(
        Halt(
            str(halt.office),
            halt.doors.start * TICK_MINUTES,
            halt.doors.end * TICK_MINUTES,
            halt.way,
        )
        for halt in day.halts
    )
    return Visit(team, (day.date - monday).days, halts)


def _visit(one: Visit, monday: date) -> Plain:
    return {
        "team": one.team,
        "date": (monday + timedelta(days=one.day)).isoformat(),
        "halts": [
            {
                "office": int(halt.site),
                "start": halt.opens // TICK_MINUTES,
                "end": halt.closes // TICK_MINUTES,
                "way": halt.way,
            }
            for halt in one.halts
        ],
    }


def _plain(one: Served) -> Plain:
    return {"people": round(one.people, 1), "within": round(one.within_reach, 1)}
