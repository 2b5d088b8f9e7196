"""One press, one effect: every form at the counter carries a token that counts once.

A used token is kept as an empty row of the session table and leaves it like an ended session.
Creating that row is the test, so of two presses at the same moment the database lets one through,
on whatever host.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import uuid4

from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore

LONGEST = 100


def token() -> str:
    """A fresh token for everything that can be pressed on one page."""
    return uuid4().hex


@contextmanager
def once(token: str, verb: str) -> Iterator[bool]:
    """Say whether this is the first time; a fault inside the block gives the token back."""
    if not 0 < len(token) <= LONGEST:
        yield True
        return
    row = SessionStore(session_key=sha256(f"once:{token}:{verb}".encode()).hexdigest()[:40])
    try:
        row.save(must_create=True)
    except CreateError:
        yield False
        return
    try:
        yield True
    except BaseException:
        row.delete()
        raise
