"""The command `anlauf run`: web server, live streams and worker, until somebody says stop."""

import argparse
import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from anlauf.config import home

HOST = "127.0.0.1"
WEB_PROCESSES = 2
THREADS_EACH = 4
PATIENCE = 10.0


class CannotRun(Exception):
    """The city cannot be served; the message says why in one sentence."""


class Stop(Exception):
    """Somebody asked the processes to end."""


@dataclass(frozen=True)
class Part:
    """A process of the running city and its name for people."""

    name: str
    process: subprocess.Popen[bytes]


def command(words: Sequence[str]) -> int:
    """Serve the city until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="anlauf run", description=command.__doc__)
    parser.add_argument(
        "--with",
        dest="companions",
        action="append",
        default=[],
        metavar="COMMAND",
        help="another command of anlauf that shall run as long as the city does",
    )
    companions = parser.parse_args(words).companions
    call_command("collectstatic", interactive=False, verbosity=0)
    with _asked_to_stop(), contextlib.ExitStack() as parts:
        try:
            return _watch([parts.enter_context(part) for part in _parts(companions)])
        except Stop:
            print("Stopping ...", flush=True)
            return 0


def refuse_taken_ports() -> None:
    """Raise CannotRun when the web server or the live process could not listen."""
    refuse_taken_port(home.port())
    if os.environ.get("ANLAUF_LIVE") != "off":
        refuse_taken_port(home.live_port(), "ANLAUF_LIVE_PORT")


def refuse_taken_port(port: int, variable: str = "ANLAUF_PORT") -> None:
    """Raise CannotRun when nothing could listen at the port, which the variable can change."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OverflowError:
            raise CannotRun(f"There is no port {port}: ports go from 1 to 65535.") from None
        except PermissionError:
            raise CannotRun(f"Port {port} is for administrators: choose one above 1023.") from None
        except OSError:
            raise CannotRun(
                f"Port {port} is taken by another program: stop it, or choose another port with"
                f" {variable}={port + 1}."
            ) from None


def _parts(companions: Sequence[str]) -> Iterator[contextlib.AbstractContextManager[Part]]:
    web = (
        *("granian", "--interface", "wsgi", "--host", HOST, "--port", str(settings.PORT)),
        *("--workers", str(WEB_PROCESSES), "--blocking-threads", str(THREADS_EACH)),
        *("--backlog", "2048", "--backpressure", "512", "--log-level", "warning"),
        *("--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "5"),
        "anlauf.config.wsgi:application",
    )
    live = (
        *("granian", "--interface", "asgi", "--host", HOST, "--port", str(settings.LIVE_PORT)),
        *("--workers", "1", "--backlog", "8192", "--backpressure", "20000", "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning"),
        "anlauf.config.live:application",
    )
    yield _part("the web server", web)
    if settings.LIVE_URL:
        yield _part("the live streams", live)
    yield _part("the worker", ("anlauf", "worker"))
    for companion in companions:
        yield _part(companion, ("anlauf", companion))


@contextlib.contextmanager
def _part(name: str, module: Sequence[str]) -> Iterator[Part]:
    # Away from the terminal's group, so that Ctrl-C reaches this process only, which then stops
    # the parts in order; and none of them outlives it, however it ends.
    guard = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
    process = subprocess.Popen([*guard, sys.executable, "-m", *module], start_new_session=True)
    try:
        yield Part(name, process)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _watch(parts: Sequence[Part]) -> int:
    ready = False
    while all(part.process.poll() is None for part in parts):
        if not ready and _answers():
            ready = True
            print(f"Ready: {settings.PUBLIC_URL}  (Ctrl-C stops)", flush=True)
        time.sleep(0.2 if not ready else 0.5)
    ended = next(part for part in parts if part.process.returncode is not None)
    raise CannotRun(f"{ended.name.capitalize()} ended by itself ({ended.process.returncode}).")


def _answers() -> bool:
    # An encrypted city answers with the way to its public address, which need not lead here.
    door = http.client.HTTPConnection(HOST, settings.PORT, timeout=30)
    try:
        door.request("GET", "/")
        door.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        door.close()
    return True


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        # Asking again must not cut short the orderly end.
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise Stop

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
