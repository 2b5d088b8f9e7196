"""The address of a stream: which offices it tells about, until when it is good, and a seal.

The web process hands it out, the live process reads it without asking anybody. It opens nothing
but the news that something has changed in these waiting rooms.
"""

import base64
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

_DAY = 86_400
_GOOD_FOR = 2  # days, so that it stays the same all day and outlives the night
_SEAL = 16  # bytes


@dataclass(frozen=True)
class Stream:
    """What an address says: these offices, until the end of this day since 1970."""

    offices: tuple[int, ...]
    until: int


def address(offices: Collection[int], secret: str, *, at: datetime) -> str:
    """The last part of the address under which these offices are listened to."""
    stream = Stream(tuple(sorted(set(offices))), _day(at) + _GOOD_FOR)
    return f"{_words(stream)}.{_seal(stream, secret)}"


def read(words: str, secret: str, *, at: datetime) -> Stream | None:
    """What a genuine address says that is still good; anything else is None."""
    try:
        offices, until, seal = words.split(".")
        stream = Stream(tuple(int(office) for office in offices.split("-")), int(until))
        genuine = hmac.compare_digest(seal.encode(), _seal(stream, secret).encode())
    except ValueError:
        return None
    return stream if genuine and _day(at) < stream.until else None


def _words(stream: Stream) -> str:
    return f"{'-'.join(map(str, stream.offices))}.{stream.until}"


def _seal(stream: Stream, secret: str) -> str:
    mac = hmac.digest(secret.encode(), f"anlauf.stream:{_words(stream)}".encode(), "sha256")
    return base64.urlsafe_b64encode(mac[:_SEAL]).rstrip(b"=").decode()


def _day(at: datetime) -> int:
    return int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) // _DAY
