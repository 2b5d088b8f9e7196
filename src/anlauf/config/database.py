"""The command `anlauf db`: the private PostgreSQL by hand."""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from anlauf.config import postgres


def command(words: Sequence[str], folder: Path) -> int:
    """Start, stop, show or remove the private database."""
    parser = argparse.ArgumentParser(prog="anlauf db", description=command.__doc__)
    parser.add_argument("verb", choices=sorted(VERBS))
    return VERBS[parser.parse_args(words).verb](folder)


def _start(folder: Path) -> int:
    server = postgres.start(folder)
    postgres.stays(folder).touch()
    print(f"PostgreSQL {'started' if server.started else 'runs already'}: {server.address}")
    return 0


def _stop(folder: Path) -> int:
    postgres.stays(folder).unlink(missing_ok=True)
    print("PostgreSQL stopped." if postgres.stop(folder) else "PostgreSQL did not run.")
    return 0


def _status(folder: Path) -> int:
    if not postgres.running(folder):
        print(f"PostgreSQL does not run in {folder}.")
        return 3
    print(f"PostgreSQL runs: {postgres.address(folder)}")
    return 0


def _remove(folder: Path) -> int:
    postgres.remove(folder)
    # What the demo notes beside its city, such as its clock, speaks of the city that is gone.
    if (folder / "demo").exists():
        shutil.rmtree(folder / "demo")
    print(f"The database in {folder} is gone; the next start makes a new one.")
    return 0


VERBS = {"start": _start, "stop": _stop, "status": _status, "remove": _remove}
