"""The rules of alerts: what raises one, what never does, and how sure a chance is."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.alerts import (
    Band,
    Verdict,
    Week,
    course,
    fall,
    nobody_came,
    offers_unseen,
)
from anlauf.engine.alerts.content import BEFORE, LIMIT, WATCHED
from anlauf.engine.alerts.promise import AHEAD, FEWEST

PROMISED = 10
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

some_days = st.lists(
    st.floats(0, 30, allow_nan=False).map(lambda one: round(one, 2)), min_size=FEWEST, max_size=21
)


def sure(found):
    assert found is not None
    return found


def chance(medians, promised=PROMISED):
    return sure(course(range(len(medians)), medians)).chance(promised)


# --- the promise ----------------------------------------------------------------------------


@given(some_days, st.floats(0, 10))
def test_later_times_never_make_a_broken_promise_less_likely(medians, later):
    assert chance([one + later for one in medians]) >= chance(medians)


@given(some_days)
def test_a_longer_promise_is_never_more_likely_to_break(medians):
    assert chance(medians, 14) <= chance(medians, 10)


@given(some_days)
def test_the_same_days_have_the_same_chance(medians):
    assert chance(medians) == chance(medians)


@given(some_days, st.floats(-20, 20))
def test_a_course_goes_up_with_its_days(medians, later):
    here = sure(course(range(len(medians)), medians))
    there = sure(course(range(len(medians)), [one + later for one in medians]))
    assert there.slope == pytest.approx(here.slope, abs=1e-9)
    assert there.level == pytest.approx(here.level + later, abs=1e-9)


@given(st.floats(0, 9), st.integers(FEWEST, 21))
def test_a_level_that_stays_breaks_nothing(level, days):
    assert chance([level] * days) == 0


@given(st.floats(0.3, 2), st.floats(0, 5))
def test_a_straight_line_breaks_it_exactly_if_it_gets_there(slope, start):
    medians = [start + slope * day for day in range(21)]
    highest = medians[-1] + slope * AHEAD
    assert chance(medians, highest + 0.001) == 0
    assert chance(medians, highest - 0.001) == 1


@given(st.integers(0, 20), st.floats(12, 60))
def test_one_odd_day_of_three_weeks_raises_no_alert(which, odd):
    medians = [3.0] * 21
    medians[which] = odd
    assert chance(medians) < 0.7


def test_few_days_say_nothing():
    assert course(range(FEWEST - 1), [20.0] * (FEWEST - 1)) is None


def test_what_is_said_to_be_likely_is_likely():
    """Courses drawn by a known law: of those called likely most break, of the others few."""
    luck = np.random.default_rng(7)
    said, came = [], []
    for _trial in range(300):
        start, slope, noise = luck.uniform(3, 9), luck.uniform(-0.1, 0.25), luck.uniform(0.2, 1.2)
        days = np.arange(21 + AHEAD)
        truth = start + slope * days + luck.normal(0, noise, len(days))
        said.append(chance(truth[:21].tolist()))
        came.append(truth[21:].max() > PROMISED)
    likely, broken = np.array(said), np.array(came)
    assert broken[likely >= 0.7].mean() >= 0.7
    assert broken[likely <= 0.3].mean() <= 0.3
    assert abs(likely.mean() - broken.mean()) < 0.1


# --- content ----------------------------------------------------------------------------------


def weeks(*shares, answers=40):
    return [Week(round(share * answers), answers) for share in shares]


@given(st.integers(5, 95), st.integers(20, 60))
def test_the_same_share_every_week_is_no_fall(percent, answers):
    told = weeks(*[percent / 100] * (BEFORE + WATCHED), answers=answers)
    assert sure(fall(told)).evidence < LIMIT


some_weeks = st.lists(st.integers(0, 40), min_size=WATCHED, max_size=WATCHED)


@given(some_weeks, st.integers(0, WATCHED - 1))
def test_a_worse_week_never_speaks_for_more_content(lately, which):
    before = weeks(*[0.8] * 20)
    told = [Week(one, 40) for one in lately]
    worse = [Week(max(0, one.content - 5), 40) if n == which else one for n, one in enumerate(told)]
    assert sure(fall(before + worse)).evidence >= sure(fall(before + told)).evidence


def test_five_weeks_of_far_less_content_are_a_fall_and_as_many_good_ones_end_it():
    usual, bad = [0.8] * 30, [0.6] * 5
    found = sure(fall(weeks(*usual, *bad)))
    assert found.evidence == LIMIT
    assert (round(found.now, 2), round(found.usual, 2), found.answers) == (0.6, 0.8, 200)
    assert sure(fall(weeks(*usual, *bad, *[0.8] * 5))).evidence < LIMIT / 2


def test_chance_alone_hardly_ever_looks_like_a_fall():
    luck = np.random.default_rng(3)
    raised = 0
    for _office in range(300):
        told = [Week(int(one), 40) for one in luck.binomial(40, 0.8, BEFORE + WATCHED)]
        raised += sure(fall(told)).evidence >= LIMIT
    assert raised <= 15  # of 300


def test_nothing_is_said_after_too_few_answers():
    assert fall(weeks(*[0.8] * (WATCHED + 7))) is None
    assert fall(weeks(*[0.8] * 40, answers=2)) is None


# --- gaps ---------------------------------------------------------------------------------------


@given(st.integers(0, 300), st.integers(0, 300))
def test_silence_counts_only_while_it_is_long_and_offices_are_open(silent, opened):
    newest, since = NOON - timedelta(minutes=silent), NOON - timedelta(minutes=opened)
    raised = offers_unseen(newest, since, at=NOON) == Verdict.RAISE
    assert raised == (silent > 40 and opened > 40)


def test_silence_at_night_neither_raises_nor_clears():
    assert offers_unseen(NOON - timedelta(hours=9), None, at=NOON) == Verdict.LEAVE
    assert offers_unseen(None, NOON - timedelta(hours=2), at=NOON) == Verdict.RAISE
    assert offers_unseen(NOON - timedelta(minutes=3), None, at=NOON) == Verdict.CLEAR


def test_a_day_without_anybody_is_odd_only_where_people_come():
    assert nobody_came([80, 90, 70, 85, 60, 0]) == Verdict.RAISE
    assert nobody_came([80, 90, 70, 85, 60, 1]) == Verdict.CLEAR
    assert nobody_came([3, 0, 2, 1, 4, 0]) == Verdict.LEAVE
    assert nobody_came([80, 90, 0]) == Verdict.LEAVE  # hardly known yet
    assert nobody_came([]) == Verdict.LEAVE


# --- limits -------------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1), max_size=40))
def test_between_the_limits_nothing_changes(values):
    band = Band(raise_at=0.7, clear_below=0.5)
    is_open = False
    for value in values:
        verdict = band.verdict(value)
        if verdict != Verdict.LEAVE:
            is_open = verdict == Verdict.RAISE
        assert is_open or value < 0.7
        assert not is_open or value >= 0.5


def test_limits_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="lies above"):
        Band(raise_at=0.7, clear_below=0.8)
