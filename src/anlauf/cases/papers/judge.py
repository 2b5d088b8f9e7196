"""Looks into a file and gives back a clean one, or says why not. Pure: octets in, octets out.

Decoders of pictures and PDFs have faults of their own, so the product runs this apart, see `apart`.
"""

from dataclasses import dataclass

from anlauf.cases.papers.limits import Limits
from anlauf.cases.papers.pdfs import rewritten
from anlauf.cases.papers.pictures import repainted
from anlauf.cases.papers.recognise import Sort, recognised
from anlauf.cases.papers.refusals import EmptyFile, FileTooLarge

_MEGA = 1_000_000


@dataclass(frozen=True)
class Sound:
    """A file as it is kept: made by us from what was handed in."""

    media_type: str
    pages: int
    content: bytes


def judged(content: bytes, limits: Limits) -> Sound:
    """The clean file.

    Raises a `BadFile` with a sentence for everything else.
    """
    refuse_by_size(content, limits)
    sort = recognised(content)
    if sort == Sort.PDF:
        clean, pages = rewritten(content, limits)
        return Sound(Sort.PDF, pages, clean)
    return Sound(Sort.JPEG, 1, repainted(content, sort, limits))


def refuse_by_size(content: bytes, limits: Limits) -> None:
    """Refuse nothing and too much before anybody looks inside."""
    if not content:
        raise EmptyFile
    if len(content) > limits.octets:
        raise FileTooLarge(megabytes=limits.octets // _MEGA)
