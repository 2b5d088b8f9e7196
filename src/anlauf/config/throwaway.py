"""A PostgreSQL for one run of the tests: quick, forgetful and gone afterwards.

Each run has a folder of its own under the system's temporary folder, so any number of runs can go
on at the same time. A run that died leaves its folder behind; the next one sweeps it away.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from anlauf.config import postgres
from anlauf.config.postgres import Server

PREFIX = f"anlauf-throwaway-{os.geteuid()}-"


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Run a new, empty server for the block."""
    with _alone():
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        life = _life(folder)
    with life:
        try:
            yield postgres.start(folder, durable=False)
        finally:
            _discard(folder)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Keep two runs from sweeping away what the other has just made."""
    with Path(tempfile.gettempdir(), f"{PREFIX}lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _life(folder: Path) -> IO[str]:
    """Open the file whose lock says that the folder's run is alive; it ends with the process."""
    life = (folder / "life").open("a")
    fcntl.flock(life, fcntl.LOCK_EX)
    return life


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/"):
        with (folder / "life").open("a") as life, contextlib.suppress(BlockingIOError):
            fcntl.flock(life, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _discard(folder)


def _discard(folder: Path) -> None:
    postgres.remove(folder)
    shutil.rmtree(folder)
