"""The promise: every figure with its interval, for the city, each area and each office."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Office
from anlauf.engine.figures import Days, Effect, Estimate, Redraw, compare
from anlauf.engine.figures.counted import Counts
from anlauf.evaluation.models import VisitFact
from anlauf.evaluation.queries.table import OFFERS_WIDTH, Period, Sums, table

MINUTES_OF_A_DAY = 1440
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
    luck = Redraw(len(blocks(period)))
    areas = {row.area_id: row.area for row in rows}
    by_area = {number: _of_area(sums, number) for number in areas}
    everybody = reduce(add, by_area.values()) if by_area else None
    means = {scope: _daily_means(one) for scope, one in sums.items()}
    return Promise(
        city=figures(everybody, period, luck) if everybody else {},
        areas=tuple(
            AreaRow(area, figures(by_area[number], period, luck))
            for number, area in sorted(areas.items(), key=lambda item: item[1].position)
        ),
        offices=tuple(
            Row(
                row,
                figures(sums[row.area_id, row.pk], period, luck),
                _more(means[row.area_id, row.pk], _daily_means(by_area[row.area_id])),
            )
            for row in rows
            if offices is None or row.pk in offices
        ),
    )


def loaded() -> bool:
    """Tell whether some of what is known was not measured here but loaded."""
    return VisitFact.objects.filter(number__lt=0).exists()


def figures(sums: Sums, period: Period, luck: Redraw) -> Figures:
    """Every figure of these sums."""
    starts = blocks(period)
    waits, offers = _in_blocks(sums.waits, starts), _in_blocks(sums.offers, starts)
    asked = offers.totals + _block_sums(sums.nothing_free, starts)
    leads, lead = _block_sums(sums.leads, starts), _block_sums(sums.lead_minutes, starts)
    due, absent = _block_sums(sums.due, starts), _block_sums(sums.no_shows, starts)
    return {
        "lead": luck.ratio(lead / MINUTES_OF_A_DAY, leads),
        "next_free": luck.percentile(offers, 0.5),
        "kept_10": luck.ratio(offers.within(10), asked),
        "kept_14": luck.ratio(offers.within(14), asked),
        "wait_median": luck.percentile(waits, 0.5),
        "wait_p90": luck.percentile(waits, 0.9),
        "within_15": luck.ratio(waits.within(15), waits.totals),
        "within_30": luck.ratio(waits.within(30), waits.totals),
        "no_show": luck.ratio(absent, due),
    }


def _of_area(sums: Mapping[tuple[int, int | None], Sums], area: int) -> Sums:
    """Its offices together; what is on offer is what is on offer anywhere in it."""
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


def _in_blocks(days: Days, starts: Iterable[int]) -> Days:
    return Days(np.add.reduceat(days.counts, list(starts), axis=0))


def _block_sums(column: Counts, starts: Iterable[int]) -> Counts:
    return np.asarray(np.add.reduceat(column, list(starts)))
