"""Reads a `DATABASE_URL` into Django's words for a database."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = {"postgres", "postgresql"}


class BadAddress(Exception):
    """The database address cannot be understood."""


def database(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?option=value` into settings.

    A folder in the option `host` means the Unix socket in that folder.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise BadAddress(
            f"DATABASE_URL begins with “{parts.scheme}:”, but Anlauf needs “postgresql:”."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadAddress("DATABASE_URL names no database: it should end in /NAME.")

    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise BadAddress(f"DATABASE_URL names no port that exists: {error}.") from error
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "anlauf.config.backend",
        "NAME": name,
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", port),
        "USER": options.pop("user", unquote(parts.username or "")),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": options,
    }
