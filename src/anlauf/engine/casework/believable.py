"""Dates that can be meant: nobody was born tomorrow, no permit ends in three hundred years."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from anlauf.engine.casework.days import months_later
from anlauf.engine.casework.form import Meaning

_YEARS: Mapping[Meaning | None, tuple[int, int]] = MappingProxyType(
    {
        Meaning.BIRTH_DATE: (-120, 0),
        Meaning.PERMIT_ENDS: (-20, 30),  # some have lived here without one for long
        Meaning.JOB_STARTS: (-5, 5),
        None: (-120, 50),
    }
)
_MONTHS = 12


def span(meaning: Meaning | None, today: date) -> tuple[date, date]:
    """The first and the last day an answer of this meaning can name."""
    before, after = _YEARS.get(meaning, _YEARS[None])
    return months_later(today, before * _MONTHS), months_later(today, after * _MONTHS)


def believable(meaning: Meaning | None, on: date, today: date) -> bool:
    """Tell whether somebody can mean this day."""
    first, last = span(meaning, today)
    return first <= on <= last
