"""A document on paper: PDF/UA-1, so with tags, a title and a language for who has it read aloud."""

import json
from datetime import UTC
from pathlib import Path

import typst
from django.utils.formats import number_format
from django.utils.translation import override

from anlauf.core.documents.values import DASH, Cell, Column, Document, Section, Table

_SHEET = Path(__file__).parent / "document.typ"
_WIDE = 8  # columns, from which on the paper lies across


def pdf(document: Document) -> bytes:
    """Set it; the words are data to the sheet, never part of its code."""
    with override(document.language):
        said = {
            "title": document.title,
            "subtitle": document.subtitle,
            "author": document.author,
            "language": document.language,
            "foot": document.foot,
            "made": [document.made.year, document.made.month, document.made.day],
            "wide": any(_columns(section) >= _WIDE for section in document.sections),
            "sections": [_section(section) for section in document.sections],
        }
    made = typst.compile(
        _SHEET,
        format="pdf",
        sys_inputs={"document": json.dumps(said)},
        pdf_standards=["ua-1"],
        timestamp=int(document.made.astimezone(UTC).timestamp()),
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file. Maybe the sheet names pages as pictures?")
    return made


def _columns(section: Section) -> int:
    return len(section.table.columns) if section.table else 0


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "table": _table(section.table) if section.table else None,
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "title": table.title,
        "columns": [column.title for column in table.columns],
        "numeric": [column.digits is not None for column in table.columns],
        "rows": [
            [_said(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
    }


def _said(cell: Cell, column: Column) -> str:
    if cell is None:
        return DASH
    if isinstance(cell, str):
        return cell
    digits = 0 if isinstance(cell, int) else column.digits or 0
    return str(number_format(cell, digits, use_l10n=True, force_grouping=True))
