"""What people said beside what was measured: one more figure of every row of the promise."""

from dataclasses import replace

from anlauf.evaluation import queries
from anlauf.evaluation.queries import Estimate, Promise, Said, Satisfaction
from anlauf.surveys.states import Question

KEY = queries.SATISFACTION


def with_satisfaction(found: Promise, said: Satisfaction) -> Promise:
    """The promise with the share of satisfied visitors in every row."""
    return replace(
        found,
        city={**found.city, KEY: _overall(said.city)},
        areas=tuple(
            replace(one, figures={**one.figures, KEY: _overall(said.areas.get(one.area.pk))})
            for one in found.areas
        ),
        offices=tuple(
            replace(row, figures={**row.figures, KEY: _overall(said.offices.get(row.office.pk))})
            for row in found.offices
        ),
    )


def _overall(said: Said | None) -> Estimate | None:
    return said.shares.get(Question.OVERALL) if said else None
