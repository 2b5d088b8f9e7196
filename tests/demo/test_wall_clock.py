"""The demo's clock goes on where it stopped."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from anlauf.demo.wall_clock import WallClock, bell, monday_of

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_new_clock_begins_where_it_is_told(tmp_path):
    clock = WallClock(tmp_path / "clock.json").wound(60, start=NINE)
    assert timedelta(0) <= clock.now() - NINE < timedelta(minutes=5)


def test_a_clock_goes_on_where_it_was_written_down(tmp_path):
    wall = WallClock(tmp_path / "clock.json")
    wall.write(NINE + timedelta(hours=3))
    assert wall.wound(1, start=NINE).now() >= NINE + timedelta(hours=3)


def test_a_clock_never_runs_back_and_its_people_go_on_where_they_were(tmp_path):
    """Killed between two notes, it may have shown more than stands there; people may lag."""
    wall = WallClock(tmp_path / "clock.json")
    wall.write(NINE, lived=NINE - timedelta(minutes=20))
    assert wall.wound(60, start=NINE).now() >= NINE + timedelta(minutes=2)
    assert wall.lived() == NINE - timedelta(minutes=20)


def test_an_older_note_says_both(tmp_path):
    note = tmp_path / "clock.json"
    note.write_text(f'{{"shown": "{NINE.isoformat()}"}}')
    assert WallClock(note).lived() == WallClock(note).read() == NINE


def test_the_week_begins_on_monday_at_five_to_seven():
    monday = monday_of(date(2026, 11, 26))
    assert monday == date(2026, 11, 23)
    assert bell(monday, ZoneInfo("Europe/Berlin")) == datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
