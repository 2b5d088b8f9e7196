"""Recomputes every page from its appointments and tells each difference.

One statement reads a page together with its appointments, so a running city may be audited.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from anlauf.booking import snapshots
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import OCCUPYING
from anlauf.engine.capacity import EMPTY_DAY, ONLINE, Page
from anlauf.engine.grid import TICKS, clock_text

_PAGES_AT_A_TIME = 200


@dataclass(frozen=True)
class Difference:
    """Something on a page that its appointments do not bear out."""

    office: str
    date: date
    sentence: str

    def __str__(self) -> str:
        """One line for the command line."""
        return f"{self.office} {self.date}: {self.sentence}"


@dataclass(frozen=True)
class Kept:
    """The part of a page an appointment keeps."""

    code: str
    lane: int
    start: int
    ticks: int
    skills: frozenset[str]
    share: str


def differences() -> Iterator[Difference]:
    """Every difference on every page; none is what must be found."""
    pages = OfficeDay.objects.select_related("office").annotate(kept=_kept()).order_by("pk")
    for day in pages.iterator(_PAGES_AT_A_TIME):
        kept = [_read(row) for row in day.kept]
        for sentence in found_on(snapshots.page(day), kept):
            yield Difference(day.office.key, day.date, sentence)


def found_on(page: Page, appointments: list[Kept]) -> Iterator[str]:
    """A sentence for everything that does not fit together on one page."""
    homeless = [one for one in appointments if not _has_lane(page, one)]
    for one in homeless:
        yield f"{one.code} keeps a place in group {one.lane}, which cannot serve it."
    for lane, group in enumerate(page.groups):
        kept = [one for one in appointments if one.lane == lane]
        yield from _uneven(f"Group {lane} promises", group.promised, _reckoned(kept))
        days = dict(group.shared)
        for share in sorted(days.keys() | {one.share for one in kept} - {ONLINE}):
            of_share = _reckoned(one for one in kept if one.share == share)
            what = f"Of the share {share} group {lane} promises"
            yield from _uneven(what, days.get(share, EMPTY_DAY), of_share)
    yield from page.leaks()


def _kept() -> ArraySubquery:
    rows = Appointment.objects.filter(
        day=OuterRef("pk"), state__in=sorted(OCCUPYING), kept_ticks__gt=0, lane__isnull=False
    )
    fields = ("code", "lane", "start", "kept_ticks", "skills", "share")
    return ArraySubquery(rows.values(json=JSONObject(**{field: field for field in fields})))


def _read(row: dict[str, Any]) -> Kept:
    skills = frozenset(row["skills"])
    return Kept(row["code"], row["lane"], row["start"], row["kept_ticks"], skills, row["share"])


def _has_lane(page: Page, one: Kept) -> bool:
    return one.lane < len(page.groups) and one.skills <= page.groups[one.lane].skills


def _reckoned(appointments: Iterable[Kept]) -> list[int]:
    counts = [0] * TICKS
    for one in appointments:
        for tick in range(one.start, one.start + one.ticks):
            counts[tick] += 1
    return counts


def _uneven(what: str, promised: bytes, reckoned: list[int]) -> Iterator[str]:
    """Name the first tick at which page and appointments part, and how many do."""
    wrong = [tick for tick in range(TICKS) if promised[tick] != reckoned[tick]]
    if wrong:
        first = wrong[0]
        yield (
            f"{what} {promised[first]} at {clock_text(first)}, its appointments keep"
            f" {reckoned[first]}; {len(wrong)} ticks differ."
        )
