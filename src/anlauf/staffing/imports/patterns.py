"""Writes the season's staff patterns as the city files describe them; nothing the second time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import StaffPattern as Described
from anlauf.directory.models import City, Office
from anlauf.staffing import snapshots
from anlauf.staffing.commands import patterns
from anlauf.staffing.lines import Line
from anlauf.staffing.models import StaffPattern


@dataclass(frozen=True)
class PatternsLoaded:
    """How many patterns stand now, and the keys of the offices where some changed."""

    patterns: int
    offices: tuple[str, ...]


@transaction.atomic
def load_patterns(described: Iterable[Described], *, by: Actor, at: datetime) -> PatternsLoaded:
    """Make each office expect exactly the clerks that the files describe."""
    wanted = _by_office((pattern.office, _described(pattern)) for pattern in described)
    present = _by_office(
        (row.office.key, snapshots.line(row))
        for row in StaffPattern.objects.select_related("office").prefetch_related("skills")
    )
    changed = sorted(
        office
        for office in wanted.keys() | present.keys()
        if wanted.get(office) != present.get(office)
    )

    offices = dict(Office.objects.filter(key__in=changed).values_list("key", "pk"))
    patterns.replace({offices[office]: wanted.get(office, []) for office in changed})
    if changed:
        journal.record(
            "staffing.patterns_loaded", City.objects.get(), by=by, at=at, facts={"offices": changed}
        )
    return PatternsLoaded(sum(len(lines) for lines in wanted.values()), tuple(changed))


def _by_office(pairs: Iterable[tuple[str, Line]]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for office, line in pairs:
        found.setdefault(office, []).append(line)
    return {office: sorted(lines) for office, lines in found.items()}


def _described(pattern: Described) -> Line:
    return Line(
        pattern.weekday,
        pattern.span.start,
        pattern.span.end,
        tuple(sorted(pattern.skills)),
        pattern.clerks,
        pattern.valid_from or date.min,
        pattern.valid_to or date.max,
    )
