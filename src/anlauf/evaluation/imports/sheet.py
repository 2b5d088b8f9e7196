"""A sheet of comma, semicolon or tab separated values, and what is wrong in it, cell by cell."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

_DIVIDERS = ";,\t"


@dataclass(frozen=True, order=True)
class Mistake:
    """Something wrong in the sheet. A fatal one keeps all of it from being taken."""

    line: int
    column: str
    sentence: str
    hint: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        """One line for people: place, sentence, hint."""
        place = f"{self.line}, {self.column}" if self.column else f"{self.line}"
        return f"{place}: {self.sentence} {self.hint}".rstrip()


@dataclass(frozen=True)
class Line:
    """One line under the heads, by its number in the file."""

    number: int
    cells: Sequence[str]

    def cell(self, place: int) -> str:
        """What stands in this column; lines may end early."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """The heads of the columns and the lines below them; empty lines are left out."""

    heads: Sequence[str]
    lines: Sequence[Line]


class Unreadable(ValueError):
    """The octets are no sheet at all; the sentence says why."""


def read(octets: bytes) -> Sheet:
    """The sheet; raises Unreadable."""
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            _("The file is not in UTF-8. Save it as “CSV UTF-8” and choose it again.")
        ) from None
    if "\0" in text:
        raise Unreadable(_("This is no CSV file. Save the sheet as “CSV UTF-8”."))
    first = text.partition("\n")[0]
    divider = max(_DIVIDERS, key=first.count)
    try:
        rows = list(enumerate(csv.reader(StringIO(text), delimiter=divider, strict=True), start=1))
    except csv.Error:
        raise Unreadable(_("A quotation mark is opened and never closed in this file.")) from None
    told = [Line(number, [cell.strip() for cell in row]) for number, row in rows]
    told = [line for line in told if any(line.cells)]
    if not told:
        raise Unreadable(_("The file is empty."))
    return Sheet(told[0].cells, told[1:])
