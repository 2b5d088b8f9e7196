"""A mail server and a gateway for short messages in this process, and a letter for them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from anlauf.core import outbox
from anlauf.core.models import Letter
from anlauf.core.outbox import Recipient
from anlauf.core.writers import Words
from tests import make


def written(letter: Letter) -> Words:
    """The words of a letter in these tests."""
    return Words("Booked", f"Hello {letter.pk}", calendar="BEGIN:VCALENDAR")


def put(channel: Letter.Channel = Letter.Channel.MAIL, to: str = "noor@example.org") -> Letter:
    """A letter that is due now."""
    return outbox.put("booked", Recipient(channel, to, "en"), about=make.city(), at=make.AT)


class Post:
    """Takes mail; `answers` may say something else to a command than yes."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - the server's hook
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, *_options: object
    ) -> str:
        """Take the address, unless told otherwise."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server's hook
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take the mail, unless told otherwise."""
        if "DATA" in self.answers:
            return self.answers["DATA"]
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 taken"


@contextmanager
def post() -> Iterator[tuple[Post, int]]:
    """A mail server, and the port it listens at."""
    taken = Post()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    controller = Controller(taken, hostname="127.0.0.1", port=number)
    controller.start()
    try:
        yield taken, number
    finally:
        controller.stop()


class Provider(ThreadingHTTPServer):
    """A gateway that sends each key once; `status` makes it answer otherwise."""

    daemon_threads = True

    def __init__(self) -> None:
        self.requests: list[dict[str, str]] = []
        self.sent: dict[str, str] = {}
        self.status = 202
        self.is_silent = False
        super().__init__(("127.0.0.1", 0), _Counter)


class _Counter(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers["Idempotency-Key"]
        self.server.requests.append(
            {**words, "key": key, "authorization": self.headers["Authorization"]}
        )
        status = self.server.status
        if status == 202:
            status = 409 if key in self.server.sent else 202
            self.server.sent.setdefault(key, words["text"])
        if self.server.is_silent:
            return
        self.send_response(status)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def provider() -> Iterator[Provider]:
    """A running gateway."""
    with Provider() as gateway:
        Thread(target=gateway.serve_forever, daemon=True).start()
        yield gateway
        gateway.shutdown()
