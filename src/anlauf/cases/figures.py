"""The city's figures for cases as its rows say them, from a day to a day; without a row, the usual.

Figures change on a morning that was written down at least a day before, so those of a day that has
begun never change, and a process may know them for life.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from anlauf.cases.models import FigureRule
from anlauf.cases.values import USUAL, FiguresSaid, Policy
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

_LEADS = {
    "permit_lead_days": "permit_ends",
    "job_lead_days": "job_starts",
    "law_lead_days": "law",
    "hardship_days": "hardship",
}
_SPANS = {
    "form_days": "form_lasts",
    "invitation_days": "invitation_lasts",
    "certificate_within_days": "certificate_within",
}
_MINUTES = {f"{step}_minutes": step for step in USUAL.minutes}
_PLAIN = (
    "remind_after",
    "ask_again_after",
    "most_messages_a_day",
    "certificate_months",
    "invitations_a_day",
    "most_codes",
    "file_minutes_a_day",
)
_MAY_BE_NOTHING = frozenset(_LEADS)
_LARGEST = {"certificate_months": 24, "most_codes": 20, "file_minutes_a_day": 600}
_LARGEST_OF_ALL = 1000
FIGURES = (*_LEADS, *_SPANS, *_PLAIN, *_MINUTES)
"""What a city may choose."""


def policy_at(at: datetime) -> Policy:
    """The figures of this moment."""
    return _policy_of(local(at, directory.zone())[0])


def policy_on(on: date, written: Iterable[FiguresSaid]) -> Policy:
    """The figures of a day: of those that hold, the ones that began last."""
    held = [one for one in written if one.holds(on)]
    if not held:
        return USUAL
    return with_figures(max(held, key=lambda one: one.valid_from).figures)


def bounds(name: str) -> tuple[int, int]:
    """The least and the most that a figure can be meant to be."""
    return 0 if name in _MAY_BE_NOTHING else 1, _LARGEST.get(name, _LARGEST_OF_ALL)


def figures_of(policy: Policy) -> dict[str, int]:
    """Every figure that a city may choose, as it is in this policy."""
    leads = {name: getattr(policy.leads, inner) for name, inner in _LEADS.items()}
    spans = {name: getattr(policy, inner).days for name, inner in _SPANS.items()}
    plain = {name: getattr(policy, name) for name in _PLAIN}
    minutes = {name: policy.minutes[step] for name, step in _MINUTES.items()}
    return leads | spans | plain | minutes


def with_figures(figures: Mapping[str, int]) -> Policy:
    """The usual policy with these figures instead."""
    all_of_them = figures_of(USUAL) | dict(figures)
    chosen: dict[str, Any] = {name: all_of_them[name] for name in _PLAIN}
    chosen |= {inner: timedelta(days=all_of_them[name]) for name, inner in _SPANS.items()}
    leads = {inner: all_of_them[name] for name, inner in _LEADS.items()}
    minutes = {step: all_of_them[name] for name, step in _MINUTES.items()}
    return replace(USUAL, leads=replace(USUAL.leads, **leads), minutes=minutes, **chosen)


def said(row: FigureRule) -> FiguresSaid:
    """What a row says."""
    return FiguresSaid(dict(row.figures), row.valid_from, row.valid_to)


def forget() -> None:
    """Read the rows again, as a new process would."""
    _policy_of.cache_clear()


@lru_cache(maxsize=2000)
def _policy_of(day: date) -> Policy:
    return policy_on(day, map(said, FigureRule.objects.all()))
