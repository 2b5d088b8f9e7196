"""The sums of a period laid out for statistics: by office a row per day, small groups left out."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Max, Min

from anlauf.engine.figures import Days, published
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.models import DayFigures

WAITS_WIDTH = 241  # minutes; longer ones count as the last
OFFERS_WIDTH = 121  # days

MINUTES_OF_A_DAY = 1440

_NUMBERS = (
    *("leads", "lead_minutes", "due", "no_shows", "nothing_free"),
    *("visits", "open_minutes", "clerk_minutes"),
)
_COUNTED = ("waits_appointed", "waits_walk_in", "next_free")
_SENT = ("(date - %s)", *_NUMBERS, *(f"length({one}) / 4" for one in _COUNTED))
# A period has tens of thousands of rows. Sent as one run of octets per office they cost next to
# nothing here; all aggregates of a group see its rows in the same order.
_ROWS = """
    SELECT area_number, office_number, string_agg({numbers}, ''::bytea), {counted}
    FROM evaluation_dayfigures
    WHERE date BETWEEN %s AND %s {only}
    GROUP BY 1, 2
"""
_PARTS = {
    "numbers": " || ".join(f"int8send({value})" for value in _SENT),
    "counted": ", ".join(f"string_agg({one}, ''::bytea)" for one in _COUNTED),
}


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> bool:
        """Tell whether it begins with the first of a month and ends with the last of one."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    def index(self, day: date) -> int:
        """Which of its days that is."""
        return (day - self.first).days

    def dates(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=index) for index in range(self.days)]


@dataclass(frozen=True, eq=False)
class Sums:
    """One office or a group of them: one row per day of the period in every column."""

    waits: Days
    walk_ins: Counts
    offers: Days
    nothing_free: Counts
    leads: Counts
    lead_minutes: Counts
    due: Counts
    no_shows: Counts
    visits: Counts
    open_minutes: Counts
    clerk_minutes: Counts

    @property
    def asked(self) -> Counts:
        """How often it was looked up what is on offer, day by day."""
        return self.offers.totals + self.nothing_free

    @property
    def lead_days(self) -> Counts:
        """All lead times of a day together, in days."""
        return self.lead_minutes / MINUTES_OF_A_DAY

    def part(self, days: slice) -> "Sums":
        """Some of its days only."""
        columns: dict[str, Any] = {
            name: Days(column.counts[days]) if isinstance(column, Days) else column[days]
            for name, column in vars(self).items()
        }
        return Sums(**columns)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            Days(self.waits.counts + other.waits.counts),
            self.walk_ins + other.walk_ins,
            Days(self.offers.counts + other.offers.counts),
            self.nothing_free + other.nothing_free,
            self.leads + other.leads,
            self.lead_minutes + other.lead_minutes,
            self.due + other.due,
            self.no_shows + other.no_shows,
            self.visits + other.visits,
            self.open_minutes + other.open_minutes,
            self.clerk_minutes + other.clerk_minutes,
        )


Scope = tuple[int, int | None]
"""An area, and one of its offices; without one what was on offer anywhere in it."""


def table(period: Period, offices: Collection[int] | None = None) -> dict[Scope, Sums]:
    """All sums of the period by area and office."""
    given: list[date | list[int]] = [period.first, period.first, period.last]
    only = ""
    if offices is not None:
        only = "AND office_number = ANY(%s)"
        given.append(list(offices))
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(only=only, **_PARTS), given)
        return {(area, office): _laid_out(period, *rest) for area, office, *rest in cursor}


def months(period: Period) -> list[Period]:
    """Its months; the first and the last may be parts of one."""
    found = []
    first = period.first
    while first <= period.last:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        found.append(Period(first, min(end, period.last)))
        first = end + timedelta(days=1)
    return found


def known_days() -> Period | None:
    """From the first day anything is known of to the last; None of an empty city."""
    found = DayFigures.objects.aggregate(first=Min("date"), last=Max("date"))
    return Period(found["first"], found["last"]) if found["first"] else None


def _laid_out(period: Period, numbers: bytes, *counted: bytes) -> Sums:
    rows = np.frombuffer(numbers, dtype=">i8").reshape(-1, 1 + len(_NUMBERS) + len(_COUNTED))
    days = period.days
    columns = np.zeros((len(_NUMBERS), days))
    columns[:, rows[:, 0]] = rows[:, 1 : 1 + len(_NUMBERS)].T
    leads, lead_minutes, due, no_shows, nothing, visits, opened, clerks = columns
    lengths = rows[:, 1 + len(_NUMBERS) :].T
    widths = (WAITS_WIDTH, WAITS_WIDTH, OFFERS_WIDTH)
    appointed, walk_in, offers = (
        Days.read(octets, np.repeat(rows[:, 0], length), (days, width))
        for octets, length, width in zip(counted, lengths, widths, strict=True)
    )
    enough_leads, enough_due, enough = published(leads), published(due), published(visits)
    without = _said(walk_in.counts)
    return Sums(
        waits=Days(_said(appointed.counts) + without),
        walk_ins=np.asarray(without.sum(axis=1)),
        offers=offers,
        nothing_free=nothing,
        leads=leads * enough_leads,
        lead_minutes=lead_minutes * enough_leads,
        due=due * enough_due,
        no_shows=no_shows * enough_due,
        visits=visits * enough,
        open_minutes=opened,
        clerk_minutes=clerks,
    )


def _said(counts: Counts) -> Counts:
    """Without the days of which too few people would be told."""
    return np.asarray(counts * published(counts.sum(axis=1))[:, None])
