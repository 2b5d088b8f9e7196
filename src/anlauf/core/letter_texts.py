"""What an office, or the whole city, adds to letters of a kind, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from anlauf.core.models import JournalEntry, LetterText


@dataclass(frozen=True)
class Place:
    """Which letters a text belongs to; without an office, those of the whole city."""

    office: int | None
    kind: str
    language: str


@dataclass(frozen=True)
class Added:
    """The words themselves: for mail, and for short messages."""

    text: str = ""
    short: str = ""

    @property
    def says_something(self) -> bool:
        """Tell whether anything is added at all."""
        return bool(self.text or self.short)


@dataclass(frozen=True)
class Edition:
    """One text in its time, and the number of who wrote it."""

    added: Added
    since: datetime
    until: datetime | None
    by: int | None


def added(place: Place, *, at: datetime) -> Added:
    """What a letter put down at this moment says besides: the office's words, else the city's."""
    offices = Q(office_number=place.office) | Q(office_number__isnull=True)
    rows = LetterText.objects.filter(offices, kind=place.kind, language=place.language)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at), valid_from__lte=at)
    found = sorted(rows, key=lambda row: row.office_number is None)
    return Added(found[0].text, found[0].short) if found else Added()


def own(place: Place) -> tuple[Added, str]:
    """The words of this very place now, and a mark that changes whenever they do."""
    latest = LetterText.objects.filter(**columns(place)).order_by("-pk").first()
    if latest is None:
        return Added(), ""
    if latest.valid_to is not None:
        return Added(), f"{latest.pk}-ended"
    return Added(latest.text, latest.short), str(latest.pk)


def editions(place: Place, *, most: int = 10) -> list[Edition]:
    """The texts of this place, newest first."""
    rows = list(LetterText.objects.filter(**columns(place)).order_by("-pk")[:most])
    entries = JournalEntry.objects.filter(
        verb="letter_text.set", thing="core.lettertext", thing_number__in=[row.pk for row in rows]
    )
    authors = {entry.thing_number: entry.by_number for entry in entries}
    return [
        Edition(Added(row.text, row.short), row.valid_from, row.valid_to, authors.get(row.pk))
        for row in rows
    ]


def columns(place: Place) -> dict[str, object]:
    """The place as the table has it."""
    if place.office is None:
        return {"office_number__isnull": True, "kind": place.kind, "language": place.language}
    return {"office_number": place.office, "kind": place.kind, "language": place.language}
