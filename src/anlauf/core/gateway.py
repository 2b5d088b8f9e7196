"""Hands short messages to a gateway over HTTP, as docs/reference/sms-gateway.md describes it.

Every message bears a key. The gateway sends the first message with a key and answers any further
one as before, so a message whose answer was lost is simply handed over again.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from anlauf.core.handover import HandOver, InDoubt, NoLine, NotDelivered, Rejected
from anlauf.core.models import Letter
from anlauf.core.numbers import sending_key

TIMEOUT = 20

_TAKEN = frozenset({200, 201, 202, 409})  # 409: taken earlier
_OURS = frozenset({401, 403, 404, 405, 429, 502, 503, 504})  # concerns every message
_NEVER = frozenset({400, 410, 413, 422})


@dataclass(frozen=True)
class Gateway:
    """One provider of short messages."""

    address: str
    token: str
    sender: str

    channels = frozenset({Letter.Channel.SMS})
    recognises_repeats = True

    @contextmanager
    def opened(self, letter: Letter) -> Iterator[HandOver]:
        """A connection to the gateway."""
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        line = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        try:
            line.connect()
        except OSError as trouble:
            raise NoLine(f"{type(trouble).__name__}: {trouble}") from trouble
        try:
            yield partial(self._hand_over, line, letter)
        finally:
            line.close()

    def _hand_over(self, line: HTTPConnection, letter: Letter) -> None:
        parts = urlsplit(self.address)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        try:
            line.request("POST", path, self._body(letter), self._headers(letter))
            status = line.getresponse().status
        except (OSError, HTTPException) as trouble:
            raise InDoubt(f"{type(trouble).__name__}: {trouble}") from trouble
        if status not in _TAKEN:
            raise _refusal(status)

    def _headers(self, letter: Letter) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": sending_key(letter),
        }

    def _body(self, letter: Letter) -> bytes:
        number = re.sub(r"[^0-9+]", "", letter.to)
        words = {"to": number, "text": letter.body, "sender": self.sender}
        return json.dumps(words).encode()


def _refusal(status: int) -> NotDelivered:
    reason = f"The gateway answers {status}."
    if status in _OURS:
        return NoLine(reason)
    return Rejected(reason) if status in _NEVER else NotDelivered(reason)
