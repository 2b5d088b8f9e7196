"""By which figures cases are worked on, on which days, and who wrote what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anlauf.cases import figures
from anlauf.cases.models import FigureRule
from anlauf.cases.values import USUAL, FiguresSaid
from anlauf.core.models import JournalEntry

_VERBS = ("cases.figures_set", "cases.figures_removed")


@dataclass(frozen=True)
class WrittenFigures:
    """Figures as they are stored."""

    number: int
    said: FiguresSaid


@dataclass(frozen=True)
class FiguresChange:
    """Figures were written, changed or given up."""

    at: datetime
    by: int | None
    first_day: date
    given_up: bool


def figures_written() -> list[WrittenFigures]:
    """Everything that is written down, what begins first first."""
    rows = FigureRule.objects.order_by("valid_from")
    return [WrittenFigures(row.pk, figures.said(row)) for row in rows]


def figures_on(on: date) -> dict[str, int]:
    """Every figure as it is on this day."""
    written = [each.said for each in figures_written()]
    return figures.figures_of(figures.policy_on(on, written))


def usual_figures() -> dict[str, int]:
    """Every figure where a city has written nothing."""
    return figures.figures_of(USUAL)


def figure_changes(*, most: int) -> list[FiguresChange]:
    """The last changes, the newest first."""
    entries = JournalEntry.objects.filter(verb__in=_VERBS).order_by("-pk")
    return [
        FiguresChange(
            entry.at, entry.by_number, _first_day(entry.facts), entry.facts["after"] is None
        )
        for entry in entries[:most]
    ]


def _first_day(facts: dict[str, Any]) -> date:
    return date.fromisoformat((facts["after"] or facts["before"])["from"])
