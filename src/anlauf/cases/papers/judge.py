"""Looks into a file and gives back a clean one, or says why not. Pure: octets in, octets out.

Decoders of pictures and PDFs have faults of their own, so the product runs this apart, see `apart`.
"""

from anlauf.cases.papers.limits import Limits
from anlauf.cases.papers.pdfs import rewritten
from anlauf.cases.papers.pictures import repainted
from anlauf.cases.papers.recognise import Sort, recognised
from anlauf.cases.papers.sound import Sound, refuse_by_size


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
