"""The wall has one clock, and it can be another one."""

import json
from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.core.clock import FastClock, MachineClock, NotedClock, StoppedClock
from tests import make


def test_a_fast_clock_runs_as_often_as_told(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1030.0)
    fast = FastClock(make.AT, real=1000.0, speed=60)
    assert fast.now() == make.AT + timedelta(minutes=30)


def test_a_fast_clock_is_read_from_what_it_writes():
    fast = FastClock(make.AT, real=1000.0, speed=60.0)
    assert FastClock.read(str(fast)) == fast


def test_a_noted_clock_runs_up_to_the_moment_beside_it(monkeypatch, tmp_path):
    note = tmp_path / "clock.json"
    running = FastClock(make.AT, real=1000.0, speed=60)
    note.write_text(
        json.dumps({"clock": str(running), "most": (make.AT + timedelta(minutes=2)).isoformat()})
    )
    for seconds, shown in ((60, 1), (120, 2), (600, 2)):
        monkeypatch.setattr("time.time", lambda later=seconds: 1000.0 + later / 60)
        assert NotedClock(note).now() == make.AT + timedelta(minutes=shown)


def test_the_environment_names_a_noted_clock(monkeypatch, tmp_path):
    monkeypatch.setenv("ANLAUF_CLOCK", str(NotedClock(tmp_path / "clock.json")))
    assert clock._from_environment() == NotedClock(tmp_path / "clock.json")


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
