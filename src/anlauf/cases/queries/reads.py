"""Who looked into which case and why: for data protection."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlauf.cases.models import Case
from anlauf.core.models import JournalEntry
from anlauf.directory import queries as directory
from anlauf.engine import codes
from anlauf.engine.grid import instant

PAGE = 50
READS = ("cases.read", "cases.found", "cases.paper_read")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Read:
    """One look into a case."""

    number: int
    at: datetime
    by: int | None
    code: str
    verb: str
    purpose: str


def reads_at(
    office: int, *, on: date | None = None, code: str = "", before: int | None = None
) -> list[Read]:
    """The looks into cases of an office, the latest first; of one day or one case if asked."""
    rows = JournalEntry.objects.filter(office_number=office, verb__in=READS)
    if on is not None:
        zone = directory.zone()
        rows = rows.filter(at__gte=instant(on, 0, zone), at__lt=instant(on + _DAY, 0, zone))
    if code:
        rows = rows.filter(thing="cases.case", thing_number__in=_numbers(office, code))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[:PAGE])
    known = dict(
        Case.objects.filter(pk__in={each.thing_number for each in found}).values_list("pk", "code")
    )
    return [
        Read(
            number=each.pk,
            at=each.at,
            by=each.by_number,
            code=known.get(each.thing_number, ""),
            verb=each.verb,
            purpose=str(each.facts.get("purpose", "")),
        )
        for each in found
    ]


def _numbers(office: int, code: str) -> list[int]:
    try:
        spelled = codes.normalise(code)
    except codes.NotACode:
        return []
    return list(Case.objects.filter(office=office, code=spelled).values_list("pk", flat=True))
