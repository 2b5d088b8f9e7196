"""The web server as `anlauf run` starts it, for one measurement."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

HOST = "127.0.0.1"
WORKERS = 2
THREADS_EACH = 4
PATIENCE = 60.0


@contextlib.contextmanager
def running() -> Iterator[int]:
    """Serve the measured city at a free port, which is given."""
    port = _free_port()
    words = (
        *("granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS_EACH)),
        *("--backlog", "2048", "--backpressure", "512", "--log-level", "warning", "--no-ws"),
        "anlauf.config.wsgi:application",
    )
    process = subprocess.Popen([sys.executable, "-m", *words])
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", "/api/v1/health")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The measured server does not answer.")
