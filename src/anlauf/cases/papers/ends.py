"""Where a file of each sort is over, so that what stands behind can be looked at."""

import re

from anlauf.cases.papers.refusals import Damaged

_ALONE = {0x01, *range(0xD0, 0xD8)}  # JPEG markers without a length
_SCAN, _END = 0xDA, 0xD9
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_PNG_SIGNATURE = 8
_BOX_HEAD, _LONG_BOX_HEAD = 8, 16
_PDF_ENDS = b"%%EOF"


def of_jpeg(content: bytes) -> int:
    """Behind the first picture's end; previews inside its segments are passed over.

    Raises `Damaged` where segments do not follow each other.
    """
    place = 2
    while marker := _NEXT_MARKER.match(content, place):
        place = marker.end()
        sort = content[place - 1]
        if sort == _END:
            return place
        if sort in _ALONE:
            continue
        length = int.from_bytes(content[place : place + 2], "big")
        place += length
        if length < 2:
            break
        if sort == _SCAN:
            found = _NEXT_MARKER.search(content, place)
            place = found.start() if found else len(content)
    raise Damaged


def of_png(content: bytes) -> int:
    """Behind the last chunk.

    Raises `Damaged` when there is none.
    """
    place = _PNG_SIGNATURE
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        sort = content[place + 4 : place + 8]
        place += 12 + length
        if sort == b"IEND" and place <= len(content):
            return place
    raise Damaged


def of_boxes(content: bytes) -> int:
    """Behind the last box of a HEIC file.

    Raises `Damaged` when a box is cut off.
    """
    place = 0
    while place + _BOX_HEAD <= len(content) and content[place + 4 : place + 8].isalnum():
        length = int.from_bytes(content[place : place + 4], "big")
        if length == 0:
            return len(content)
        if length == 1:
            length = int.from_bytes(content[place + 8 : place + 16], "big")
            if length < _LONG_BOX_HEAD:
                raise Damaged
        if length < _BOX_HEAD or place + length > len(content):
            raise Damaged
        place += length
    return place


def of_pdf(content: bytes) -> int:
    """Behind the last mark of an end, or behind everything in a PDF that lost its own."""
    found = content.rfind(_PDF_ENDS)
    return len(content) if found < 0 else found + len(_PDF_ENDS)
