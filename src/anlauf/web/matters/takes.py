"""How long it takes, in words: days, weeks or months, always as a range."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext, ngettext

from anlauf.cases import queries
from anlauf.cases.queries import Basis, Case, Expected, Goal, Kind, Progress

Unit = Callable[[int], str]

_WEEK = 7
_FEW_WEEKS = 16
_DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Takes:
    """A range with what it rests on and until when it counts."""

    words: str  # empty where it takes longer than all we know
    until: Goal
    by_experience: bool
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, kind: Kind, *, at: datetime) -> "Takes":
        """How long a matter of this kind takes that is handed in now."""
        return cls._said(queries.expected_of(kind, at=at), None)

    @classmethod
    def more(cls, case: Case, progress: Progress, today: date, *, at: datetime) -> "Takes | None":
        """How much longer a case takes; None when it is over or lies ready."""
        found = queries.expected(case, progress.steps, progress.stops, at=at)
        return None if found is None else cls._said(found, today)

    @classmethod
    def _said(cls, found: Expected, today: date | None) -> "Takes":
        between, experience = found.between, found.basis == Basis.EXPERIENCE
        if between is None:
            return cls("", found.goal, experience)
        words = span(between.least, between.most)
        if today is None:
            return cls(words, found.goal, experience)
        first, last = (today + timedelta(days=days) for days in (between.least, between.most))
        return cls(words, found.goal, experience, first, last)


def span(least: int, most: int) -> str:
    """`3 to 5 weeks`: in the unit that fits the longer end, rounded away from the middle."""
    if most < 2 * _WEEK:
        return _said(max(1, least), most, _days)
    if most <= _FEW_WEEKS * _WEEK:
        return _said(max(1, least // _WEEK), -(-most // _WEEK), _weeks)
    return _said(max(1, least // _DAYS_A_MONTH), -(-most // _DAYS_A_MONTH), _months)


def _said(least: int, most: int, unit: Unit) -> str:
    if least == most:
        return gettext("about %(time)s") % {"time": unit(most)}
    return gettext("%(least)s to %(most)s") % {"least": least, "most": unit(most)}


def _days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def _weeks(number: int) -> str:
    return ngettext("%(number)s week", "%(number)s weeks", number) % {"number": number}


def _months(number: int) -> str:
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}
