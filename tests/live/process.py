"""A live process of a test's own, and an ear that hears what it says."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from anlauf.core import clock, streams

HOST = "127.0.0.1"
PATIENCE = 20.0


@dataclass(frozen=True)
class Event:
    """One thing that was said."""

    name: str
    number: str
    data: str

    @property
    def told(self):
        return json.loads(self.data)


class Ear:
    """An open stream, read event by event."""

    def __init__(self, port, path):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self.connection.request("GET", path)
        self.answer = self.connection.getresponse()

    def next(self, *names):
        """The next event, of these names if there are any; None when the stream has ended."""
        while True:
            event = self._one()
            if event is None or not names or event.name in names:
                return event

    def close(self):
        self.connection.close()

    def _one(self):
        said = {}
        while (line := self.answer.readline()) not in {b"\n", b""}:
            field, _, words = line.decode().strip().partition(": ")
            said[field] = words
        if not said:
            return None
        return Event(said.get("event", ""), said.get("id", ""), said.get("data", ""))


def stream_of(*offices):
    """The path under which these offices are listened to."""
    return f"/live/{streams.address(offices, settings.SECRET_KEY, at=clock.now())}"


def database():
    """The address of the test's database."""
    here = connection.settings_dict
    options = urlencode({"host": here["HOST"], "user": here["USER"]}, quote_via=quote)
    return f"postgresql:///{here['NAME']}?{options}"


@contextlib.contextmanager
def running(*, port=0, **environment) -> Iterator[int]:
    """Run a live process; gives its port once it hears the database."""
    with process(port=port, **environment) as (chosen, _process):
        yield chosen


@contextlib.contextmanager
def process(*, port=0, **environment) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The same, with the process itself."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        port = probe.getsockname()[1]
    words = (
        *("granian", "--interface", "asgi", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "5"),
        "anlauf.config.live:application",
    )
    given = {"DATABASE_URL": database(), "ANLAUF_SECRET_KEY": settings.SECRET_KEY}
    started = subprocess.Popen([sys.executable, "-m", *words], env=os.environ | given | environment)
    try:
        _wait(port)
        yield port, started
    finally:
        started.terminate()
        started.wait(PATIENCE)


def health(port):
    """Status and words of the process about itself."""
    asked = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    asked.request("GET", "/live/health")
    answer = asked.getresponse()
    words = answer.read().decode()
    asked.close()
    return answer.status, words


def _wait(port):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if health(port)[0] == 200:
                return
        time.sleep(0.05)
    raise AssertionError("The live process does not hear the database.")
