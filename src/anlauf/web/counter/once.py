"""What every form at the counter carries, so that a press sent twice is done once."""

from uuid import uuid4


def token() -> str:
    """A fresh token for everything that can be pressed on one page."""
    return uuid4().hex
