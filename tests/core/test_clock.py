"""The wall has one clock, and it can be another one."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.core.clock import FastClock, MachineClock, StoppedClock
from tests import make


def test_a_fast_clock_runs_as_often_as_told(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1030.0)
    fast = FastClock(make.AT, real=1000.0, speed=60)
    assert fast.now() == make.AT + timedelta(minutes=30)


def test_a_fast_clock_is_read_from_what_it_writes():
    fast = FastClock(make.AT, real=1000.0, speed=60.0)
    assert FastClock.read(str(fast)) == fast


@pytest.mark.parametrize("text", ["", "soon", "2026-11-23T06:55:00@1x1"])
def test_a_clock_that_cannot_be_read_is_named(text):
    with pytest.raises(ValueError, match=text[:10] or "''"):
        FastClock.read(text)


def test_another_clock_hangs_on_the_wall_until_it_is_taken_down():
    before = clock.use(StoppedClock(make.AT))
    assert clock.now() == make.AT
    assert clock.use(before) == StoppedClock(make.AT)


def test_the_machines_clock_says_its_zone():
    assert MachineClock().now().tzinfo is not None
