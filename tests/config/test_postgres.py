"""The private PostgreSQL starts, survives and says plainly why it cannot."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from anlauf.config import postgres, programs, throwaway
from anlauf.config.programs import DatabaseTrouble

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    postgres.stop(tmp_path / "home")


def test_a_new_folder_becomes_a_database_and_keeps_what_it_is_told(folder):
    assert postgres.start(folder).started
    _tell(folder, "CREATE TABLE kept (a int)")
    assert postgres.stop(folder)
    assert not postgres.running(folder)
    assert postgres.start(folder).started
    _tell(folder, "INSERT INTO kept VALUES (1)")


def test_starting_twice_is_starting_once(folder):
    assert postgres.start(folder).started
    assert not postgres.start(folder).started


def test_stopping_what_does_not_run_is_no_trouble(folder):
    assert not postgres.stop(folder)


def test_it_starts_again_after_it_was_killed(folder):
    postgres.start(folder)
    _tell(folder, "CREATE TABLE kept (a int)")
    os.kill(_pid(folder), signal.SIGKILL)
    while postgres.running(folder):
        time.sleep(0.01)
    assert postgres.start(folder).started
    _tell(folder, "INSERT INTO kept VALUES (1)")


def test_it_starts_although_another_process_bears_its_old_number(folder):
    postgres.start(folder)
    postgres.stop(folder)
    (folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'postgres'}\n")
    assert not postgres.running(folder)
    assert postgres.start(folder).started


def test_the_last_user_who_leaves_stops_it(folder):
    with postgres.in_use(folder):
        with postgres.in_use(folder):
            pass
        assert postgres.running(folder)
    assert not postgres.running(folder)


def test_it_stays_when_it_was_asked_to(folder):
    with postgres.in_use(folder):
        postgres.stays(folder).touch()
    assert postgres.running(folder)


def test_a_long_path_is_no_trouble(tmp_path):
    folder = tmp_path / ("long" * 30) / "with a space's"
    postgres.start(folder)
    _tell(folder, "SELECT 1")
    postgres.remove(folder)
    assert not postgres.running(folder)


def test_nobody_else_may_reach_it(folder):
    postgres.start(folder)
    assert (folder / "socket").stat().st_mode & 0o077 == 0
    assert _ask(folder, "SHOW listen_addresses") == ""


def test_it_forgets_nothing_unless_it_may(folder):
    postgres.start(folder)
    assert _ask(folder, "SHOW fsync") == "on"


def test_a_damaged_folder_is_named(folder):
    (folder / "postgres").mkdir(parents=True)
    with pytest.raises(DatabaseTrouble, match=r"home/postgres is damaged.*make demo-reset"):
        postgres.start(folder)


def test_a_folder_of_another_version_is_named(folder):
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseTrouble, match="made by PostgreSQL 9"):
        postgres.start(folder)


def test_a_folder_without_its_heart_is_refused_with_postgresqls_own_reason(folder):
    postgres.start(folder)
    postgres.stop(folder)
    (folder / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(DatabaseTrouble, match=r"cannot use the data folder .*pg_control"):
        postgres.start(folder)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(DatabaseTrouble, match="is not a folder"):
        postgres.start(tmp_path / "home")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("could not extend file: No space left on device", "The disk is full"),
        ("could not open file: Permission denied", "may not write"),
        ("LOG: x\nFATAL:  data directory has wrong ownership\nLOG: y", "has wrong ownership"),
        ("", "it gave no reason"),
    ],
)
def test_what_postgresql_says_becomes_one_sentence(said, sentence, tmp_path):
    found = postgres._sentence(tmp_path, said)
    assert sentence in found
    assert "\n" not in found


def test_programs_in_a_wrong_folder_are_missed(monkeypatch, tmp_path):
    monkeypatch.setenv("ANLAUF_PG_BIN", str(tmp_path))
    with pytest.raises(DatabaseTrouble, match="no initdb in it"):
        programs.folder.__wrapped__()


def test_a_throwaway_server_leaves_nothing():
    with throwaway.server() as server:
        assert _ask(server.folder, "SHOW fsync") == "off"
    assert not server.folder.exists()


def test_what_a_killed_run_left_is_swept_by_the_next():
    program = (
        "import os, signal\n"
        "from anlauf.config import throwaway\n"
        "with throwaway.server() as server:\n"
        "    print(server.folder, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    left = Path(done.stdout.decode().strip())
    assert postgres.running(left)
    with throwaway.server() as mine:
        assert postgres.running(mine.folder)
        assert not left.exists()


def _tell(folder: Path, statement: str) -> None:
    with psycopg.connect(postgres.address(folder)) as connection:
        connection.execute(statement)


def _ask(folder: Path, statement: str) -> object:
    with psycopg.connect(postgres.address(folder)) as connection:
        row = connection.execute(statement).fetchone()
    assert row
    return row[0]


def _pid(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])
