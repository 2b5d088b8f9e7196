"""What a file is by its content, what is refused for which reason, and what is kept."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name
from PIL import Image

from anlauf.cases.papers.judge import judged
from anlauf.cases.papers.limits import USUAL
from anlauf.cases.papers.refusals import (
    REASONS,
    Active,
    AProgram,
    BadFile,
    Damaged,
    EmptyFile,
    FileTooLarge,
    Harmful,
    Locked,
    MoreThanOneFile,
    NotAPaper,
    Packed,
    TooManyPages,
    UnpacksTooLarge,
)
from tests.cases.papers import files

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
LAUNCH = Dictionary(S=Name.Launch, F="calc.exe")


def painted(content):
    return Image.open(BytesIO(judged(content, USUAL).content))


@pytest.mark.parametrize(
    "content",
    [files.picture(), files.picture(form="PNG"), files.HEIC, files.photo_with_place()],
    ids=["JPEG", "PNG", "HEIC", "photo"],
)
def test_every_picture_becomes_a_bare_jpeg(content):
    found = judged(content, USUAL)
    assert (found.media_type, found.pages) == ("image/jpeg", 1)
    picture = Image.open(BytesIO(found.content))
    assert picture.format == "JPEG"
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_taken_sideways_stands_upright():
    picture = painted(files.photo_with_place())
    assert picture.size == (40, 60)
    red, _green, blue = picture.getpixel((36, 3))
    assert blue > red  # the corner at the top left is at the top right after a turn


def test_what_is_transparent_becomes_white():
    see_through = files.saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")
    assert painted(see_through).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "RGB", "I;16"])
def test_every_sort_of_png_is_painted(mode):
    white = files.saved(Image.new("L", (10, 10), 255).convert(mode), "PNG")
    assert min(painted(white).convert("L").getpixel((5, 5)), 250) == 250


def test_a_picture_larger_than_anybody_reads_is_made_smaller():
    small = replace(USUAL, longest_side=100)
    found = judged(files.picture((400, 200)), small)
    assert Image.open(BytesIO(found.content)).size == (100, 50)


def test_a_pdf_keeps_its_pages_and_loses_its_author():
    made = files.blank(3)
    made.docinfo["/Author"] = "Somebody"
    found = judged(files.written(made), USUAL)
    assert (found.media_type, found.pages) == ("application/pdf", 3)
    assert b"Somebody" not in found.content
    with pikepdf.open(BytesIO(found.content)) as again:
        assert len(again.pages) == 3


def test_links_in_a_pdf_lead_nowhere():
    made = files.blank()
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI="https://example.org/evil"),
    )
    made.pages[0].Annots = Array([link])
    assert b"example.org" not in judged(files.written(made), USUAL).content


REFUSED = [
    ("nothing", b"", EmptyFile),
    ("a text", b"Dear Sir or Madam", NotAPaper),
    ("a page of the web", b"<html><script>alert(1)</script></html>", NotAPaper),
    ("a drawing that can act", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPaper),
    ("an animation", files.picture(form="GIF"), NotAPaper),
    ("a program for Windows", b"MZ\x90\x00" + bytes(200), AProgram),
    ("a program for Linux", b"\x7fELF\x02\x01\x01" + bytes(200), AProgram),
    ("a script", b"#!/bin/sh\nrm -rf /\n", AProgram),
    ("a packed folder", b"PK\x03\x04" + bytes(60), Packed),
    ("an old document of Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Packed),
    ("the test for scanners", files.EICAR, Harmful),
    ("the test for scanners in a picture", files.picture() + files.EICAR, Harmful),
    ("something before a PDF", b"GIF89a" + files.pdf(), MoreThanOneFile),
    ("a packed folder behind a picture", files.picture() + b"PK\x03\x04abc", MoreThanOneFile),
    ("a PDF behind a picture", files.picture() + files.pdf(), MoreThanOneFile),
    ("a PDF in a picture's comment", files.picture(comment=b"%PDF-1.4 1 0 obj"), MoreThanOneFile),
    ("a page behind a PNG", files.picture(form="PNG") + b"<SCRIPT >", MoreThanOneFile),
    ("a program behind a PDF", files.pdf() + b"\x7fELF" + bytes(50), MoreThanOneFile),
    ("a packed folder around a PDF", files.pdf_and_zip(), MoreThanOneFile),
    ("a program behind a HEIC", files.HEIC + b"\x7fELF" + bytes(50), MoreThanOneFile),
    ("a PDF with a script", files.pdf_that_opens(SCRIPT), Active),
    ("a PDF that starts a program", files.pdf_that_opens(LAUNCH), Active),
    ("a PDF with a file in it", files.pdf_with_attachment(), Active),
    ("a PDF with a button", files.pdf_with_button(SCRIPT), Active),
    ("a PDF for its owner", files.locked(Encryption(owner="o", user="")), Locked),
    ("a PDF with a password", files.locked(Encryption(owner="o", user="u")), Locked),
    ("200 pages", partial(files.pdf, 200), TooManyPages),
    ("a PDF that unpacks for ever", files.pdf_bomb, UnpacksTooLarge),
    ("a picture that unpacks for ever", files.picture_bomb, UnpacksTooLarge),
    ("a huge picture in a PDF", files.pdf_with_huge_picture, UnpacksTooLarge),
    ("half a picture", files.picture((300, 300))[:900], Damaged),
    ("half a PNG", files.picture(form="PNG")[:60], Damaged),
    ("half a HEIC", files.HEIC[:300], Damaged),
    ("a PDF without pages", files.written(files.blank(0)), Damaged),
    ("a PDF in name only", b"%PDF-1.7\nnothing of the sort\n%%EOF", Damaged),
]


@pytest.mark.parametrize(("content", "why"), [x[1:] for x in REFUSED], ids=[x[0] for x in REFUSED])
def test_what_is_not_taken_has_its_own_reason(content, why):
    with pytest.raises(BadFile) as refused:
        judged(content() if callable(content) else content, USUAL)
    assert type(refused.value) is why
    assert len(str(refused.value)) > 40


def test_a_file_larger_than_allowed_is_not_looked_into():
    with pytest.raises(FileTooLarge):
        judged(files.picture() + bytes(USUAL.octets), USUAL)


def test_what_a_camera_puts_behind_its_picture_is_dropped():
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(12)
    assert judged(files.picture() + film, USUAL).media_type == "image/jpeg"


def test_every_reason_says_what_to_do_next():
    for reason in REASONS.values():
        assert "Please" in str(reason.sentence) or "do not open" in str(reason.sentence)
