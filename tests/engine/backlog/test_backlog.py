"""Cases take as long as queueing theory says, none is lost, and more people are never slower."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.backlog import (
    Backlog,
    CaseClass,
    Effort,
    OpenCase,
    OutOfReach,
    Stage,
    Stop,
    Target,
    Team,
    foresee,
    loads,
    people_for,
    visits_from,
    with_people,
)
from anlauf.engine.backlog.clock import finished
from anlauf.engine.exact import mean_wait
from anlauf.engine.simulate.laws import Exponential, Fixed, Gamma, LogNormal

ALWAYS = (1440.0,) * 7
TEN_MINUTES = 600.0


def single(rate: float, people: int, minutes: float = 10, days: int = 60) -> Backlog:
    """One stage that never closes."""
    return Backlog(
        (Stage("check", "desk", Exponential(minutes)),),
        (CaseClass("permit", "check", 14, (rate,) * days),),
        (Team("desk", people, ALWAYS),),
    )


def office(people: int = 3, waiting: int = 60) -> Backlog:
    """Two classes: apply and check, half of them wait for others, some come back."""
    return Backlog(
        stages=(
            Stage("apply", "counter", Fixed(10), (("check", 1.0),)),
            Stage(
                "check",
                "desk",
                LogNormal(45, 0.8),
                (("apply", 0.15), ("decide", 0.85)),
                others=Gamma(6, 1.0),
            ),
            Stage("decide", "desk", Exponential(20)),
        ),
        classes=(
            CaseClass("permit", "apply", 56, (9.0,) * 5 + (0.0, 0.0)),
            CaseClass("urgent", "check", 7, (2.0,) * 5 + (0.0, 0.0)),
        ),
        teams=(Team("counter", 1), Team("desk", people)),
        open=tuple(OpenCase("permit", "check", float(age)) for age in range(waiting)),
    )


def test_a_queue_in_balance_holds_as_many_as_erlang_says():
    played = foresee(single(250, 2), 60, seed=1, stop=Stop(TEN_MINUTES), futures=40)
    expected = 250 * (mean_wait(2, 250 / 1440, 10) + 10) / 1440
    counts = [played.open_at(day).value for day in np.arange(10, 59, 0.5)]
    assert np.mean(counts) == pytest.approx(expected, rel=0.05)


def test_stages_in_a_row_with_cases_that_come_back_are_jacksons():
    # a fifth comes back, so that each stage has 100 / 0.8 visits a day
    network = Backlog(
        (
            Stage("apply", "counter", Exponential(8), (("check", 1.0),)),
            Stage("check", "desk", Exponential(9), (("apply", 0.2),)),
        ),
        (CaseClass("permit", "apply", 30, (100.0,) * 7),),
        (Team("counter", 1, ALWAYS), Team("desk", 1, ALWAYS)),
    )
    assert visits_from(network)[0] == pytest.approx([1.25, 1.25])
    played = foresee(network, 80, seed=2, stop=Stop(TEN_MINUTES), futures=60)
    busy = [125 * 8 / 1440, 125 * 9 / 1440]
    expected = sum(share / (1 - share) for share in busy)
    counts = [played.open_at(day).value for day in np.arange(10, 79, 0.5)]
    assert np.mean(counts) == pytest.approx(expected, rel=0.06)


def test_people_for_everybody_leave_only_who_is_being_worked_on():
    played = foresee(single(100, 200, minutes=720), 20, seed=3, stop=Stop(TEN_MINUTES), futures=100)
    found = played.open_at(15.0)
    assert found.low - 0.5 <= 50 <= found.high + 0.5  # 100 a day, half a day each


def test_others_stop_the_clock():
    alone = Backlog(
        (Stage("check", "desk", Fixed(60), others=Fixed(30)),),
        (CaseClass("permit", "check", 5, (0.0,) * 7),),
        (Team("desk", 1, ALWAYS),),
        (OpenCase("permit", "check", 4.5),),
    )
    played = foresee(alone, 60, seed=1, stop=Stop(TEN_MINUTES), futures=2)
    assert played.completion(0).middle == pytest.approx(30 + 1 / 24)
    assert played.deadline(0) == 1.0
    assert played.clock[0] == pytest.approx(4.5 + 1 / 24)


def test_with_too_few_people_the_pile_grows_by_what_they_cannot_do():
    overloaded = single(100, 1, minutes=20, days=40)
    played = foresee(overloaded, 40, seed=4, stop=Stop(TEN_MINUTES), futures=60)
    growth = (played.open_at(39.0).value - played.open_at(9.0).value) / 30
    assert growth == pytest.approx(100 - 1440 / 20, rel=0.03)


def test_waiting_is_what_come_and_stay_make_of_it():
    played = foresee(office(), 120, seed=5, stop=Stop(TEN_MINUTES), futures=5)
    moments = np.arange(0, 120, 0.05)
    open_on_average = np.mean([played.open_at(day).value for day in moments])
    stays = np.minimum(played.done, 120) - np.maximum(played.came, 0)
    assert open_on_average == pytest.approx(stays.sum() / 5 / 120, rel=0.005)


def test_no_case_is_lost_or_done_before_it_came():
    played = foresee(office(), 120, seed=6, stop=Stop(TEN_MINUTES), futures=5)
    for future in range(5):
        mine = played.future == future
        at_end = (mine & (played.done > 120)).sum()
        assert at_end + (mine & (played.done <= 120)).sum() == mine.sum()
        assert sorted(played.number[mine]) == list(range(mine.sum()))
    assert (played.done >= played.came).all()
    assert (played.clock[np.isfinite(played.clock)] >= 0).all()


def test_the_same_cases_come_whoever_works():
    few = foresee(office(2), 60, seed=7, stop=Stop(TEN_MINUTES), futures=4)
    many = foresee(office(6), 60, seed=7, stop=Stop(TEN_MINUTES), futures=4)
    assert (few.came == many.came).all()
    again = foresee(office(2), 60, seed=7, stop=Stop(TEN_MINUTES), futures=4)
    assert (few.done == again.done).all()


@settings(max_examples=20, deadline=None)
@given(st.floats(5, 60), st.integers(0, 5), st.integers(0, 40), st.integers(0, 10**6))
def test_more_people_are_never_slower(rate, people, waiting, seed):
    open_ = tuple(OpenCase("permit", "check", 1.0 + number) for number in range(waiting))
    base = single(rate, people, minutes=60, days=14)
    base = Backlog(base.stages, base.classes, (Team("desk", people),), open_)
    few = foresee(base, 14, seed=seed, stop=Stop(TEN_MINUTES), futures=2)
    more = foresee(
        with_people(base, "desk", people + 1), 14, seed=seed, stop=Stop(TEN_MINUTES), futures=2
    )
    assert (np.sort(more.done) <= np.sort(few.done) + 1e-9).all()
    assert (more.done <= few.done + 1e-9).all()


def test_nothing_to_do_is_done_at_once():
    empty = single(0.0, 1)
    assert foresee(empty, 7, seed=1, stop=Stop(TEN_MINUTES), futures=2).open_at(3.0).value == 0
    alone = Backlog(empty.stages, empty.classes, empty.teams, (OpenCase("permit", "check", 0),))
    assert foresee(alone, 7, seed=1, stop=Stop(TEN_MINUTES), futures=50).completion(0).high < 0.1


def test_who_is_due_first_is_worked_on_first():
    played = foresee(office(1, waiting=30), 200, seed=8, stop=Stop(TEN_MINUTES), futures=3)
    oldest, youngest = played.completion(29), played.completion(0)
    assert oldest.middle < youngest.middle
    assert played.by_class("permit", (20, inf)).middle < played.by_class("permit", (0, 10)).middle


def test_the_fewest_people_who_keep_a_deadline_are_found():
    target = Target("permit", within=30, share=0.8, by=40)
    found = people_for(office(), "desk", target, Effort(1, Stop(TEN_MINUTES), futures=30))
    assert found.share.low >= 0.8
    assert found.with_one_less is None or found.with_one_less.low < 0.8
    desk = next(one for one in loads(office()) if one.team == "desk")
    assert found.people >= desk.people - 1


def test_others_who_take_too_long_are_nothing_more_people_could_mend():
    target = Target("permit", within=1, share=0.9, by=10)
    with pytest.raises(OutOfReach, match="other teams"):
        people_for(office(1), "counter", target, Effort(1, Stop(TEN_MINUTES), futures=10))


def test_the_mean_picture_says_how_many_keep_up():
    load = next(one for one in loads(single(144, 1)) if one.team == "desk")
    assert load.people == pytest.approx(1.0)
    assert load.weeks_to_clear(1) == 0
    desk = next(one for one in loads(office()) if one.team == "desk")
    assert desk.weeks_to_clear(1) == inf
    assert 0 < desk.weeks_to_clear(9) < 4


def test_work_is_done_while_offices_are_open():
    week = np.array([360.0] * 5 + [0.0, 0.0])
    opens = (1440 - 360) / 2 / 1440
    assert finished(week, 0.0, 60.0) == pytest.approx(opens + 60 / 1440)
    assert finished(week, 0.0, 420.0) == pytest.approx(1 + opens + 60 / 1440)
    friday_evening = 4.9
    assert finished(week, friday_evening, 10.0) == pytest.approx(7 + opens + 10 / 1440)


def test_a_stopped_outlook_has_two_futures():
    assert foresee(office(), 30, seed=1, stop=Stop(seconds=0), futures=50).futures == 2


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Stage("x", "t", Fixed(-1)), "LogNormal"),
        (lambda: Stage("x", "t", Fixed(1), (("y", 85.0),)), "percentages"),
        (lambda: CaseClass("c", "x", 0, (1.0,) * 7), "days until c is due"),
        (lambda: CaseClass("c", "x", 1, (1.0,)), "a week"),
        (lambda: CaseClass("c", "x", 1, (float("nan"),) * 7), "missing"),
        (lambda: OpenCase("c", "x", -1), "sign"),
        (lambda: Team("t", 1, (1.0,)), "closed days"),
        (lambda: Team("t", -1), "sign"),
        (lambda: with_people(office(), "dsk", 1), "counter, desk"),
        (lambda: Backlog((Stage("x", "t", Fixed(1)),), (), (Team("t", 1),)), "No class"),
        (lambda: Backlog((Stage("x", "d", Fixed(1)),), office().classes, (Team("t", 1),)), "team"),
        (lambda: Target("c", share=80), "percentage"),
        (lambda: Target("c", within=0), "56"),
        (lambda: foresee(office(), 0, seed=1, stop=Stop(TEN_MINUTES)), "Maybe take"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_the_value(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


def test_cases_that_go_round_for_ever_are_refused():
    stages = (Stage("x", "t", Fixed(1), (("x", 1.0),)),)
    ring = Backlog(stages, (CaseClass("c", "x", 1, (1.0,) * 7),), (Team("t", 1),))
    with pytest.raises(ValueError, match="never done"):
        foresee(ring, 10, seed=1, stop=Stop(TEN_MINUTES))


def test_littles_law_holds_between_what_is_open_and_how_long_each_stays():
    """What is open is what comes a day, times the days each stays."""
    played = foresee(single(100, 1), 90, seed=5, stop=Stop(600), futures=60)
    days = np.arange(30.0, 60.0, 0.25)
    opened = np.mean([played.counts_at(day).mean() for day in days])
    came = (played.came >= 30) & (played.came < 60)
    stays = float((played.done - played.came)[came].mean())
    a_day = came.sum() / played.futures / 30
    assert opened == pytest.approx(a_day * stays, rel=0.1)
