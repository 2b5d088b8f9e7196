"""The sums of a period laid out for statistics: by office a row per day, small groups left out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.figures import Days, published
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.models import DayFigures

Places = NDArray[np.int64]

WAITS_WIDTH = 241  # minutes; longer ones count as the last
OFFERS_WIDTH = 121  # days

_COLUMNS = (
    *("area_number", "office_number", "date", "waits_appointed", "waits_walk_in", "next_free"),
    *("leads", "lead_minutes", "due", "no_shows", "nothing_free"),
    *("visits", "open_minutes", "clerk_minutes"),
)


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

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
    offers: Days
    nothing_free: Counts
    leads: Counts
    lead_minutes: Counts
    due: Counts
    no_shows: Counts
    visits: Counts
    open_minutes: Counts
    clerk_minutes: Counts

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            Days(self.waits.counts + other.waits.counts),
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
    rows = DayFigures.objects.filter(date__range=(period.first, period.last))
    if offices is not None:
        rows = rows.filter(office_number__in=offices)
    by_scope: dict[Scope, list[Sequence[object]]] = {}
    for row in rows.values_list(*_COLUMNS):
        by_scope.setdefault((row[0], row[1]), []).append(row[2:])
    return {scope: _laid_out(period, found) for scope, found in by_scope.items()}


def _laid_out(period: Period, rows: Sequence[Sequence[object]]) -> Sums:
    columns = list(zip(*rows, strict=True))
    places = np.array([period.index(day) for day in columns[0]], dtype=np.int64)
    shape = period.days
    appointed = _said(_days(columns[1], places, (shape, WAITS_WIDTH)))
    walk_in = _said(_days(columns[2], places, (shape, WAITS_WIDTH)))
    numbers = [_spread(column, places, shape) for column in columns[4:]]
    leads, lead_minutes, due, no_shows, nothing, visits, opened, clerks = numbers
    enough_leads, enough_due, enough = published(leads), published(due), published(visits)
    return Sums(
        waits=Days(appointed + walk_in),
        offers=Days(_days(columns[3], places, (shape, OFFERS_WIDTH))),
        nothing_free=nothing,
        leads=leads * enough_leads,
        lead_minutes=lead_minutes * enough_leads,
        due=due * enough_due,
        no_shows=no_shows * enough_due,
        visits=visits * enough,
        open_minutes=opened,
        clerk_minutes=clerks,
    )


def _days(column: Iterable[bytes], places: Places, shape: tuple[int, int]) -> Counts:
    counts = np.zeros(shape)
    counts[places] = Days.of([bytes(octets) for octets in column], shape[1]).counts
    return counts


def _spread(column: Iterable[int], places: Places, days: int) -> Counts:
    values = np.zeros(days)
    values[places] = np.array(list(column), dtype=np.float64)
    return values


def _said(counts: Counts) -> Counts:
    """Without the days of which too few people would be told."""
    return np.asarray(counts * published(counts.sum(axis=1))[:, None])
