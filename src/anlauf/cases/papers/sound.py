"""What is known of a file without looking into it, and what comes back from who looked.

Loads no decoder: a web process knows this, only the process apart knows the rest.
"""

from dataclasses import dataclass

from anlauf.cases.papers.limits import Limits
from anlauf.cases.papers.refusals import EmptyFile, FileTooLarge

BEGUN = b"begun\n"
"""What the process apart says once it has the file, so that dying of it is told from a fault."""

_MEGA = 1_000_000


@dataclass(frozen=True)
class Sound:
    """A file as it is kept: made by us from what was handed in."""

    media_type: str
    pages: int
    content: bytes


def refuse_by_size(content: bytes, limits: Limits) -> None:
    """Refuse nothing and too much before anybody looks inside."""
    if not content:
        raise EmptyFile
    if len(content) > limits.octets:
        raise FileTooLarge(megabytes=limits.octets // _MEGA)
