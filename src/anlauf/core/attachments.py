"""Files that go with a letter; they are made when it leaves, and kept nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """One file."""

    name: str
    content: bytes
    media_type: str
