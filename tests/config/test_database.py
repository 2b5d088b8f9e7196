"""The private database by hand: `anlauf db`."""

import pytest

from anlauf.config import database, postgres

pytestmark = pytest.mark.slow


def test_it_starts_stays_shows_itself_and_stops(tmp_path, capsys):
    assert database.command(["start"], tmp_path) == 0
    assert database.command(["status"], tmp_path) == 0
    with postgres.in_use(tmp_path):
        pass
    assert postgres.running(tmp_path)
    assert database.command(["stop"], tmp_path) == 0
    assert database.command(["status"], tmp_path) == 3
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split(" in ")[0] for line in said] == [
        "PostgreSQL started",
        "PostgreSQL runs",
        "PostgreSQL stopped.",
        "PostgreSQL does not run",
    ]


def test_removing_forgets_the_city_and_the_demos_notes_but_not_the_key(tmp_path):
    (tmp_path / "secret-key").write_text("key")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "clock.json").touch()
    postgres.start(tmp_path)
    assert database.command(["remove"], tmp_path) == 0
    assert not (tmp_path / "demo").exists()
    assert not (tmp_path / "postgres").exists()
    assert (tmp_path / "secret-key").exists()
