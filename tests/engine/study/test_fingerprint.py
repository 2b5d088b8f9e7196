"""Equal values have equal names, in every process; other values have others."""

import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from anlauf.engine.study import fingerprint
from bench import counters
from tests.engine.study.plays import Coin, toss


@dataclass(frozen=True)
class Other:
    mean: float


DIFFERENT: list[object] = [
    None,
    0,
    0.0,
    False,
    "",
    b"",
    "0",
    (),
    [],
    frozenset(),
    {},
    (0, 1),
    (1, 0),
    ((0,), 1),
    (0, (1,)),
    {"a": 1, "b": 2},
    {"a": 2, "b": 1},
    date(2026, 1, 1),
    np.zeros(2),
    np.zeros((2, 1)),
    np.zeros(2, np.int64),
    Coin(1.0),
    Coin(1),
    Other(1.0),
    toss,
]


def test_different_values_have_different_names():
    assert len({fingerprint(each) for each in DIFFERENT}) == len(DIFFERENT)


def test_the_order_of_sets_and_mappings_says_nothing():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    many = [str(n) for n in range(100)]
    assert fingerprint(frozenset(many)) == fingerprint(frozenset(reversed(many)))


def test_a_day_has_the_same_name_in_another_process_and_another_one_when_changed():
    day = counters.city_day()
    code = (
        "from bench import counters; from anlauf.engine.study import fingerprint;"
        "print(fingerprint(counters.city_day()))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == fingerprint(day)
    assert fingerprint(replace(day, desks=day.desks + 1)) != fingerprint(day)


def test_arrays_of_objects_have_no_plain_value():
    with pytest.raises(ValueError, match="make it of numbers"):
        fingerprint(np.array([object()]))
