"""What cannot be played is refused, with the value and a hint."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Empirical,
    Exponential,
    Fixed,
    LogNormal,
    Normal,
    NoShow,
    Service,
    WalkIns,
    simulate,
)
from bench import counters

DAY = counters.city_day()
ONE = DAY.clerks[0]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: WalkIns("a", "b", (1.0, -2.0)), "is -2.0. Maybe a sign is wrong"),
        (lambda: WalkIns("a", "b", (nan,)), "is nan. Maybe a value is missing"),
        (lambda: Exponential(0), "is 0. Maybe"),
        (lambda: LogNormal(5, -1), "spread is -1"),
        (lambda: Empirical((3.0, 2.0)), "must not fall"),
        (lambda: Service("a", "a", Normal(5, 1)), "Maybe use LogNormal"),
        (lambda: Service("a", "a", Fixed(1), persons=(0.5, 0.4)), "add up to 0.9"),
        (lambda: NoShow((0,), (31.0,)), "Maybe it is in per cent"),
        (lambda: Clerk("Kim", frozenset("a"), 480, 480), "Kim do not rise"),
        (lambda: Clerk("Kim", frozenset("a"), 0, 480, ((60, 90), (80, 99))), "two breaks overlap"),
        (lambda: Appointment("a", inf, "b"), "due time is inf"),
    ],
)
def test_a_piece_is_refused(make, words: str):
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        make()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"clerks": (replace(ONE, skills=frozenset({"aa"})),)}, "no skill 'aa'. Maybe 'a'?"),
        ({"appointments": (Appointment("vehicel", 500, "appointment"),)}, "Maybe 'vehicle'?"),
        ({"appointments": (Appointment("vehicle", 5e4, "appointment"),)}, "given in seconds"),
        ({"walk_ins": (WalkIns("vehicle", "walk-in", ()),)}, "no slots"),
        ({"walk_ins": (*DAY.walk_ins, WalkIns("vehicle", "walk-in", (1.0,)))}, "have 1 slots"),
        ({"services": ()}, "no service"),
        ({"lines": (*DAY.lines, DAY.lines[0])}, "stands there twice"),
        ({"desks": 0}, "0 desks"),
        ({"clerks": (ONE,) * 65}, "65 clerks"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(change, words: str):
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        simulate(replace(DAY, **change), 1, seed=1)


@pytest.mark.parametrize("bad", [np.ones((1, 2, 48)), np.ones((0, 3, 48)), np.ones((3, 48))])
def test_paths_must_fit(bad):
    with pytest.raises(ValueError, match="Maybe two axes changed places"):
        simulate(DAY, 1, seed=1, paths=bad)


@pytest.mark.parametrize(("value", "words"), [(nan, "no numbers"), (-1.0, "holds -1.0")])
def test_paths_hold_numbers(value: float, words: str):
    with pytest.raises(ValueError, match=words):
        simulate(DAY, 1, seed=1, paths=np.full((1, 3, 48), value))


def test_figures_are_asked_by_name():
    result = simulate(DAY, 2, seed=1)
    with pytest.raises(ValueError, match="no figure 'waits'"):
        result.ci("waits")
    with pytest.raises(ValueError, match="Maybe it is in per cent"):
        result.ci("wait", 95)
