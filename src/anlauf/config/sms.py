"""Reads `ANLAUF_SMS` into the settings for short messages."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

_AT_HOME = {"localhost", "127.0.0.1", "::1"}


class BadGateway(Exception):
    """The way for short messages cannot be understood."""


@dataclass(frozen=True)
class Sms:
    """Where short messages are handed over, with which token, in whose name."""

    address: str = ""
    token: str = ""
    sender: str = ""


def read(text: str) -> Sms:
    """Understand nothing, or `https://token@gateway.example.org/messages?from=sender`."""
    if not text:
        return Sms()
    parts = urlsplit(text)
    host = parts.hostname
    if parts.scheme not in {"http", "https"} or not host or not parts.username:
        raise BadGateway("ANLAUF_SMS is not like https://token@gateway.example.org/path?from=….")
    if parts.scheme == "http" and host not in _AT_HOME:
        raise BadGateway("ANLAUF_SMS must begin with https: names and numbers travel on this way.")
    sender = dict(parse_qsl(parts.query)).get("from", "")
    if not sender:
        raise BadGateway("ANLAUF_SMS names no sender: it should end in ?from=….")
    place = parts.netloc.rpartition("@")[2]
    address = f"{parts.scheme}://{place}{parts.path or '/'}"
    return Sms(address, unquote(parts.username), sender)
