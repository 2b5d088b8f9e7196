"""Starts a private PostgreSQL in a data folder, without a service, a port or a system user.

Several processes may use one folder at a time: the last one that leaves stops the server.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from anlauf.config import programs
from anlauf.config.programs import DatabaseTrouble

NAME = "anlauf"
SETTINGS = ("listen_addresses=", "max_connections=200", "timezone=UTC", "log_timezone=UTC")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# The whole path of a socket may have 107 bytes; its file's name takes 16 of them.
LONGEST_SOCKET_FOLDER = 90
TRIES = 20


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL, and whether this call is what started it."""

    folder: Path
    address: str
    started: bool


def address(folder: Path) -> str:
    """Give the `DATABASE_URL` of this folder's server, whether it runs or not."""
    return f"postgresql:///{NAME}?host={quote(str(_socket_folder(folder)))}&user={NAME}"


def start(folder: Path, *, durable: bool = True) -> Server:
    """Start the server unless it runs; a new folder becomes a database first.

    Without `durable` a crash of the machine may lose data, which suits tests.
    """
    with _said_plainly(folder), _one_at_a_time(folder):
        started = not running(folder)
        if started:
            _initialise(folder)
            _launch(folder, SETTINGS if durable else SETTINGS + FORGETFUL)
            _ensure_database(folder)
    return Server(folder, address(folder), started)


def stop(folder: Path) -> bool:
    """Stop the server; tell whether there was one to stop."""
    if not folder.exists():
        return False
    with _said_plainly(folder), _one_at_a_time(folder):
        was_running = running(folder)
        if was_running:
            programs.run("pg_ctl", "-D", _data(folder), "-m", "fast", "-w", "stop")
    return was_running


def remove(folder: Path) -> None:
    """Stop the server and forget everything it kept."""
    stop(folder)
    with _said_plainly(folder):
        for gone in (_data(folder), _socket_folder(folder)):
            if gone.exists():
                shutil.rmtree(gone)
        stays(folder).unlink(missing_ok=True)


def running(folder: Path) -> bool:
    """Tell whether the process named in the folder is truly this folder's server."""
    try:
        pid = (_data(folder) / "postmaster.pid").read_text().split("\n", 1)[0]
        words = Path("/proc", pid, "cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return os.fsencode(_data(folder)) in words


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[Server]:
    """Keep the server running for this block; the last user who leaves stops it."""
    with _said_plainly(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        users = (folder / "postgres.users").open("a")
    with users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield start(folder)
        finally:
            _leave(folder, users.fileno())


def stays(folder: Path) -> Path:
    """Name the mark that tells the server to stay although nobody uses it."""
    return folder / "postgres.stays"


def _leave(folder: Path, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if not stays(folder).exists():
        stop(folder)


def _data(folder: Path) -> Path:
    return folder / "postgres"


def _log(folder: Path) -> Path:
    return folder / "postgres.log"


def _socket_folder(folder: Path) -> Path:
    near = folder / "socket"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
        return near
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir(), f"anlauf-{os.geteuid()}-{mark}")


@contextlib.contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _initialise(folder: Path) -> None:
    data = _data(folder)
    if data.exists():
        _check_version(data)
        return
    # Made aside and renamed: what is cut off half-way never looks like a database.
    draft = folder / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    _hand_over(folder, draft)
    programs.run(
        "initdb",
        *("-D", draft, "-U", NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"),
        *("--no-sync", "--no-instructions"),
    )
    draft.rename(data)
    os.sync()


def _check_version(data: Path) -> None:
    try:
        found = int((data / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError):
        raise DatabaseTrouble(
            f"The data folder {data} is damaged: it does not say its version."
            " Restore it from a backup, or start over with `make demo-reset`."
        ) from None
    if found != programs.version():
        raise DatabaseTrouble(
            f"The data folder {data} was made by PostgreSQL {found}, but this is PostgreSQL"
            f" {programs.version()}: name the older programs in ANLAUF_PG_BIN, or dump and restore."
        )


def _launch(folder: Path, settings: tuple[str, ...]) -> None:
    socket = _socket_folder(folder)
    socket.mkdir(mode=0o700, parents=True, exist_ok=True)
    if socket.parent != folder:
        _refuse_foreign(socket)
    _forget_the_dead(folder)
    _log(folder).write_text("")
    _hand_over(socket, _log(folder))
    for _ in range(TRIES):
        try:
            _start_server(folder, settings)
        except subprocess.CalledProcessError:
            # The last backends of a killed server need a moment to notice and to leave.
            if "still in use" not in _read(_log(folder)):
                raise
            time.sleep(0.5)
            _log(folder).write_text("")
        else:
            return
    raise DatabaseTrouble(f"A killed PostgreSQL still works in {folder}: wait for it to end.")


def _start_server(folder: Path, settings: tuple[str, ...]) -> None:
    options = " ".join(f"-c {setting}" for setting in settings)
    programs.run(
        "pg_ctl",
        *("-D", _data(folder), "-l", _log(folder), "-w", "-t", "60"),
        *("-o", f"{options} -k '{_socket_folder(folder)}'", "start"),
    )


def _forget_the_dead(folder: Path) -> None:
    """Drop the traces of a killed server whose number another process bears by now.

    PostgreSQL would refuse to start as long as that process lives. It finds backends that are
    still at work by their shared memory, with or without these files.
    """
    pid_file = _data(folder) / "postmaster.pid"
    pid = _read(pid_file).split("\n", 1)[0]
    if pid.isdigit() and Path("/proc", pid).exists():
        pid_file.unlink()
    for trace in _socket_folder(folder).glob(".s.PGSQL.*"):
        trace.unlink()


def _refuse_foreign(socket: Path) -> None:
    """Keep away from a folder that somebody else laid ready in a place open to all."""
    owner = socket.lstat()
    if socket.is_symlink() or owner.st_uid not in {os.geteuid(), programs.owner()}:
        raise DatabaseTrouble(f"The folder {socket} belongs to somebody else: remove it first.")


def _hand_over(*paths: Path) -> None:
    """Give the paths to the user who runs PostgreSQL in root's stead, if there is one."""
    user = programs.substitute()
    if user:
        for path in paths:
            shutil.chown(path, user)


def _ensure_database(folder: Path) -> None:
    where = str(_socket_folder(folder))
    with psycopg.connect(host=where, user=NAME, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {NAME}")


@contextlib.contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except subprocess.CalledProcessError as error:
        said = f"{error.stderr}\n{error.output}\n{_read(_log(folder))}"
        raise DatabaseTrouble(_sentence(folder, said)) from error
    except psycopg.OperationalError as error:
        raise DatabaseTrouble(f"PostgreSQL started but does not answer: {error}".strip()) from error
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.ENOTDIR}:
            raise DatabaseTrouble(f"The data folder {folder} is not a folder.") from error
        raise DatabaseTrouble(_sentence(folder, str(error))) from error


def _sentence(folder: Path, said: str) -> str:
    if os.strerror(errno.ENOSPC) in said:
        return f"The disk is full: PostgreSQL needs room in {folder}."
    if os.strerror(errno.EACCES) in said or os.strerror(errno.EROFS) in said:
        return f"PostgreSQL may not write in {folder}: check who owns that folder."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    weighty = [line for line in lines if "FATAL" in line or "PANIC" in line]
    reason = next(iter([*weighty, *lines]), "it gave no reason")
    return (
        f"PostgreSQL cannot use the data folder {_data(folder)} ({reason}); its log is"
        f" {_log(folder)}. Restore a backup, or start over with `make demo-reset`."
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
