"""The promise: every figure with its interval, for the city, each area and each office."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Office
from anlauf.engine.figures import Days, Effect, Estimate, Redraw, compare
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.models import VisitFact
from anlauf.evaluation.queries.table import OFFERS_WIDTH, Period, Sums, table

LONG = 120  # days, from which on weeks are drawn anew and not days

Figures = Mapping[str, Estimate | None]


@dataclass(frozen=True)
class Row:
    """One office with its figures; `more` is how much longer people wait there than elsewhere."""

    office: Office
    figures: Figures
    more: Effect | None


@dataclass(frozen=True)
class AreaRow:
    """All offices of one area together."""

    area: Area
    figures: Figures


@dataclass(frozen=True)
class Promise:
    """The whole page."""

    city: Figures
    areas: tuple[AreaRow, ...]
    offices: tuple[Row, ...]


def promise(period: Period, *, offices: Collection[int] | None = None) -> Promise:
    """The figures of a period; `offices` narrows the rows, never what they are compared with."""
    sums = table(period)
    rows = [row for row in directory.offices() if (row.area_id, row.pk) in sums]
    if not rows:
        return Promise(city={}, areas=(), offices=())
    found = {row.area_id: row.area for row in rows}
    areas = sorted(found.values(), key=lambda area: area.position)
    by_area = [of_area(sums, area.pk) for area in areas]
    city, *told = figures(
        [reduce(add, by_area), *by_area, *(sums[row.area_id, row.pk] for row in rows)], period
    )
    means = {area.pk: _daily_means(one) for area, one in zip(areas, by_area, strict=True)}
    return Promise(
        city=city,
        areas=tuple(map(AreaRow, areas, told)),
        offices=tuple(
            Row(row, one, _more(_daily_means(sums[row.area_id, row.pk]), means[row.area_id]))
            for row, one in zip(rows, told[len(areas) :], strict=True)
            if offices is None or row.pk in offices
        ),
    )


def loaded() -> bool:
    """Tell whether some of what is known was not measured here but loaded."""
    return VisitFact.objects.filter(number__lt=0).exists()


def figures(scopes: Sequence[Sums], period: Period) -> list[Figures]:
    """Every figure of each of these sums; all are drawn anew by one luck."""
    starts = blocks(period)
    sums, luck = [_in_blocks(one, starts) for one in scopes], Redraw(len(starts))
    waited, free = (
        luck.counts([one.waits for one in sums]),
        luck.counts([one.offers for one in sums]),
    )
    people, asked = [one.waits.totals for one in sums], [one.asked for one in sums]
    told = {
        "lead": luck.ratios([one.lead_days for one in sums], [one.leads for one in sums]),
        "next_free": free.percentile(0.5),
        "kept_10": luck.ratios([one.offers.within(10) for one in sums], asked),
        "kept_14": luck.ratios([one.offers.within(14) for one in sums], asked),
        "wait_median": waited.percentile(0.5),
        "wait_p90": waited.percentile(0.9),
        "within_15": luck.ratios([one.waits.within(15) for one in sums], people),
        "within_30": luck.ratios([one.waits.within(30) for one in sums], people),
        "no_show": luck.ratios([one.no_shows for one in sums], [one.due for one in sums]),
    }
    return [{key: found[place] for key, found in told.items()} for place in range(len(sums))]


def of_area(sums: Mapping[tuple[int, int | None], Sums], area: int) -> Sums:
    """An area's offices together; what is on offer is what is on offer anywhere in it."""
    together = reduce(add, (one for (of, office), one in sums.items() if of == area and office))
    anywhere = sums.get((area, None))
    days = len(together.visits)
    return Sums(
        **{
            **vars(together),
            "offers": anywhere.offers if anywhere else Days(np.zeros((days, OFFERS_WIDTH))),
            "nothing_free": anywhere.nothing_free if anywhere else np.zeros(days),
        }
    )


def _daily_means(sums: Sums) -> Counts:
    """The mean wait of each day; no number on a day on which nobody was called."""
    totals = sums.waits.totals
    nothing = np.full(len(totals), np.nan)
    return np.asarray(np.divide(sums.waits.sums, totals, out=nothing, where=totals > 0))


def _more(ours: Counts, theirs: Counts) -> Effect | None:
    both = ~np.isnan(ours) & ~np.isnan(theirs)
    return compare(ours[both].tolist(), theirs[both].tolist())


def blocks(period: Period) -> list[int]:
    """Where each block begins that is drawn as a whole: days, or weeks of a long period."""
    return list(range(0, period.days, 1 if period.days <= LONG else 7))


def _in_blocks(sums: Sums, starts: Sequence[int]) -> Sums:
    """The same sums with a row per block."""
    if len(starts) == len(sums.visits):
        return sums

    def added(column: Counts) -> Counts:
        return np.asarray(np.add.reduceat(column, starts, axis=0))

    columns: dict[str, Any] = {
        name: Days(added(column.counts)) if isinstance(column, Days) else added(column)
        for name, column in vars(sums).items()
    }
    return Sums(**columns)
