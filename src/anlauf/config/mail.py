"""Reads `ANLAUF_MAIL` into the settings for sending letters."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = {"smtp", "smtp+starttls", "smtps"}
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class BadMail(Exception):
    """The way for letters cannot be understood."""


@dataclass(frozen=True)
class Mail:
    """How letters leave: not yet (no carrier), into the mailbox of a demo, or by a mail server."""

    carrier: str = ""
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    encrypted: bool = False
    sender: str = ""


def read(text: str) -> Mail:
    """Understand nothing, `mailbox`, or `smtp+starttls://user:password@host:587?from=address`."""
    if text in {"", "mailbox"}:
        return Mail(carrier=text)
    parts = urlsplit(text)
    sender = dict(parse_qsl(parts.query)).get("from", "")
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise BadMail(
            "ANLAUF_MAIL is neither “mailbox” nor like smtp+starttls://user:password@host:587?from=…."
        )
    if not sender:
        raise BadMail("ANLAUF_MAIL names no sender: it should end in ?from=name@example.org.")
    return Mail(
        carrier="smtp",
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        encrypted=parts.scheme == "smtps",
        sender=sender,
    )
