"""Documents: the same bytes again, tags for who has them read aloud, words that stay words."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pikepdf
from lxml import etree

from anlauf.core.documents import Column, Document, Section, Table, pdf, xlsx
from anlauf.core.documents.values import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def a_report(language="de", rows=40, columns=2):
    heads = [Column("Standort"), *(Column(f"Zahl {i}", 1) for i in range(1, columns))]
    lines: list[list[Cell]] = [
        ["=1+1 #link [x]", *([1234.56] * (columns - 1))] for _row in range(rows - 1)
    ]
    lines.append(["Süderelbe", *([None] * (columns - 1))])
    return Document(
        title="Bericht für Juni 2026",
        subtitle="1. bis 30. Juni 2026",
        author="Hamburg",
        language=language,
        made=datetime(2026, 7, 1, 6, 0, tzinfo=UTC),
        sections=[Section("Wartezeiten", ["Ein Satz."], Table("Alle Standorte", heads, lines))],
        foot="Anlauf",
    )


def test_a_pdf_is_tagged_and_says_its_title_and_language():
    with pikepdf.open(BytesIO(pdf(a_report()))) as paper:
        root = paper.Root
        assert str(root.Lang) == "de"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(paper.docinfo.Title) == "Bericht für Juni 2026"
        with paper.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        kinds = set(tags(root.StructTreeRoot))
    assert {"/Table", "/TR", "/TH", "/TD", "/H1", "/P"} <= kinds


def tags(node):
    """The kinds of all parts of the tree that is read aloud."""
    if "/S" in node:
        yield str(node.S)
    below = node.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield from tags(child)


def test_a_wide_table_lies_across_and_a_long_one_goes_on():
    with pikepdf.open(BytesIO(pdf(a_report(rows=90, columns=10)))) as paper:
        assert len(paper.pages) > 1
        box = paper.pages[0].mediabox
        assert box[2] > box[3]


def test_both_formats_are_the_same_bytes_again():
    for make in (pdf, xlsx):
        assert make(a_report()) == make(a_report())


def test_a_workbook_keeps_numbers_as_numbers_and_words_as_words():
    with ZipFile(BytesIO(xlsx(a_report(rows=2)))) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet2.xml"))
        words = etree.fromstring(book.read("xl/sharedStrings.xml"))
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{_MAIN}c")}
    said = ["".join(one.itertext()) for one in words]
    assert cells["B2"].findtext(f"{_MAIN}v") == "1234.56"
    assert not list(sheet.iter(f"{_MAIN}f"))
    assert "=1+1 #link [x]" in said
    assert "B3" not in cells  # nothing known stays empty
