"""Staff patterns as clerks on duty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.engine.capacity import Clerk
from anlauf.engine.grid import Span
from anlauf.staffing.lines import Line
from anlauf.staffing.models import StaffPattern


@dataclass(frozen=True)
class Pattern:
    """So many clerks with these skills, on this weekday, from tick to tick."""

    weekday: int
    span: Span
    skills: frozenset[str]
    clerks: int
    valid_from: date | None
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Tell whether the pattern speaks about this date."""
        return (
            self.weekday == on.weekday()
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )

    def presence(self, opening: Sequence[Span]) -> tuple[Span, ...]:
        """When these clerks can serve: while they are there and the office is open."""
        return tuple(
            Span(max(self.span.start, span.start), min(self.span.end, span.end))
            for span in opening
            if self.span.overlaps(span)
        )


def patterns(rows: Iterable[StaffPattern]) -> tuple[Pattern, ...]:
    """The patterns of these rows, whose skills should be prefetched."""
    return expected(line(row) for row in rows)


def line(row: StaffPattern) -> Line:
    """A row as a line, whose skills should be prefetched."""
    return Line(
        row.weekday,
        row.start,
        row.end,
        tuple(sorted(skill.key for skill in row.skills.all())),
        row.clerks,
        row.valid_from or date.min,
        row.valid_to or date.max,
    )


def expected(lines: Iterable[Line]) -> tuple[Pattern, ...]:
    """The patterns of these lines."""
    return tuple(
        Pattern(
            one.weekday,
            one.span,
            frozenset(one.skills),
            one.clerks,
            one.valid_from,
            one.valid_to,
        )
        for one in lines
    )


def on_duty(known: Iterable[Pattern], opening: Sequence[Span], on: date) -> list[Clerk]:
    """Everybody who serves on this date; patterns outside the opening hours bring nobody."""
    clerks: list[Clerk] = []
    for pattern in known:
        presence = pattern.presence(opening)
        if pattern.holds(on) and presence:
            clerks += [Clerk(pattern.skills, presence)] * pattern.clerks
    return clerks
