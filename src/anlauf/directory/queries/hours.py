"""When offices are open, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays as public_holidays
from django.db.models import Prefetch

from anlauf.directory import snapshots
from anlauf.directory.models import Office, OpeningException, OpeningRule
from anlauf.directory.queries.places import holiday_region
from anlauf.directory.states import ExceptionKind
from anlauf.engine.grid import Span
from anlauf.engine.opening import Explanation

_HOLIDAY_LANGUAGES = {"de": "de", "en": "en_US"}


@dataclass(frozen=True)
class OpenDay:
    """One date at one office as it stands on the door: its spans, and why it differs."""

    date: date
    spans: tuple[Span, ...]
    reason: str


def holidays_between(first: date, last: date, *, language: str = "de") -> Mapping[date, str]:
    """Public holidays of the city with their names."""
    region = holiday_region()
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _holidays(region, year, language).items()
        if first <= day <= last
    }


def hours_of(wanted: Iterable[Office], *, language: str = "de") -> dict[int, snapshots.Hours]:
    """The hours of many offices in three statements, by office number."""
    rows = Office.objects.filter(pk__in=[each.pk for each in wanted]).prefetch_related(
        Prefetch("opening_rules", OpeningRule.objects.order_by("pk")),
        Prefetch("opening_exceptions", OpeningException.objects.order_by("date", "pk")),
    )
    return {
        row.pk: snapshots.hours(
            row.opening_rules.all(), row.opening_exceptions.all(), language=language
        )
        for row in rows
    }


def any_keeps_hours(wanted: Iterable[int]) -> bool:
    """Tell whether any of these offices has hours at all, so that times can ever be given."""
    found = list(wanted)
    if OpeningRule.objects.filter(office__in=found, closed=False).exists():
        return True
    opening = (ExceptionKind.EXTRA, ExceptionKind.PARTIAL)
    return OpeningException.objects.filter(office__in=found, kind__in=opening).exists()


def opening_on(at_office: Office, day: date) -> tuple[Span, ...]:
    """The spans during which the office is open on this date."""
    return opening_explained(at_office, day).spans


def opening_explained(at_office: Office, day: date, *, language: str = "de") -> Explanation:
    """The open spans of this date and what decided about them."""
    hours = hours_of([at_office], language=language)[at_office.pk]
    return hours.on(day, frozenset(holidays_between(day, day)))


def opening_week(at_office: Office, first: date, *, language: str = "de") -> list[OpenDay]:
    """Seven days from `first`, as they stand on the door; a holiday is called by its name."""
    last = first + timedelta(days=6)
    hours = hours_of([at_office], language=language)[at_office.pk]
    holidays = holidays_between(first, last, language=language)
    days = []
    for number in range(7):
        day = first + timedelta(days=number)
        explained = hours.on(day, frozenset(holidays))
        reason = explained.reason or ("" if explained.spans else holidays.get(day, ""))
        days.append(OpenDay(day, explained.spans, reason))
    return days


@lru_cache(maxsize=64)
def _holidays(region: str, year: int, language: str) -> Mapping[date, str]:
    country, _dash, part = region.partition("-")
    spoken = _HOLIDAY_LANGUAGES.get(language, "en_US")
    return dict(
        public_holidays.country_holidays(country, subdiv=part or None, years=year, language=spoken)
    )
