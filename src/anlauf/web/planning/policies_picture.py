"""Figures ready to be read: what holds today, and what changes on which morning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from anlauf.booking import queries
from anlauf.booking.commands import FiguresContradict
from anlauf.booking.queries import PolicyPeriod
from anlauf.booking.values import USUAL
from anlauf.web.planning.policies_words import FIGURES, GROUPS, Figure


@dataclass(frozen=True)
class Value:
    """A figure with its number, and whether the city has chosen it."""

    figure: Figure
    number: int
    usual: int

    @property
    def chosen(self) -> bool:
        """Tell whether it is another one than usual."""
        return self.number != self.usual


@dataclass(frozen=True)
class Values:
    """A group of figures with their numbers."""

    title: Promise
    values: Sequence[Value]


@dataclass(frozen=True)
class Turn:
    """A figure that becomes another one."""

    figure: Figure
    before: int
    after: int
    last_day: date | None = None  # the last day that can be booked then, where that changes


@dataclass(frozen=True)
class Step:
    """A morning on which figures change."""

    since: date
    turns: Sequence[Turn]


def groups(figures: Mapping[str, int]) -> list[Values]:
    """Every figure with its number, in the order in which people look for them."""
    usual = queries.figures_of(USUAL)
    return [
        Values(
            group.title,
            [Value(each, figures[each.name], usual[each.name]) for each in group.figures],
        )
        for group in GROUPS
    ]


def steps(periods: Sequence[PolicyPeriod]) -> list[Step]:
    """The mornings on which something changes."""
    return [Step(period.since, _turns(period)) for period in periods]


def contradiction(refused: FiguresContradict) -> str:
    """The refusal with the figures as people know them."""
    least, most = (FIGURES[name].label for name in refused.figures)
    return _("“%(least)s” must not be more than “%(most)s”.") % {"least": least, "most": most}


def _turns(period: PolicyPeriod) -> list[Turn]:
    new = {change.name: change for change in period.changes}
    return [
        Turn(figure, new[name].before, new[name].after, _reach(name, period))
        for name, figure in FIGURES.items()
        if name in new
    ]


def _reach(name: str, period: PolicyPeriod) -> date | None:
    reach = timedelta(days=period.figures[name])
    if name != "horizon_days" or period.since > date.max - reach:
        return None
    return period.since + reach
