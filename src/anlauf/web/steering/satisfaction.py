"""What people said beside what was measured: one more figure of every row of the promise."""

from dataclasses import replace

from anlauf.evaluation import queries
from anlauf.evaluation.queries import Period, Promise

KEY = queries.SATISFACTION


def with_satisfaction(found: Promise, period: Period) -> Promise:
    """The promise with the share of satisfied visitors in every row."""
    told = queries.satisfied(period)
    by_area: dict[int, list[int]] = {}
    for row in found.offices:
        by_area.setdefault(row.office.area_id, []).append(row.office.pk)
    return replace(
        found,
        city={**found.city, KEY: told.get(None)},
        areas=tuple(
            replace(
                one,
                figures={
                    **one.figures,
                    KEY: queries.satisfied_in_area(period, by_area.get(one.area.pk, [])),
                },
            )
            for one in found.areas
        ),
        offices=tuple(
            replace(row, figures={**row.figures, KEY: told.get(row.office.pk)})
            for row in found.offices
        ),
    )
