"""How many clerks must be at an office while it is open, on which dates."""

from collections.abc import Iterable, Mapping
from datetime import date

from anlauf.engine.roster.period import USUAL_LEAST, Prices
from anlauf.staffing.models import Minimum


def minimums_of(office: int) -> list[Minimum]:
    """What was said of this office, the earliest first."""
    return list(Minimum.objects.filter(office=office).order_by("valid_from"))


def minimum_on(office: int, on: date) -> int:
    """How many must be there on a date."""
    return minimums([office], [on]).get((office, on), USUAL_LEAST)


def minimums(offices: Iterable[int], dates: Iterable[date]) -> Mapping[tuple[int, date], int]:
    """How many must be at each of these offices on each of these dates, where it was said."""
    known: dict[int, list[Minimum]] = {office: [] for office in offices}
    for row in Minimum.objects.filter(office__in=known).order_by("valid_from"):
        known[row.office_id].append(row)
    days = list(dates)
    return {
        (office, on): clerks
        for office, rows in known.items()
        for on in days
        if (clerks := _holding(rows, on))
    }


def price_of_missing() -> tuple[int, int]:
    """What a half-hour with one fewer costs a roster: above the minimum, and below it."""
    prices = Prices()
    return prices.missing, prices.missing + prices.beyond_least


def _holding(rows: Iterable[Minimum], on: date) -> int:
    clerks = [row.clerks for row in rows if row.valid_from <= on]
    return clerks[-1] if clerks else 0
