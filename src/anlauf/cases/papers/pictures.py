"""Pictures are painted anew: upright, on white, without place, time, camera or anything hidden."""

import struct
import warnings
from io import BytesIO

import pi_heif
from PIL import Image, ImageOps

from anlauf.cases.papers.limits import Limits
from anlauf.cases.papers.recognise import Sort
from anlauf.cases.papers.refusals import Damaged, UnpacksTooLarge

_QUALITY = 88
_OPENERS = {Sort.JPEG: "JPEG", Sort.PNG: "PNG", Sort.HEIC: "HEIF"}
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError, TypeError),
    *(RuntimeError, struct.error),
)
"""What the decoders raise when a picture is not what it says."""

pi_heif.register_heif_opener(thumbnails=False)


def repainted(content: bytes, sort: Sort, limits: Limits) -> bytes:
    """The picture as a fresh JPEG.

    Raises `UnpacksTooLarge` before such a picture is unpacked, `Damaged` when it cannot be.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=[_OPENERS[sort]]) as picture:
                return _painted(picture, limits)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
            raise UnpacksTooLarge from fault
        except _BROKEN as fault:
            raise Damaged from fault


def _painted(picture: Image.Image, limits: Limits) -> bytes:
    width, height = picture.size
    if width * height > limits.pixels:
        raise UnpacksTooLarge

    picture.load()
    if max(width, height) > limits.longest_side:
        picture.thumbnail((limits.longest_side, limits.longest_side))
    upright = ImageOps.exif_transpose(picture)
    # A new sheet: what stood beside the picture in its file cannot come along.
    sheet = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        sheet.paste(seen, mask=seen.getchannel("A"))
    else:
        sheet.paste(upright.convert("RGB"))
    written = BytesIO()
    sheet.save(written, "JPEG", quality=_QUALITY, subsampling=0)
    return written.getvalue()
