"""Weeks before the demo began, invented: how many came, how long they waited, what was on offer.

An office has a usual crew and a usual number of visitors. Where more come than usual, or fewer
clerks are there, waits grow steeply, as in any queue. The same seed invents the same weeks.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from anlauf.core.actors import SYSTEM
from anlauf.demo.ways import told_in_sums
from anlauf.directory import queries as directory
from anlauf.evaluation import commands
from anlauf.evaluation.values import Past

DAYS = 75
BEHIND = 200
"""So many the demo begins with: enough to ask how it was half a year ago."""
VISITS = 120  # of an office on a usual day
CLERKS = 9
MINUTES = 420  # of one clerk's day at a desk
OPENS, OPEN_MINUTES = 8, 480
SAMPLES = (7, 10, 13, 16)  # o'clock
WEEKDAYS = (1.2, 1.0, 0.85, 1.1, 0.8)
HOURS = (0.16, 0.17, 0.15, 0.13, 0.1, 0.1, 0.11, 0.08)
NO_SHOW = 0.09
WORK = 48  # seconds at the desk for a planned minute
USUAL_MINUTES = 14.0
LEAD_DAYS = 9.0
PIECE = 28  # days invented at once


def invent(today: date, *, at: datetime, days: int = DAYS, seed: int = 1) -> Mapping[str, int]:
    """Load the days before this one; tell how much that was."""
    return commands.load_past(weeks(today, days=days, seed=seed), by=SYSTEM, at=at)


def weeks(today: date, *, days: int, seed: int, visits: int = VISITS) -> Iterator[Past]:
    """The days before this one, some weeks at a time."""
    story = _Story(seed, visits)
    for first in range(days, 0, -PIECE):
        backs = range(first, max(0, first - PIECE), -1)
        yield story.of([today - timedelta(days=back) for back in backs], today)
    yield told_in_sums(today, days=days, seed=seed, visits=visits)


_Column = np.ndarray[tuple[int, ...], np.dtype[Any]]


def _matters(office: int) -> tuple[_Column, _Column, _Column]:
    """What an office does: the numbers of services, their minutes, and how wanted each is."""
    rows = [row for row in directory.offerings_at(office) if row.service.public]
    weights = 1 / (2.0 + np.arange(len(rows)))
    return (
        np.array([row.service_id for row in rows], dtype=int),
        np.array([row.minutes for row in rows], dtype=float),
        weights / weights.sum() if rows else weights,
    )


class _Sheet:
    """Columns that grow by many rows at once; one value stands for all of them."""

    def __init__(self) -> None:
        self.columns: dict[str, list[object]] = {}

    def add(self, rows: int, **said: Any) -> None:
        """Put these rows below the others."""
        for name, value in said.items():
            many = value.tolist() if isinstance(value, np.ndarray) else [value] * rows
            self.columns.setdefault(name, []).extend(many)


class _Story:
    """What happens in the city's offices, day after day, with one luck."""

    def __init__(self, seed: int, visits: int) -> None:
        self._luck = np.random.default_rng(seed)
        self._areas = {row.pk: row.area_id for row in directory.offices() if row.has_counter}
        self._moods = {office: self._luck.uniform(0.8, 1.12) for office in self._areas}
        self._matters = {office: _matters(office) for office in self._areas}
        self._visits = visits
        self._zone: ZoneInfo = directory.zone()

    def of(self, dates: Sequence[date], today: date) -> Past:
        """All that is kept of these days."""
        sheets = [_Sheet() for _ in range(4)]
        visits, bookings, supply, offers = sheets
        for day in dates:
            self._offer(offers, day)
            for office, mood in self._moods.items():
                self._book(bookings, office, mood, day, today)
                if day.weekday() < len(WEEKDAYS):
                    self._serve(visits, supply, office, day)
        return Past(*(sheet.columns for sheet in sheets))

    def _serve(self, visits: _Sheet, supply: _Sheet, office: int, day: date) -> None:
        clerks = CLERKS - int(self._luck.binomial(4, 0.2))
        usual = self._visits * self._moods[office] * WEEKDAYS[day.weekday()]
        people = int(self._luck.poisson(usual))
        load = people / self._visits * CLERKS / clerks
        hours = self._luck.choice(len(HOURS), size=people, p=HOURS)
        mean = 5 * np.exp(1.1 * (load - 0.9)) * (0.6 + 3 * np.asarray(HOURS)[hours])
        appointed = self._luck.random(people) < 0.7
        waits = self._luck.gamma(1.6, mean * np.where(appointed, 40, 75))
        services, minutes = self._wanted(office, people)
        work = self._luck.gamma(4, minutes * WORK / 4)
        visits.add(
            people,
            office_number=office,
            service_number=services,
            date=day,
            hour=OPENS + hours,
            appointed=appointed,
            wait=waits.astype(int),
            way=self._luck.integers(20, 90, people),
            served=work.astype(int),
            outcome="finished",
        )
        supply.add(1, office_number=office, date=day, open=OPEN_MINUTES, clerks=clerks * MINUTES)

    def _book(self, bookings: _Sheet, office: int, mood: float, day: date, today: date) -> None:
        many = int(self._luck.poisson(self._visits * 0.55 * mood))
        leads = self._luck.gamma(1.8, LEAD_DAYS * mood**3 / 1.8, many)
        dates = [day + timedelta(days=int(lead)) for lead in leads]
        absent = self._luck.random(many) < NO_SHOW
        outcomes = [
            "booked" if on >= today else "no_show" if gone else "served"
            for on, gone in zip(dates, absent, strict=True)
        ]
        services, _minutes = self._wanted(office, many)
        bookings.add(
            many,
            office_number=office,
            service_number=services,
            share="online",
            channel="visit",
            booked_on=day,
            date=np.array(dates, dtype=object),
            lead=(leads * 1440).astype(int),
            outcome=np.array(outcomes, dtype=object),
            late=False,
        )

    def _wanted(self, office: int, people: int) -> tuple[_Column, _Column]:
        """What so many people want, and how many minutes it is planned with."""
        services, minutes, weights = self._matters[office]
        if not len(services):
            return np.full(people, None), np.full(people, USUAL_MINUTES)
        drawn = self._luck.choice(len(services), size=people, p=weights)
        return services[drawn], minutes[drawn]

    def _offer(self, offers: _Sheet, day: date) -> None:
        for hour in SAMPLES:
            at = datetime.combine(day, time(hour), self._zone)
            said: dict[tuple[int, int | None], int] = {}
            for office, area in self._areas.items():
                minutes = int(self._luck.gamma(3, 3 * self._moods[office] ** 3) * 1440)
                said[area, office] = minutes
                said[area, None] = min(minutes, said.get((area, None), minutes))
            for (area, number), minutes in said.items():
                offers.add(
                    1, at=at, date=day, area_number=area, office_number=number, minutes=minutes
                )
