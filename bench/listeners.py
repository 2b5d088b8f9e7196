"""The live process as `anlauf run` starts it, and listeners that cost next to nothing."""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from anlauf.core import clock, streams
from bench import process

HOST = "127.0.0.1"
PATIENCE = 60.0


@dataclass(frozen=True)
class Live:
    """A running live process: where it answers, and what it uses."""

    port: int
    number: int  # of the process that watches over it

    def seconds(self) -> float:
        """The processor's time it has used so far."""
        return sum(process.seconds(number) for number in process.family(self.number))

    def megabytes(self) -> float:
        """The memory of all its processes at their largest."""
        return sum(process.peak_megabytes(number) for number in process.family(self.number))


@contextlib.contextmanager
def serving() -> Iterator[Live]:
    """Run the live process of the measured city."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    words = (
        *("granian", "--interface", "asgi", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--backlog", "8192", "--backpressure", "20000", "--no-ws"),
        *("--log-level", "warning", "anlauf.config.live:application"),
    )
    guard = subprocess.Popen([sys.executable, "-m", *words])
    try:
        _wait(port)
        yield Live(port, guard.pid)
    finally:
        guard.terminate()
        guard.wait(PATIENCE)


async def listen(port: int, office: int) -> AsyncGenerator[dict[str, Any], None]:
    """What is told about changes in this office, one by one."""
    path = streams.address([office], settings.SECRET_KEY, at=clock.now())
    read, write = await asyncio.open_connection(HOST, port)
    write.write(f"GET /live/{path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    try:
        while line := await read.readline():
            if line.startswith(b"data: {"):
                yield json.loads(line[6:])
            elif line.startswith(b"data:"):
                yield {}  # the stream is open, or a sign of life
    finally:
        write.close()


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1) as asked:
            asked.sendall(b"GET /live/health HTTP/1.0\r\n\r\n")
            if b" 200 " in asked.recv(100):
                return
        time.sleep(0.1)
    raise RuntimeError("The measured live process does not hear the database.")
