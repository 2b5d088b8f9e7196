"""The city's figures for cases are written down for a time to come, and given up before it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures
from anlauf.cases.models import FigureRule
from anlauf.cases.values import FiguresSaid
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Invalid, Unknown
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


class UnknownCaseFigure(Invalid):
    """A figure by which nothing is decided, or one that cannot be meant."""

    code = "unknown_case_figure"
    sentence = _("“%(name)s” is no figure for cases, or it is too small or too large.")


class FiguresEndTooSoon(Invalid):
    """They would end before they begin."""

    code = "case_figures_end_too_soon"
    sentence = _("The figures would end before they begin. Please choose a later last day.")


class FiguresBeginTooSoon(Invalid):
    """People count on the figures of today, and cases are placed by those of their first day."""

    code = "case_figures_begin_too_soon"
    sentence = _("Figures change tomorrow at the earliest. Please choose a later first day.")


class NoSuchFigures(Unknown):
    """Nothing is written down under this number."""

    code = "no_such_case_figures"
    sentence = _("These figures do not exist, or no longer.")


@transaction.atomic
def set_figures(said: FiguresSaid, *, by: Actor, at: datetime) -> FigureRule:
    """Write the figures that begin on this day; the same words again change nothing."""
    check_figures(said, at=at)
    hold_words(["case figures"])  # there may be no row yet
    row = FigureRule.objects.filter(valid_from=said.valid_from).first()

    before = None if row is None else figures.said(row)
    if row is not None and before == said:
        return row

    columns = {"figures": said.figures, "valid_to": said.valid_to}
    row, _made = FigureRule.objects.update_or_create(valid_from=said.valid_from, defaults=columns)
    _note("cases.figures_set", row, before, said, by=by, at=at)
    return row


@transaction.atomic
def remove_figures(number: int, *, by: Actor, at: datetime) -> None:
    """Give up figures that have not begun."""
    rows = locked_in_order(FigureRule.objects.filter(pk=number))
    if not rows:
        raise NoSuchFigures
    before = figures.said(rows[0])
    _check_begins(before, at=at)

    _note("cases.figures_removed", rows[0], before, None, by=by, at=at)
    rows[0].delete()


def check_figures(said: FiguresSaid, *, at: datetime) -> None:
    """Refuse figures that cannot be meant, or that would begin before anybody can know them."""
    for name, number in said.figures.items():
        if name not in figures.FIGURES:
            raise UnknownCaseFigure(name=name)
        least, most = figures.bounds(name)
        if not least <= number <= most:
            raise UnknownCaseFigure(name=name)
    if said.valid_to is not None and said.valid_to < said.valid_from:
        raise FiguresEndTooSoon
    _check_begins(said, at=at)


def _check_begins(said: FiguresSaid, *, at: datetime) -> None:
    if said.valid_from <= local(at, directory.zone())[0]:
        raise FiguresBeginTooSoon


def _note(
    verb: str,
    row: FigureRule,
    before: FiguresSaid | None,
    after: FiguresSaid | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    facts: dict[str, object] = {"before": _noted(before), "after": _noted(after)}
    journal.record(verb, row, by=by, at=at, facts=facts)


def _noted(said: FiguresSaid | None) -> dict[str, object] | None:
    if said is None:
        return None
    last = said.valid_to and said.valid_to.isoformat()
    return {"figures": said.figures, "from": said.valid_from.isoformat(), "to": last}
