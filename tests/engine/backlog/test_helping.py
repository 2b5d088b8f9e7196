"""Teams that help others work as one where they may, and never where they may not."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.backlog import Backlog, CaseClass, OpenCase, Stage, Stop, Team, foresee
from anlauf.engine.backlog.clock import finished
from anlauf.engine.simulate.laws import LogNormal

WEEK = (300.0,) * 5 + (0.0, 0.0)
NO_TIME = Stop(600.0)


def two_skills(*teams: Team) -> Backlog:
    """Cases of two skills; what needs a skill is the own work of the team of that name."""
    return Backlog(
        tuple(Stage(f"check {skill}", skill, LogNormal(50, 0.8)) for skill in "ab"),
        tuple(
            CaseClass(skill, f"check {skill}", 40, (rate,) * 5 + (0.0, 0.0))
            for skill, rate in (("a", 7.0), ("b", 3.0))
        ),
        (Team("a", 0), Team("b", 0), *teams),
        tuple(OpenCase("ab"[age % 2], f"check {'ab'[age % 2]}", age + 0.1) for age in range(30)),
    )


def played(*teams: Team, seed: int = 3):
    return foresee(two_skills(*teams), 60, seed=seed, stop=NO_TIME, futures=3)


def test_a_team_that_knows_everything_works_as_if_all_work_were_its_own():
    one = replace(
        two_skills(),
        stages=tuple(replace(stage, team="all") for stage in two_skills().stages),
        teams=(Team("all", 2, WEEK),),
    )
    alone = foresee(one, 60, seed=3, stop=NO_TIME, futures=3)
    helping = played(Team("all", 2, WEEK, helps=("a", "b")))
    assert np.array_equal(alone.done, helping.done)
    assert np.isfinite(alone.done).any()


@settings(max_examples=10, deadline=None)
@given(people=st.integers(1, 4), seed=st.integers(0, 99))
def test_what_nobody_knows_is_never_done(people, seed):
    found = played(Team("only a", people, WEEK, helps=("a",)), seed=seed)
    names = [one.name for one in found.backlog.classes]
    of_b = found.kind == names.index("b")
    assert np.all(found.done[of_b] == inf)
    assert np.isfinite(found.done[~of_b]).any()


def test_whoever_knows_less_begins_and_leaves_the_others_to_the_rest():
    """With one who knows a and one who knows both, no b waits while only a is worked on."""
    both = played(
        Team("knows both", 1, (1440.0,) * 7, helps=("a", "b")),
        Team("knows a", 1, (1440.0,) * 7, helps=("a",)),
    )
    alone = played(Team("knows both", 1, (1440.0,) * 7, helps=("a", "b")))
    assert (both.done <= alone.done + 1e-9).mean() > 0.9


def test_a_helper_has_own_hours():
    slow = played(Team("all", 2, (60.0,) * 5 + (0.0, 0.0), helps=("a", "b")))
    fast = played(Team("all", 2, WEEK, helps=("a", "b")))
    assert slow.counts_at(50).mean() > fast.counts_at(50).mean()


def test_help_for_nobody_is_refused():
    with pytest.raises(ValueError, match="no team 'c'"):
        two_skills(Team("all", 2, WEEK, helps=("c",)))


@given(
    begins=st.floats(0, 30),
    minutes=st.floats(1, 3000),
    weeks=st.integers(1, 3),
)
def test_duty_that_repeats_its_week_is_that_week(begins, minutes, weeks):
    week = np.array(WEEK)
    assert finished(np.tile(week, weeks), begins, minutes) == finished(week, begins, minutes)


def test_days_without_duty_before_the_usual_week_only_put_off():
    """A week off: what is begun on its first day is done a week later than usual."""
    off = np.concatenate([np.zeros(7), np.array(WEEK)])
    assert finished(off, 0.0, 120.0) == pytest.approx(finished(np.array(WEEK), 0.0, 120.0) + 7)


def test_a_last_week_without_duty_is_refused():
    with pytest.raises(ValueError, match="last week of office"):
        Team("office", 2, (300.0,) * 7 + (0.0,) * 7)
