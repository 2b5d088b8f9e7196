"""Files as people have them, and as nobody should: made here, none comes from elsewhere."""

import zlib
from base64 import b64decode
from io import BytesIO
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

# 64 by 48 points in two colours: the decoder we ship cannot write such a file.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAA"
    "AAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAADsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAAB"
    "AABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADw"
    "NgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAA"
    "AAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcA"
    "AAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWB"
    "AgMFhAAAAENtZGF0AAAANygBrxmA+0thD/76yI1KtoP6mKKemRwKlhd1cLo0yglYwglCiJUslKexcaYfxX69TXnz5C"
    "fvjnY="
)


def picture(size: tuple[int, int] = (60, 40), form: str = "JPEG", **said: object) -> bytes:
    """A red picture with a blue corner at the top left."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((20, 20, 220), (0, 0, size[0] // 4, size[1] // 4))
    written = BytesIO()
    image.save(written, form, **said)
    return written.getvalue()


def photo_with_place() -> bytes:
    """A photo a telephone took lying on its side, with the place and the camera in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture((60, 40), exif=exif, comment=b"taken at home")


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    return written(blank(pages))


def blank(pages: int = 1) -> pikepdf.Pdf:
    """A PDF to add something to."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    return made


def written(made: pikepdf.Pdf, **said: object) -> bytes:
    """The PDF as a file."""
    out = BytesIO()
    same = "encryption" not in said  # twice the same page is the same file, also a second later
    made.save(out, deterministic_id=same, **said)  # type: ignore[arg-type]
    return out.getvalue()


def pdf_that_opens(action: Dictionary) -> bytes:
    """A PDF that does this when somebody opens it."""
    made = blank()
    made.Root.OpenAction = action
    return written(made)


def pdf_with_attachment() -> bytes:
    """A PDF that carries another file."""
    made = blank()
    made.attachments["notes.txt"] = b"hello"
    return written(made)


def pdf_bomb(octets: int = 300_000_000) -> bytes:
    """A PDF whose one page unpacks to very much."""
    made = blank()
    packer = zlib.compressobj(9)
    zeros = bytes(1_000_000)
    packed = b"".join(packer.compress(zeros) for _ in range(octets // len(zeros)))
    stream = Stream(made, b"")
    stream.write(packed + packer.flush(), filter=Name.FlateDecode)
    made.pages[0].Contents = stream
    return written(made)


def picture_bomb() -> bytes:
    """A small PNG that unpacks to 400 million points."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def saved(image: Image.Image, form: str) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    image.save(out, form)
    return out.getvalue()


def pdf_and_zip() -> bytes:
    """One file that readers open as a PDF, and programs for packed folders as a folder."""
    folder = BytesIO()
    with ZipFile(folder, "w") as packed:
        packed.writestr("run.bat", "echo")
    start, end = pdf(), b"\n%%EOF\n"
    content = folder.getvalue()
    # the length of the folder's comment takes in what closes the PDF
    return start + content[:-2] + len(end).to_bytes(2, "little") + end


def pdf_with_button(action: Dictionary) -> bytes:
    """A PDF in which pressing something does something."""
    made = blank()
    button = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].Annots = Array([made.make_indirect(button)])
    return written(made)


def pdf_with_huge_picture() -> bytes:
    """A PDF whose picture is far larger than it says."""
    made = blank()
    stream = Stream(made, b"")
    stream.write(saved(Image.new("1", (12_000, 12_000)), "JPEG"), filter=Name.DCTDecode)
    stream.Subtype, stream.Width, stream.Height = Name.Image, 10, 10
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Huge=stream))
    return written(made)


def locked(encryption: pikepdf.Encryption) -> bytes:
    """A PDF with a password."""
    return written(blank(), encryption=encryption)


def pdf_with_picture() -> bytes:
    """A PDF as scanners make them: a page that is a picture."""
    made = blank()
    stream = Stream(made, b"")
    stream.write(picture(), filter=Name.DCTDecode)
    stream.Subtype, stream.Width, stream.Height = Name.Image, 60, 40
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Scan=stream))
    return written(made)
