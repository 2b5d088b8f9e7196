"""Seals words and files, so that who has only the table or the disk reads nothing.

The first key of the list seals, every one opens: a new key is put in front, and what was sealed
before stays readable until it is sealed again or gone. Fernet: AES-128 in CBC mode with an
HMAC-SHA256 of it all.
"""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """What should be opened was sealed with a key this city no longer has, or was changed."""


def sealed(content: bytes) -> bytes:
    """The content as it may be stored; nothing stays nothing."""
    return _ring().encrypt(content) if content else b""


def opened(stored: bytes | memoryview) -> bytes:
    """The content of what was stored.

    Raises `Unreadable` when no key of the list opens it.
    """
    if not stored:
        return b""
    try:
        return _ring().decrypt(bytes(stored))
    except InvalidToken as fault:
        raise Unreadable(
            "None of the keys opens this. Maybe a key was taken from the list too early."
        ) from fault


def sealed_text(words: str) -> bytes:
    """Words as they may be stored."""
    return sealed(words.encode())


def opened_text(stored: bytes | memoryview) -> str:
    """The words of what was stored."""
    return opened(stored).decode()


def sealed_facts(facts: dict[str, object]) -> bytes:
    """Named values as they may be stored."""
    return sealed(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()) if facts else b""


def opened_facts(stored: bytes | memoryview) -> dict[str, object]:
    """The named values of what was stored."""
    return json.loads(opened(stored)) if stored else {}


def sealed_again(stored: bytes | memoryview) -> bytes:
    """The same content under the first key."""
    return sealed(opened(stored))


def _ring() -> MultiFernet:
    return _made(tuple(settings.SEAL_KEYS))


@lru_cache(maxsize=4)
def _made(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
