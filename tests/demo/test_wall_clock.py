"""The demo's clock goes on where it stopped, and waits for the people of its city."""

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from anlauf.core.clock import FastClock
from anlauf.demo.wall_clock import WallClock, bell, monday_of

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
AHEAD = timedelta(minutes=3)  # what three seconds are at sixty times the speed


@pytest.fixture
def wall(tmp_path):
    return WallClock(tmp_path / "clock.json")


def seconds_later(wall, seconds):
    """The same note when so many seconds of the machine have passed."""
    said = json.loads(wall.note.read_text())
    clock = FastClock.read(said["clock"])
    earlier = replace(clock, real=clock.real - seconds)
    wall.note.write_text(json.dumps(said | {"clock": str(earlier)}))


def test_a_new_clock_begins_where_it_is_told(wall):
    assert not wall.begun()
    clock = wall.hung(60, start=NINE)
    assert timedelta(0) <= clock.now() - NINE <= AHEAD
    assert wall.begun()
    assert wall.lived() == NINE


def test_the_clock_waits_for_the_people_of_its_city(wall):
    clock = wall.hung(60, start=NINE)
    seconds_later(wall, 3600)
    assert clock.now() == NINE + AHEAD


def test_a_clock_that_had_to_wait_goes_on_from_there_at_its_own_speed(wall):
    clock = wall.hung(60, start=NINE)
    seconds_later(wall, 3600)
    before = time.monotonic()

    wall.live(NINE + timedelta(hours=1))

    now = clock.now()
    passed = timedelta(seconds=60 * (time.monotonic() - before))
    assert NINE + AHEAD <= now <= NINE + AHEAD + passed + timedelta(seconds=60)


def test_a_clock_whose_people_keep_up_runs_evenly(wall):
    clock = wall.hung(60, start=NINE)
    said = json.loads(wall.note.read_text())["clock"]
    wall.live(NINE + timedelta(seconds=20))
    assert json.loads(wall.note.read_text())["clock"] == said
    seconds_later(wall, 2)
    assert clock.now() >= NINE + timedelta(minutes=2)


def test_a_clock_never_runs_back_and_its_people_go_on_where_they_were(wall):
    shown = wall.hung(60, start=NINE)
    seconds_later(wall, 3600)
    latest = shown.now()

    again = wall.hung(1, start=NINE - timedelta(days=1))

    assert again.now() >= latest
    assert wall.lived() == NINE


def test_an_older_note_is_gone_on_from(wall):
    wall.note.write_text(f'{{"shown": "{NINE.isoformat()}"}}')
    assert wall.lived() == NINE
    assert wall.hung(60, start=NINE - timedelta(days=1)).now() >= NINE


def test_the_week_begins_on_monday_at_five_to_seven():
    monday = monday_of(date(2026, 11, 26))
    assert monday == date(2026, 11, 23)
    assert bell(monday, ZoneInfo("Europe/Berlin")) == datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
