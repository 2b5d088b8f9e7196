"""The city's policy as its rows say it, from a day to a day; without a row, the usual one.

Figures change on a morning that was written down at least a day before, so what a process knows
may be some minutes old: a promise costs no further question to the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from anlauf.booking.models import PolicyRule
from anlauf.booking.values import FURTHEST_DAYS, USUAL, Policy, PolicySaid
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

_KNOWN_FOR = 15 * 60  # seconds; midnight is the end of such a quarter of an hour in every zone

OF_AN_OFFER = {"offer_minutes": "minutes", "offer_least_minutes": "least_minutes"}
OF_A_RETURN = {
    "return_least_minutes": "least_minutes",
    "return_most_minutes": "most_minutes",
    "return_soon_hours": "soon_hours",
}
_OF_THE_POLICY = frozenset(name for name, value in vars(USUAL).items() if type(value) is int)

FIGURES = _OF_THE_POLICY | OF_AN_OFFER.keys() | OF_A_RETURN.keys()
"""What a city may choose."""

_MAY_BE_NOTHING = OF_A_RETURN.keys() | {"notice_minutes"}
_LARGEST = 10_000


def policy_at(at: datetime) -> Policy:
    """The policy of this moment."""
    rules = _rules(int(at.timestamp()) // _KNOWN_FOR)
    if not rules:
        return USUAL
    today, _tick = local(at, directory.zone())
    return next((policy for since, until, policy in rules if since <= today <= until), USUAL)


def bounds(name: str) -> tuple[int, int]:
    """The least and the most that a figure can be meant to be."""
    return (
        0 if name in _MAY_BE_NOTHING else 1,
        FURTHEST_DAYS if name == "horizon_days" else _LARGEST,
    )


def said(row: PolicyRule) -> PolicySaid:
    """What a row says."""
    return PolicySaid(dict(row.figures), row.valid_from, row.valid_to)


def policy_on(on: date, written: Iterable[PolicySaid]) -> Policy:
    """The policy of a day: of those that hold, the one that began last."""
    held = max((one for one in written if one.holds(on)), key=lambda one: one.since, default=None)
    return with_figures(held.figures) if held else USUAL


def figures_of(policy: Policy) -> dict[str, int]:
    """Every figure that a city may choose, as it is in this policy."""
    flat = {name: getattr(policy, name) for name in _OF_THE_POLICY}
    offer = {name: getattr(policy.offer, inner) for name, inner in OF_AN_OFFER.items()}
    back = {name: getattr(policy.public_return, inner) for name, inner in OF_A_RETURN.items()}
    return flat | offer | back


def with_figures(figures: Mapping[str, int]) -> Policy:
    """The usual policy with these figures instead."""
    offer, back, flat = (
        _named(figures, names)
        for names in (OF_AN_OFFER, OF_A_RETURN, {name: name for name in _OF_THE_POLICY})
    )
    return replace(
        USUAL,
        offer=replace(USUAL.offer, **offer),
        public_return=replace(USUAL.public_return, **back),
        **flat,
    )


def forget() -> None:
    """Read the rows again, as a new process would."""
    _rules.cache_clear()


def _named(figures: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
    return {names[name]: number for name, number in figures.items() if name in names}


@lru_cache(maxsize=2)
def _rules(_moment: int) -> tuple[tuple[date, date, Policy], ...]:
    """Every policy with its days, the one that begins last first."""
    rows = [
        (row.valid_from or date.min, row.valid_to or date.max, with_figures(row.figures))
        for row in PolicyRule.objects.all()
    ]
    return tuple(sorted(rows, key=lambda row: row[0], reverse=True))
