"""What is learned from services that were done: little by little, and not from mistakes."""

from math import log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.service_times import (
    NOTHING,
    Case,
    Factor,
    Law,
    PartOfDay,
    law_of,
    learn,
    part_of_day,
    tempo,
    together,
    usual,
)

MORNING, MIDDAY = PartOfDay.MORNING, PartOfDay.MIDDAY


def cases(count, factor=1.0, *, service=1, office=1, part=MORNING, spread=0.3, seed=1):
    dice = Random(seed)
    return [
        Case(service, office, part, 15.0, 15.0 * factor * dice.lognormvariate(0, spread))
        for _ in range(count)
    ]


def test_before_anything_was_seen_services_take_what_is_planned():
    assert NOTHING.of(1, 1, MORNING).mean == pytest.approx(1.0)
    assert law_of(15, usual()).mean == pytest.approx(15.0)


def test_many_cases_speak_for_themselves():
    found = learn(cases(2000, 1.4)).of(1, 1, MORNING)
    assert found.mu == pytest.approx(log(1.4), abs=0.03)
    assert found.sigma == pytest.approx(0.3, abs=0.03)


def test_few_cases_lean_on_the_office_and_the_city():
    known = learn([*cases(2000, 1.0, office=2), *cases(4, 2.0, office=1)])
    assert 1.0 < known.of(1, 1, MORNING).mean < 1.5


def test_a_part_of_the_day_nobody_has_seen_is_like_the_whole_day():
    known = learn(cases(200, 1.5))
    assert known.of(1, 1, MIDDAY) == known.factors[1, 1, None]


def test_a_service_nobody_has_seen_is_like_all_services():
    known = learn(cases(200, 1.5))
    assert known.of(9, 9, MIDDAY) == known.factors[None, None, None]


def test_a_visit_nobody_ended_until_the_evening_teaches_little():
    clean = learn(cases(200)).of(1, 1, MORNING)
    forgotten = [*cases(200), Case(1, 1, MORNING, 15.0, 480.0)]
    assert learn(forgotten).of(1, 1, MORNING).mean == pytest.approx(clean.mean, rel=0.03)


@given(st.lists(st.floats(0, 500), max_size=30))
def test_whatever_was_seen_the_law_is_a_law(minutes):
    for factor in learn(Case(1, 1, MORNING, 15.0, took) for took in minutes).factors.values():
        assert 0 < factor.sigma < 5
        assert 0 < factor.mean < 100


def test_one_after_the_other_keeps_mean_and_variance():
    parts = [Law(log(10), 0.5), Law(log(5), 0.8)]
    whole = together(parts)
    assert whole.mean == pytest.approx(sum(part.mean for part in parts))
    assert whole.sigma < max(part.sigma for part in parts)
    assert together(parts[:1]) == parts[0]


def test_shares_are_read_off_the_law():
    assert Factor(0.0, 1.0).at_share(0.5) == pytest.approx(1.0)
    assert log(Factor(0.0, sqrt(2)).at_share(0.9)) == pytest.approx(1.2816 * sqrt(2), abs=0.001)


def test_the_day_has_three_parts():
    assert [part_of_day(hour) for hour in (7, 10, 14)] == list(PartOfDay)


def test_before_anything_is_done_today_is_like_any_day():
    today = tempo([], NOTHING, differ=0.08)
    assert today.times == 1.0
    assert today.spread == pytest.approx(0.08)


def test_a_slow_day_is_believed_little_by_little():
    known = learn(cases(2000, 1.0))
    few = tempo(cases(5, 1.3, seed=2), known, differ=0.1)
    many = tempo(cases(500, 1.3, seed=3), known, differ=0.1)
    assert 1.0 < few.times < many.times
    assert many.times == pytest.approx(1.28, abs=0.04)
    assert many.spread < few.spread < 0.1


@given(st.lists(st.floats(0.01, 2000), max_size=30), st.floats(0.01, 0.3))
def test_todays_tempo_lies_between_the_usual_and_what_was_seen(took, differ):
    seen = [Case(1, 1, MORNING, 15.0, minutes) for minutes in took]
    today = tempo(seen, NOTHING, differ=differ)
    factors = [max(-3 * usual().sigma, case.factor - usual().mu) for case in seen]
    assert min([0.0, *factors]) - 1e-9 <= log(today.times) <= max([0.0, *factors]) + 1e-9
    assert today.spread <= differ + 1e-12


@given(st.lists(st.floats(1, 60), min_size=1, max_size=20))
def test_a_day_on_which_everything_takes_longer_is_never_thought_quicker(took):
    def of(factor):
        seen = [Case(1, 1, MORNING, 15.0, factor * minutes) for minutes in took]
        return tempo(seen, NOTHING, differ=0.08).times

    assert of(1.0) <= of(1.2) + 1e-12
