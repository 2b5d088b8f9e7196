"""PDFs are written anew: only what is on the pages, nothing that acts, nothing about the author."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, StreamDecodeLevel
from PIL import Image

from anlauf.cases.papers.limits import Limits
from anlauf.cases.papers.refusals import (
    Active,
    Damaged,
    Locked,
    TooManyPages,
    UnpacksTooLarge,
)

_ACTING_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA", "/Collection"}
_ACTING_SORTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/Movie"}
_ACTING_NOTES = {"/FileAttachment", "/RichMedia", "/Screen", "/3D", "/Movie", "/Sound"}
_DROPPED = ("/OpenAction", "/AA", "/A", "/Metadata", "/PieceInfo", "/AF")
_PLAIN_FILTERS = {"/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode"}
_PICTURES_INSIDE = {"/DCTDecode": "JPEG", "/JPXDecode": "JPEG2000"}
_FILTERS_IN_A_ROW, _NESTED, _ERRORS = 4, 100, 15
_BROKEN = (
    *(pikepdf.PdfError, pikepdf.DataDecodingError, pikepdf.ForeignObjectError),
    *(ValueError, TypeError, LookupError, AttributeError, RuntimeError, ArithmeticError, OSError),
)
"""What the reader raises when a PDF is not what it says."""


def rewritten(content: bytes, limits: Limits) -> tuple[bytes, int]:
    """A fresh PDF with the same pages, and how many there are."""
    _bound_the_reader(limits.unpacked_stream)
    try:
        with Pdf.open(BytesIO(content)) as pdf:
            return _written(pdf, limits)
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except _BROKEN as fault:
        raise Damaged from fault


def _bound_the_reader(octets: int) -> None:
    """Let no stream become larger, whatever it is packed with; holds for the whole process."""
    pikepdf.settings.set_qpdf_limits(
        max_stream_filters=_FILTERS_IN_A_ROW,
        parser_max_nesting=_NESTED,
        parser_max_errors=_ERRORS,
        flate_max_memory=octets,
        png_max_memory=octets,
        run_length_max_memory=octets,
        tiff_max_memory=octets,
        dct_max_memory=octets,
    )


def _written(pdf: Pdf, limits: Limits) -> tuple[bytes, int]:
    if pdf.is_encrypted:
        raise Locked
    pages = len(pdf.pages)
    if pages == 0:
        raise Damaged
    if pages > limits.pages:
        raise TooManyPages(pages=pages, most=limits.pages)

    things = [each for thing in pdf.objects for each in _with_inner(thing)]
    for each in things:
        _refuse_acting(each)
    left = limits.unpacked
    for thing in things:
        _drop_from(thing)
        if isinstance(thing, Stream):
            left -= _unpacked(thing, limits)
            if left < 0:
                raise UnpacksTooLarge
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    written = BytesIO()
    pdf.save(written, deterministic_id=True, fix_metadata_version=False)
    return written.getvalue(), pages


def _with_inner(thing: Object) -> Iterator[Object]:
    """An object and all that stand directly inside it; what it refers to comes in its own turn."""
    waiting: list[object] = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            inner: list[object] = [*each.as_list()]
        elif isinstance(each, Dictionary | Stream):
            yield each
            inner = [each.get(key) for key in each.keys()]  # noqa: SIM118 - streams lack iteration
        else:
            continue
        waiting += [it for it in inner if isinstance(it, Object) and not it.is_indirect]


def _refuse_acting(thing: Object) -> None:
    if _ACTING_KEYS & set(thing.keys()):
        raise Active
    if _said(thing, "/S") in _ACTING_SORTS or _said(thing, "/Subtype") in _ACTING_NOTES:
        raise Active


def _drop_from(thing: Object) -> None:
    for key in _DROPPED:
        if key in thing and not (key == "/A" and not isinstance(thing.get(key), Dictionary)):
            del thing[key]


def _unpacked(stream: Stream, limits: Limits) -> int:
    """How many octets a stream becomes; of a picture inside, only its size is looked at."""
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > limits.pixels:
        raise UnpacksTooLarge
    filters = _filters(stream)
    if len(filters) == 1 and filters[0] in _PICTURES_INSIDE:
        _look_at_picture(stream, _PICTURES_INSIDE[filters[0]], limits)
    if not set(filters) <= _PLAIN_FILTERS:
        return 0
    try:
        return len(stream.read_bytes(StreamDecodeLevel.generalized))
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        if "limit" in str(fault) or "memory" in str(fault):
            raise UnpacksTooLarge from fault
        return 0  # a stream with a fault shows nothing


def _filters(stream: Stream) -> list[str]:
    said = stream.get("/Filter")
    if said is None:
        return []
    return [str(each) for each in said.as_list()] if isinstance(said, Array) else [str(said)]


def _look_at_picture(stream: Stream, opener: str, limits: Limits) -> None:
    """Refuse a picture that is larger than its PDF says; one that is none shows nothing."""
    try:
        with Image.open(BytesIO(stream.read_raw_bytes()), formats=[opener]) as picture:
            width, height = picture.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise UnpacksTooLarge from fault
    except (OSError, SyntaxError):
        return
    if width * height > limits.pixels:
        raise UnpacksTooLarge


def _said(thing: Object, key: str) -> str:
    found = thing.get(key)
    return str(found) if isinstance(found, Name) else ""
