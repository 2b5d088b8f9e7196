"""When an office is open: rules, exceptions and public holidays turned into spans of a date."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from anlauf.engine.grid import Span

WEEKDAYS = range(7)
NTHS = frozenset({1, 2, 3, 4, 5, -1})


@dataclass(frozen=True)
class OpeningRule:
    """Spans that come back on certain weekdays; `closed` takes them away instead of giving them.

    `nth` counts the weekday within its month, -1 being the last one. Weeks are ISO weeks, Monday
    is 0.
    """

    weekdays: frozenset[int]
    spans: tuple[Span, ...]
    nth: frozenset[int] | None = None
    week_parity: Literal["odd", "even"] | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed: bool = False

    def applies(self, on: date) -> bool:
        """Tell whether the rule speaks about this date."""
        return (
            on.weekday() in self.weekdays
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
            and (self.week_parity is None or self.week_parity == _parity(on))
            and (self.nth is None or not self.nth.isdisjoint(_nths(on)))
        )


@dataclass(frozen=True)
class OpeningException:
    """One date on which things differ, and why.

    `closed` closes the day, or only its spans when it names some; `partial` opens exactly its
    spans; `extra` adds its spans, on public holidays too.
    """

    date: date
    kind: Literal["closed", "extra", "partial"]
    spans: tuple[Span, ...] = ()
    reason: str = ""


class Cause(StrEnum):
    """What decided about a date."""

    RULE = "rule"
    NO_RULE = "no_rule"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    PARTIAL = "partial"
    EXTRA = "extra"


@dataclass(frozen=True)
class Explanation:
    """The open spans of a date together with what decided about them."""

    spans: tuple[Span, ...]
    cause: Cause
    reason: str = ""


@dataclass(frozen=True)
class Problem:
    """A mistake in rules or exceptions: its place, a code, and a sentence naming the value."""

    where: str
    code: str
    sentence: str


def open_spans(
    rules: Iterable[OpeningRule],
    exceptions: Iterable[OpeningException],
    holidays: Collection[date],
    on: date,
) -> tuple[Span, ...]:
    """The spans during which the office is open on this date, in order and apart."""
    return explain(rules, exceptions, holidays, on).spans


def explain(
    rules: Iterable[OpeningRule],
    exceptions: Iterable[OpeningException],
    holidays: Collection[date],
    on: date,
) -> Explanation:
    """The open spans of this date and the strongest reason for them.

    Extra spans are stronger than a holiday, a holiday is stronger than any other exception,
    exceptions are stronger than rules.
    """
    today = [exception for exception in exceptions if exception.date == on]
    extra = [exception for exception in today if exception.kind == "extra"]
    usual = _usual(rules, today, on)
    if on in holidays:
        usual = Explanation((), Cause.HOLIDAY)
    if not extra:
        return usual

    added = [span for exception in extra for span in exception.spans]
    return Explanation(_merged((*usual.spans, *added)), Cause.EXTRA, _reasons(extra))


def without(spans: Sequence[Span], away: Iterable[Span]) -> tuple[Span, ...]:
    """These spans with others cut out of them."""
    left = tuple(spans)
    for cut in away:
        left = tuple(piece for span in left for piece in _cut(span, cut))
    return left


def problems(rules: Sequence[OpeningRule], exceptions: Sequence[OpeningException]) -> list[Problem]:
    """Everything in these rules and exceptions that nobody can have meant."""
    found: list[Problem] = []
    for index, rule in enumerate(rules):
        found += _rule_problems(f"rule {index + 1}", rule)
    for index, exception in enumerate(exceptions):
        found += _exception_problems(f"exception {index + 1}", exception)
    found += _contradictions(exceptions)
    return found


def _usual(
    rules: Iterable[OpeningRule], today: Sequence[OpeningException], on: date
) -> Explanation:
    """What the date would be like without holidays and extra spans."""
    partial = [exception for exception in today if exception.kind == "partial"]
    closed = [exception for exception in today if exception.kind == "closed"]
    regular = _regular(rules, on)
    if partial:
        spans = _merged(span for exception in partial for span in exception.spans)
        regular = Explanation(spans, Cause.PARTIAL, _reasons(partial))
    if not closed:
        return regular

    if any(not exception.spans for exception in closed):
        return Explanation((), Cause.CLOSED, _reasons(closed))
    away = [span for exception in closed for span in exception.spans]
    return Explanation(without(regular.spans, away), Cause.CLOSED, _reasons(closed))


def _regular(rules: Iterable[OpeningRule], on: date) -> Explanation:
    given: list[Span] = []
    away: list[Span] = []
    for rule in rules:
        if rule.applies(on):
            (away if rule.closed else given).extend(rule.spans)
    if not given:
        return Explanation((), Cause.NO_RULE)
    return Explanation(without(_merged(given), away), Cause.RULE)


def _parity(on: date) -> str:
    return "odd" if on.isocalendar().week % 2 else "even"


def _nths(on: date) -> set[int]:
    """Which of its weekday in the month this date is, counted from the front and from the back."""
    from_front = (on.day - 1) // 7 + 1
    is_last = (on + timedelta(days=7)).month != on.month
    return {from_front, -1} if is_last else {from_front}


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _cut(span: Span, cut: Span) -> Iterator[Span]:
    if not span.overlaps(cut):
        yield span
        return
    if span.start < cut.start:
        yield Span(span.start, cut.start)
    if cut.end < span.end:
        yield Span(cut.end, span.end)


def _reasons(exceptions: Iterable[OpeningException]) -> str:
    return "; ".join(dict.fromkeys(e.reason for e in exceptions if e.reason))


def _rule_problems(where: str, rule: OpeningRule) -> Iterator[Problem]:
    if not rule.weekdays:
        yield Problem(where, "no_weekday", "The rule names no weekday.")
    if wrong := sorted(rule.weekdays - frozenset(WEEKDAYS)):
        yield Problem(where, "unknown_weekday", f"Weekdays go from 0 to 6, not {wrong}.")
    if rule.nth is not None and (not rule.nth or rule.nth - NTHS):
        yield Problem(
            where,
            "unknown_nth",
            f"The weekday in the month is 1 to 5 or -1, not {sorted(rule.nth)}.",
        )
    if rule.week_parity not in (None, "odd", "even"):
        yield Problem(where, "unknown_parity", f"Weeks are odd or even, not {rule.week_parity!r}.")
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield Problem(
            where,
            "never_valid",
            f"The rule ends on {rule.valid_to}, before it begins on {rule.valid_from}.",
        )
    if not rule.spans:
        yield Problem(where, "no_span", "The rule names no time.")
    yield from _span_problems(where, rule.spans)


def _exception_problems(where: str, exception: OpeningException) -> Iterator[Problem]:
    if exception.kind not in ("closed", "extra", "partial"):
        yield Problem(
            where,
            "unknown_kind",
            f"An exception is closed, extra or partial, not {exception.kind!r}.",
        )
    if exception.kind in ("extra", "partial") and not exception.spans:
        yield Problem(where, "no_span", f"The exception on {exception.date} names no time.")
    if not exception.reason.strip():
        yield Problem(where, "no_reason", f"The exception on {exception.date} gives no reason.")
    yield from _span_problems(where, exception.spans)


def _span_problems(where: str, spans: Sequence[Span]) -> Iterator[Problem]:
    for before, after in pairwise(spans):
        if after.overlaps(before):
            yield Problem(where, "overlap", f"{before} and {after} overlap.")
        elif after.start < before.start:
            yield Problem(where, "unordered", f"{after} stands after {before}.")


def _contradictions(exceptions: Sequence[OpeningException]) -> Iterator[Problem]:
    """Exceptions of one date that cannot both be true."""
    for index, later in enumerate(exceptions):
        for earlier in exceptions[:index]:
            if earlier.date == later.date and _contradict(earlier, later):
                yield Problem(
                    f"exception {index + 1}",
                    "contradiction",
                    f"Two exceptions say different things about {later.date}.",
                )


def _contradict(one: OpeningException, other: OpeningException) -> bool:
    kinds = {one.kind, other.kind}
    if kinds == {"partial"}:
        return True
    closes_all = any(e.kind == "closed" and not e.spans for e in (one, other))
    return closes_all and kinds == {"closed", "partial"}
