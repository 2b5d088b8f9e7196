from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICKS, Span
from anlauf.engine.opening import (
    Cause,
    OpeningException,
    OpeningRule,
    explain,
    open_spans,
    problems,
)

MORNING = Span(96, 144)  # 08:00–12:00
AFTERNOON = Span(168, 216)  # 14:00–18:00
MONDAY = date(2026, 9, 7)  # ISO week 37
WEEKDAYS = frozenset(range(5))
USUAL = OpeningRule(WEEKDAYS, (MORNING, AFTERNOON))
BOTH: Any = "both"
NONE: frozenset[date] = frozenset()


def exception(kind, *spans, reason="team day"):
    return OpeningException(MONDAY, kind, spans, reason)


def test_two_spans_a_day_are_two_spans():
    assert open_spans([USUAL], [], NONE, MONDAY) == (MORNING, AFTERNOON)


def test_a_day_without_a_rule_is_closed():
    sunday = MONDAY - timedelta(days=1)
    assert open_spans([USUAL], [], NONE, sunday) == ()
    assert explain([USUAL], [], NONE, sunday).cause is Cause.NO_RULE


def test_rules_that_touch_become_one_span():
    noon = OpeningRule(frozenset({0}), (Span(144, 168),))
    assert open_spans([USUAL, noon], [], NONE, MONDAY) == (Span(96, 216),)


def test_the_second_thursday_of_the_month():
    rule = OpeningRule(frozenset({3}), (MORNING,), nth=frozenset({2}))
    september = [date(2026, 9, day) for day in range(1, 31)]
    assert [day.day for day in september if open_spans([rule], [], NONE, day)] == [10]


def test_the_last_friday_of_the_month():
    rule = OpeningRule(frozenset({4}), (MORNING,), nth=frozenset({-1}))
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    last = [day for day in year if open_spans([rule], [], NONE, day)]
    assert len(last) == 12
    assert all((day + timedelta(days=7)).month != day.month for day in last)


def test_a_fifth_weekday_is_not_in_every_month():
    rule = OpeningRule(frozenset({0}), (MORNING,), nth=frozenset({5}))
    assert rule.applies(date(2026, 8, 31))
    assert not any(rule.applies(date(2026, 9, day)) for day in range(1, 31))


def test_odd_weeks_are_iso_weeks():
    rule = OpeningRule(frozenset({0}), (MORNING,), week_parity="odd")
    assert open_spans([rule], [], NONE, MONDAY) == (MORNING,)
    assert open_spans([rule], [], NONE, MONDAY + timedelta(days=7)) == ()
    assert rule.applies(date(2026, 12, 28))  # week 53
    assert rule.applies(date(2027, 1, 4))  # week 1 follows week 53


def test_a_closed_rule_takes_time_away():
    lunch = OpeningRule(frozenset({2}), (Span(144, 168),), week_parity="odd", closed=True)
    all_day = OpeningRule(WEEKDAYS, (Span(96, 216),))
    wednesday = MONDAY + timedelta(days=2)
    assert open_spans([all_day, lunch], [], NONE, wednesday) == (MORNING, AFTERNOON)
    assert open_spans([all_day, lunch], [], NONE, wednesday + timedelta(days=7)) == (Span(96, 216),)


def test_validity_includes_both_its_days():
    rule = OpeningRule(WEEKDAYS, (MORNING,), valid_from=MONDAY, valid_to=MONDAY)
    assert rule.applies(MONDAY)
    assert not rule.applies(MONDAY - timedelta(days=7))
    assert not rule.applies(MONDAY + timedelta(days=1))


def test_a_closed_day_is_closed_and_says_why():
    why = explain([USUAL], [exception("closed", reason="burst pipe")], NONE, MONDAY)
    assert (why.spans, why.cause, why.reason) == ((), Cause.CLOSED, "burst pipe")


def test_a_closure_with_a_time_takes_only_that_time():
    closed = exception("closed", Span(120, 180))
    assert open_spans([USUAL], [closed], NONE, MONDAY) == (Span(96, 120), Span(180, 216))


def test_a_partial_day_has_exactly_its_spans():
    partial = exception("partial", Span(100, 110))
    assert open_spans([USUAL], [partial], NONE, MONDAY) == (Span(100, 110),)
    assert explain([USUAL], [partial], NONE, MONDAY).cause is Cause.PARTIAL


def test_an_extra_span_is_added():
    extra = exception("extra", Span(216, 228))
    assert open_spans([USUAL], [extra], NONE, MONDAY) == (MORNING, Span(168, 228))


def test_a_public_holiday_closes_everything_but_extra_spans():
    holidays = frozenset({MONDAY})
    partial, extra = exception("partial", MORNING), exception("extra", Span(120, 132))
    assert explain([USUAL], [], holidays, MONDAY).cause is Cause.HOLIDAY
    assert open_spans([USUAL], [partial], holidays, MONDAY) == ()
    assert open_spans([USUAL], [partial, extra], holidays, MONDAY) == (Span(120, 132),)


def test_an_exception_touches_only_its_own_date():
    closed = exception("closed")
    assert open_spans([USUAL], [closed], NONE, MONDAY + timedelta(days=1)) == (MORNING, AFTERNOON)


SPANS = st.builds(
    lambda start, length: Span(start, min(TICKS, start + length)),
    st.integers(0, TICKS - 1),
    st.integers(1, 80),
)
SOME_SPANS = st.lists(SPANS, max_size=4).map(tuple)
RULES = st.lists(
    st.builds(OpeningRule, st.just(WEEKDAYS), SOME_SPANS, closed=st.booleans()), max_size=5
)
KINDS = st.sampled_from(["closed", "extra", "partial"])
EXCEPTIONS = st.lists(
    st.builds(OpeningException, st.just(MONDAY), KINDS, SOME_SPANS, st.just("reason")), max_size=4
)


@given(RULES, EXCEPTIONS, st.booleans())
def test_open_spans_are_what_thinking_tick_by_tick_says(rules, exceptions, is_holiday):
    found = open_spans(rules, exceptions, {MONDAY} if is_holiday else NONE, MONDAY)
    assert all(one.end < other.start for one, other in pairwise(found))
    for tick in range(TICKS):
        expected = _open_by_hand(rules, exceptions, is_holiday, tick)
        assert any(span.holds(tick) for span in found) == expected


def _open_by_hand(rules, exceptions, is_holiday, tick):
    def named_by(things):
        return any(span.holds(tick) for thing in things for span in thing.spans)

    def of(kind):
        return [e for e in exceptions if e.kind == kind]

    if named_by(of("extra")):
        return True
    if is_holiday or any(not e.spans for e in of("closed")) or named_by(of("closed")):
        return False
    if of("partial"):
        return named_by(of("partial"))
    return named_by(r for r in rules if not r.closed) and not named_by(r for r in rules if r.closed)


def test_sound_rules_have_no_problems():
    assert problems([USUAL], [exception("closed"), exception("extra", Span(216, 228))]) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (OpeningRule(frozenset(), (MORNING,)), "no_weekday"),
        (OpeningRule(frozenset({7}), (MORNING,)), "unknown_weekday"),
        (OpeningRule(WEEKDAYS, ()), "no_span"),
        (OpeningRule(WEEKDAYS, (MORNING,), nth=frozenset({6})), "unknown_nth"),
        (OpeningRule(WEEKDAYS, (MORNING,), nth=frozenset()), "unknown_nth"),
        (OpeningRule(WEEKDAYS, (MORNING,), week_parity=BOTH), "unknown_parity"),
        (OpeningRule(WEEKDAYS, (AFTERNOON, MORNING)), "unordered"),
        (OpeningRule(WEEKDAYS, (MORNING, Span(100, 150))), "overlap"),
        (
            OpeningRule(
                WEEKDAYS, (MORNING,), valid_from=MONDAY, valid_to=MONDAY - timedelta(days=1)
            ),
            "never_valid",
        ),
    ],
)
def test_a_rule_nobody_can_have_meant_is_found(rule, code):
    found = problems([USUAL, rule], [])
    assert [(problem.where, problem.code) for problem in found] == [("rule 2", code)]


@pytest.mark.parametrize(
    ("exceptions", "code"),
    [
        ([exception("shut")], "unknown_kind"),
        ([exception("partial")], "no_span"),
        ([exception("extra")], "no_span"),
        ([exception("closed", reason=" ")], "no_reason"),
        ([exception("partial", MORNING), exception("partial", AFTERNOON)], "contradiction"),
        ([exception("closed"), exception("partial", AFTERNOON)], "contradiction"),
    ],
)
def test_an_exception_nobody_can_have_meant_is_found(exceptions, code):
    assert [problem.code for problem in problems([], exceptions)] == [code]
