"""What stands in a document, before anybody asks for a format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Cell = str | int | float | None
"""None is said as a dash on paper and stays empty in a workbook."""

DASH = "–"


@dataclass(frozen=True)
class Column:
    """What a column says; `digits` behind the comma make it one of numbers."""

    title: str
    digits: int | None = None


@dataclass(frozen=True)
class Table:
    """Rows under a title; every row has a cell per column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Section:
    """A heading, some paragraphs, and perhaps a table."""

    title: str
    paragraphs: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Document:
    """The whole of it, in one language, as it stood at one moment of the city's clock."""

    title: str
    subtitle: str
    author: str
    language: str
    made: datetime
    sections: Sequence[Section]
    foot: str = ""
