"""Asks a virus scanner (clamd) about a content; the content goes over the line, not a file's path.

The protocol is clamd's INSTREAM: pieces with their length in front, an empty one at the end.
"""

import re
import socket
from dataclasses import dataclass

from django.conf import settings

_PIECE = 1 << 16
_PATIENCE = 30.0  # seconds for each step
_FOUND = re.compile(r"^stream: (?P<name>.+) FOUND$")
_LONGEST_ANSWER = 4096


class NoAnswer(Exception):
    """The scanner is away, busy, or says something nobody understands: ask again later."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner found, by its name; nothing when the content is clean."""

    found: str = ""


def configured() -> bool:
    """Tell whether this installation has a scanner."""
    return settings.CLAMD is not None


def scan(content: bytes) -> Verdict:
    """Have the content scanned.

    Raises `NoAnswer` when the scanner cannot be asked now.
    """
    place = settings.CLAMD
    if place is None:
        raise NoAnswer("This installation has no scanner.")
    try:
        with _line(place) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            answer = _answer(line)
    except OSError as fault:
        raise NoAnswer(str(fault)) from fault
    if answer == "stream: OK":
        return Verdict()
    found = _FOUND.match(answer)
    if found is None:
        raise NoAnswer(f"The scanner says {answer!r}.")
    return Verdict(found["name"])


def _line(place: str | tuple[str, int]) -> socket.socket:
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=_PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(_PATIENCE)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")
