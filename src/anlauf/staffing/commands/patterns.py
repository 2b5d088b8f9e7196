"""Staff patterns are written down."""

from collections.abc import Iterable, Mapping
from datetime import date

from anlauf.directory.models import Skill
from anlauf.staffing.lines import Line
from anlauf.staffing.models import StaffPattern


def replace(wanted: Mapping[int, Iterable[Line]]) -> None:
    """Let each of these offices, by number, expect exactly these clerks."""
    skills = dict(Skill.objects.values_list("key", "pk"))
    StaffPattern.objects.filter(office__in=wanted).delete()
    lines = [(office, line) for office, lines in wanted.items() for line in lines]
    rows = StaffPattern.objects.bulk_create(_row(office, line) for office, line in lines)
    knowledge = StaffPattern.skills.through
    knowledge._default_manager.bulk_create(
        knowledge(staffpattern_id=row.pk, skill_id=skills[key])
        for row, (_office, line) in zip(rows, lines, strict=True)
        for key in line.skills
    )


def _row(office: int, line: Line) -> StaffPattern:
    return StaffPattern(
        office_id=office,
        weekday=line.weekday,
        start=line.start,
        end=line.end,
        clerks=line.clerks,
        valid_from=None if line.valid_from == date.min else line.valid_from,
        valid_to=None if line.valid_to == date.max else line.valid_to,
    )
