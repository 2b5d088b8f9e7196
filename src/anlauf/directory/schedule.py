"""When an office is open, as one value that can be compared, kept in a history and written back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from anlauf.core.text import say
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningException, OpeningRule

Kind = Literal["closed", "extra", "partial"]
Book = dict[str, Any]
"""A schedule as JSON."""


@dataclass(frozen=True)
class OtherDay:
    """One date that differs, and why, in every language."""

    date: date
    kind: Kind
    spans: tuple[Span, ...]
    reason: Mapping[str, str]

    def said(self, language: str) -> OpeningException:
        """The exception with its reason in one language."""
        return OpeningException(self.date, self.kind, self.spans, say(self.reason, language))


@dataclass(frozen=True)
class Schedule:
    """All rules of an office and all its other days."""

    rules: tuple[OpeningRule, ...]
    other_days: tuple[OtherDay, ...]

    def without(self, dates: Iterable[date]) -> "Schedule":
        """The schedule with nothing said about these dates in particular."""
        gone = set(dates)
        kept = tuple(day for day in self.other_days if day.date not in gone)
        return Schedule(self.rules, kept)

    def with_days(self, days: Iterable[OtherDay]) -> "Schedule":
        """The schedule with more other days."""
        return Schedule(self.rules, (*self.other_days, *days))


def written(schedule: Schedule) -> Book:
    """The schedule as JSON; equal schedules are written alike, in whatever order they came."""
    return {
        "rules": sorted((_rule(rule) for rule in schedule.rules), key=repr),
        "days": days_written(schedule.other_days),
    }


def read(book: Mapping[str, Any]) -> Schedule:
    """The schedule that was written."""
    rules = tuple(_rule_read(line) for line in book["rules"])
    return Schedule(rules, days_read(book["days"]))


def days_written(days: Iterable[OtherDay]) -> list[Book]:
    """Other days as JSON."""
    lines = [
        {
            "date": day.date.isoformat(),
            "kind": str(day.kind),
            "spans": _pairs(day.spans),
            "reason": dict(sorted(day.reason.items())),
        }
        for day in days
    ]
    return sorted(lines, key=repr)


def days_read(lines: Iterable[Mapping[str, Any]]) -> tuple[OtherDay, ...]:
    """The other days that were written, by date."""
    days = [
        OtherDay(
            date.fromisoformat(line["date"]),
            cast(Kind, line["kind"]),
            spans_read(line["spans"]),
            dict(line["reason"]),
        )
        for line in lines
    ]
    return tuple(sorted(days, key=lambda day: day.date))


def spans_read(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Spans from pairs of ticks."""
    return tuple(Span(start, end) for start, end in pairs)


def _rule(rule: OpeningRule) -> Book:
    return {
        "weekdays": sorted(rule.weekdays),
        "spans": _pairs(rule.spans),
        "nth": sorted(rule.nth or ()),
        "parity": rule.week_parity or "",
        "from": _day(rule.valid_from),
        "to": _day(rule.valid_to),
        "closed": rule.closed,
    }


def _rule_read(line: Mapping[str, Any]) -> OpeningRule:
    return OpeningRule(
        weekdays=frozenset(line["weekdays"]),
        spans=spans_read(line["spans"]),
        nth=frozenset(line["nth"]) or None,
        week_parity=cast('Literal["odd", "even"] | None', line["parity"] or None),
        valid_from=_day_read(line["from"]),
        valid_to=_day_read(line["to"]),
        closed=line["closed"],
    )


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day_read(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
