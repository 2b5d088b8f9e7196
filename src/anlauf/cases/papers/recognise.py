"""What a file is, by its content: its name says nothing, and one file may pretend to be two."""

import re
from enum import StrEnum

from anlauf.cases.papers import ends
from anlauf.cases.papers.refusals import AProgram, Harmful, MoreThanOneFile, NotAPaper, Packed


class Sort(StrEnum):
    """A sort of file we take."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"


_PDF = b"%PDF-"
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!", b"dex\n", b"\x00asm", b"\xca\xfe\xba\xbe"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
_PACKED = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Rar!\x1a\x07"),
    *(b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"),
)
_READERS_LOOK_SO_FAR = 1024  # for the beginning of a PDF
_BLANK = b"\xef\xbb\xbf\x00\t\n\x0c\r "
_HIDDEN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-|\x7fELF|MZ.{0,1024}PE\x00\x00|Rar!\x1a|7z\xbc\xaf|GIF8[79]a"
    rb"|\x89PNG|<\s*(?:html|script|svg|!doctype|\?php|\?xml|iframe|body)|#!\s*/",
    re.IGNORECASE | re.DOTALL,
)
_ZIP_ENDS = b"PK\x05\x06"
_ZIP_END_AND_COMMENT = 22 + 65_535
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


def recognised(content: bytes) -> Sort:
    """The sort of file this is, and nothing else besides.

    Raises a `BadFile` for what we do not take, and for two files in one.
    """
    if _EICAR in content:
        raise Harmful
    sort = _by_start(content)
    if sort != Sort.PDF and _PDF in content[:_READERS_LOOK_SO_FAR]:
        raise MoreThanOneFile
    if _HIDDEN.search(content, _end(sort, content)) or _ends_as_zip(content):
        raise MoreThanOneFile
    return sort


def _by_start(content: bytes) -> Sort:
    if content.startswith(_JPEG):
        return Sort.JPEG
    if content.startswith(_PNG):
        return Sort.PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return Sort.HEIC
    if content.lstrip(_BLANK).startswith(_PDF):
        return Sort.PDF
    if _PDF in content[:_READERS_LOOK_SO_FAR]:
        raise MoreThanOneFile
    if content.startswith(_PROGRAMS):
        raise AProgram
    if content.startswith(_PACKED):
        raise Packed
    raise NotAPaper


def _end(sort: Sort, content: bytes) -> int:
    """Where the file is over; cameras put things of their own behind it, which are dropped."""
    match sort:
        case Sort.JPEG:
            return ends.of_jpeg(content)
        case Sort.PNG:
            return ends.of_png(content)
        case Sort.HEIC:
            return ends.of_boxes(content)
        case Sort.PDF:
            return ends.of_pdf(content)


def _ends_as_zip(content: bytes) -> bool:
    """Tell whether a program for packed folders would open this: it reads from the end."""
    tail = content[-_ZIP_END_AND_COMMENT:]
    place = tail.rfind(_ZIP_ENDS)
    while place >= 0:
        comment = int.from_bytes(tail[place + 20 : place + 22], "little")
        if place + 22 + comment == len(tail):
            return True
        place = tail.rfind(_ZIP_ENDS, 0, place)
    return False
