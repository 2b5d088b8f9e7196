"""The web server as `anlauf run` starts it, for one measurement."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench import process

HOST = "127.0.0.1"
WORKERS = 2
THREADS_EACH = 4
PATIENCE = 60.0


@dataclass(frozen=True)
class Served:
    """A running web server: where it answers, and what it uses."""

    port: int
    number: int  # of the process that watches over the others

    def seconds(self) -> float:
        """The processor's time that all its processes have used so far."""
        return sum(process.seconds(number) for number in process.family(self.number))

    def megabytes(self) -> float:
        """The memory of its largest process at its largest."""
        return max(process.peak_megabytes(number) for number in process.family(self.number))


@contextlib.contextmanager
def running() -> Iterator[int]:
    """Serve the measured city at a free port, which is given."""
    with serving() as served:
        yield served.port


@contextlib.contextmanager
def serving() -> Iterator[Served]:
    """Serve the measured city at a free port."""
    port = _free_port()
    words = (
        *("granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS_EACH)),
        *("--backlog", "2048", "--backpressure", "512", "--log-level", "warning", "--no-ws"),
        "anlauf.config.wsgi:application",
    )
    guard = subprocess.Popen([sys.executable, "-m", *words])
    try:
        _wait(port, guard)
        yield Served(port, guard.pid)
    finally:
        guard.terminate()
        guard.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(port: int, guard: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and guard.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", "/api/v1/health")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The measured server does not answer.")
