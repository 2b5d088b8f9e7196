"""A document as a workbook: the words on the first sheet, each table on one of its own."""

import re
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from anlauf.core.documents.values import Column, Document, Section, Table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31  # letters of a sheet's name
_WIDEST = 40


def xlsx(document: Document) -> bytes:
    """Write it; words stay words, whatever sign they begin with."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": document.title,
            "author": document.author,
            "created": document.made.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    _words(book, document)
    for number, section in enumerate(_with_tables(document), start=1):
        sheet = book.add_worksheet(_name(section.title, number))
        if section.table is not None:
            _fill(book, sheet, section.table)
    book.close()
    return out.getvalue()


def _with_tables(document: Document) -> Sequence[Section]:
    return [section for section in document.sections if section.table is not None]


def _name(title: str, number: int) -> str:
    return f"{number} {_FORBIDDEN.sub(' ', title)}"[:_LONGEST].strip()


def _words(book: Workbook, document: Document) -> None:
    sheet = book.add_worksheet(_FORBIDDEN.sub(" ", document.title)[:_LONGEST].strip())
    sheet.set_column(0, 0, 110)
    bold = book.add_format({"bold": True, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    lines = [(document.title, bold), (document.subtitle, wrapped), (document.foot, wrapped)]
    for section in document.sections:
        lines.append((section.title, bold))
        lines += [(paragraph, wrapped) for paragraph in section.paragraphs]
    for row, (words, form) in enumerate(line for line in lines if line[0]):
        sheet.write_string(row, 0, words, form)


def _fill(book: Workbook, sheet: Worksheet, table: Table) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    for place, column in enumerate(table.columns):
        behind = "." + "0" * column.digits if column.digits else ""
        form = book.add_format(
            {"num_format": f"#,##0{behind}" if column.digits is not None else "@"}
        )
        cells = [row[place] for row in table.rows]
        longest = max((len(str(cell)) for cell in cells if isinstance(cell, str)), default=10)
        sheet.set_column(place, place, min(_WIDEST, max(12, longest + 1)))
        sheet.write_string(0, place, column.title, head)
        for row, cell in enumerate(cells, start=1):
            if isinstance(cell, str):
                sheet.write_string(row, place, cell)
            elif cell is not None:
                sheet.write_number(row, place, cell, form)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _shape(column: Column) -> str:
    if column.digits is None:
        return "@"
    return "#,##0." + "0" * column.digits if column.digits else "#,##0"
