"""Writes the season's staff patterns as the city files describe them; nothing the second time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import StaffPattern as Described
from anlauf.directory.models import City, Office, Skill
from anlauf.staffing.models import StaffPattern


@dataclass(frozen=True)
class PatternsLoaded:
    """How many patterns stand now, and the keys of the offices where some changed."""

    patterns: int
    offices: tuple[str, ...]


@dataclass(frozen=True, order=True)
class _Line:
    """One pattern without a row behind it, so that rows and files can be compared."""

    weekday: int
    start: int
    end: int
    skills: tuple[str, ...]
    clerks: int
    valid_from: date
    valid_to: date


@transaction.atomic
def load_patterns(described: Iterable[Described], *, by: Actor, at: datetime) -> PatternsLoaded:
    """Make each office expect exactly the clerks that the files describe."""
    wanted = _by_office((pattern.office, _described(pattern)) for pattern in described)
    present = _by_office(
        (row.office.key, _stored(row))
        for row in StaffPattern.objects.select_related("office").prefetch_related("skills")
    )
    changed = sorted(
        office
        for office in wanted.keys() | present.keys()
        if wanted.get(office) != present.get(office)
    )

    _replace({office: wanted.get(office, []) for office in changed})
    if changed:
        journal.record(
            "staffing.patterns_loaded", City.objects.get(), by=by, at=at, facts={"offices": changed}
        )
    return PatternsLoaded(sum(len(lines) for lines in wanted.values()), tuple(changed))


def _by_office(pairs: Iterable[tuple[str, _Line]]) -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {}
    for office, line in pairs:
        found.setdefault(office, []).append(line)
    return {office: sorted(lines) for office, lines in found.items()}


def _described(pattern: Described) -> _Line:
    return _Line(
        pattern.weekday,
        pattern.span.start,
        pattern.span.end,
        tuple(sorted(pattern.skills)),
        pattern.clerks,
        pattern.valid_from or date.min,
        pattern.valid_to or date.max,
    )


def _stored(row: StaffPattern) -> _Line:
    return _Line(
        row.weekday,
        row.start,
        row.end,
        tuple(sorted(skill.key for skill in row.skills.all())),
        row.clerks,
        row.valid_from or date.min,
        row.valid_to or date.max,
    )


def _replace(wanted: dict[str, list[_Line]]) -> None:
    skills = dict(Skill.objects.values_list("key", "pk"))
    offices = dict(Office.objects.filter(key__in=wanted).values_list("key", "pk"))
    StaffPattern.objects.filter(office__in=offices.values()).delete()
    lines = [(offices[office], line) for office, lines in wanted.items() for line in lines]
    rows = StaffPattern.objects.bulk_create(_row(office, line) for office, line in lines)
    knowledge = StaffPattern.skills.through
    knowledge._default_manager.bulk_create(
        knowledge(staffpattern_id=row.pk, skill_id=skills[key])
        for row, (_office, line) in zip(rows, lines, strict=True)
        for key in line.skills
    )


def _row(office: int, line: _Line) -> StaffPattern:
    return StaffPattern(
        office_id=office,
        weekday=line.weekday,
        start=line.start,
        end=line.end,
        clerks=line.clerks,
        valid_from=None if line.valid_from == date.min else line.valid_from,
        valid_to=None if line.valid_to == date.max else line.valid_to,
    )
