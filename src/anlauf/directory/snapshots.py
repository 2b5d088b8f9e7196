"""Rows of the directory as frozen values of the engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from anlauf.core.text import say
from anlauf.directory import models
from anlauf.directory.distance import Point
from anlauf.engine.grid import Span
from anlauf.engine.opening import Explanation, OpeningException, OpeningRule, explain


@dataclass(frozen=True)
class Hours:
    """Everything that decides when one office is open, apart from the city's holidays."""

    rules: tuple[OpeningRule, ...]
    exceptions: tuple[OpeningException, ...]

    def on(self, day: date, holidays: frozenset[date]) -> Explanation:
        """The open spans of this date, and why they are what they are."""
        return explain(self.rules, self.exceptions, holidays, day)


def hours(
    rules: Iterable[models.OpeningRule],
    exceptions: Iterable[models.OpeningException],
    *,
    language: str = "de",
) -> Hours:
    """The hours of one office from its rows, with reasons in one language."""
    return Hours(
        tuple(_rule(row) for row in rules),
        tuple(_exception(row, language) for row in exceptions),
    )


def point_of(row: models.Quarter) -> Point:
    """The point inside a quarter."""
    return Point(row.latitude, row.longitude)


def point(row: models.Place) -> Point | None:
    """Where a place lies, if that is known."""
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)


def _rule(row: models.OpeningRule) -> OpeningRule:
    return OpeningRule(
        weekdays=frozenset(row.weekdays),
        spans=_spans(row.spans),
        nth=frozenset(row.nth) or None,
        week_parity=cast('Literal["odd", "even"] | None', row.week_parity or None),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        closed=row.closed,
    )


def _exception(row: models.OpeningException, language: str) -> OpeningException:
    return OpeningException(
        date=row.date,
        kind=cast('Literal["closed", "extra", "partial"]', row.kind),
        spans=_spans(row.spans),
        reason=say(row.reason, language),
    )


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
