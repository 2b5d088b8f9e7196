"""Tables with words around them, as a tagged PDF and as a workbook: the same value makes both.

Whoever has something to hand on builds a `Document` and calls `pdf` or `xlsx`; both give the same
bytes for the same document, so that a file can be compared with one made again later.
"""

from anlauf.core.documents.pdf import pdf
from anlauf.core.documents.values import Column, Document, Section, Table
from anlauf.core.documents.xlsx import xlsx

__all__ = ["Column", "Document", "Section", "Table", "pdf", "xlsx"]
