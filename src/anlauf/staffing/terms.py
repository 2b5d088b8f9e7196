"""By which terms somebody can be planned, as one value: to show, to change, to write down."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

MOST_MINUTES = 48 * 60  # § 3 ArbZG: six days of eight hours


@dataclass(frozen=True)
class ContractSaid:
    """Minutes a week on these weekdays, from the first to the last date."""

    weekly_minutes: int
    weekdays: tuple[int, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Terms:
    """All that a page of an employee can change."""

    skills: tuple[str, ...]
    learning: tuple[str, ...]
    languages: tuple[str, ...]
    floats: bool
    saturdays: bool
    home_office: bool
    left_on: date | None
    contracts: tuple[ContractSaid, ...]


def overlapping(contracts: tuple[ContractSaid, ...]) -> bool:
    """Tell whether two contracts speak about the same day."""
    in_order = sorted(contracts, key=lambda one: one.valid_from or date.min)
    return any(
        (before.valid_to or date.max) >= (after.valid_from or date.min)
        for before, after in pairwise(in_order)
    )


def written(terms: Terms) -> dict[str, Any]:
    """The terms as a row keeps them, in lists, so that they are equal to what comes back."""
    contracts = [
        {
            "weekly_minutes": one.weekly_minutes,
            "weekdays": list(one.weekdays),
            "valid_from": _text(one.valid_from),
            "valid_to": _text(one.valid_to),
        }
        for one in terms.contracts
    ]
    return asdict(terms) | {
        "skills": list(terms.skills),
        "learning": list(terms.learning),
        "languages": list(terms.languages),
        "left_on": _text(terms.left_on),
        "contracts": contracts,
    }


def read(book: Mapping[str, Any]) -> Terms:
    """Terms as a row keeps them."""
    contracts = tuple(
        ContractSaid(
            one["weekly_minutes"],
            tuple(one["weekdays"]),
            _date(one["valid_from"]),
            _date(one["valid_to"]),
        )
        for one in book["contracts"]
    )
    return Terms(
        skills=tuple(book["skills"]),
        learning=tuple(book["learning"]),
        languages=tuple(book["languages"]),
        floats=book["floats"],
        saturdays=book["saturdays"],
        home_office=book["home_office"],
        left_on=_date(book["left_on"]),
        contracts=contracts,
    )


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
