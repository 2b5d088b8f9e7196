"""Staff patterns as values and as JSON, so that rows, files and histories can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from anlauf.engine.grid import Span

_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Line:
    """So many clerks of the same skills on one weekday; from the first to the last date it holds.

    Without a bound the dates reach as far as dates do.
    """

    weekday: int
    start: int
    end: int
    skills: tuple[str, ...]
    clerks: int
    valid_from: date = date.min
    valid_to: date = date.max

    @property
    def span(self) -> Span:
        """When they are there."""
        return Span(self.start, self.end)


def written(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The lines as JSON, in their order."""
    return [
        {
            "weekday": line.weekday,
            "start": line.start,
            "end": line.end,
            "skills": list(line.skills),
            "clerks": line.clerks,
            "from": "" if line.valid_from == date.min else line.valid_from.isoformat(),
            "to": "" if line.valid_to == date.max else line.valid_to.isoformat(),
        }
        for line in sorted(lines)
    ]


def read(book: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The lines that were written."""
    return tuple(
        Line(
            one["weekday"],
            one["start"],
            one["end"],
            tuple(one["skills"]),
            one["clerks"],
            date.fromisoformat(one["from"]) if one["from"] else date.min,
            date.fromisoformat(one["to"]) if one["to"] else date.max,
        )
        for one in book
    )


def otherwise(line: Line, clerks: int) -> list[Line]:
    """The line with another number of clerks; with none it is no line any more."""
    return [replace(line, clerks=clerks)] if clerks else []


def otherwise_on(line: Line, clerks: int, on: date) -> list[Line]:
    """The line with another number of clerks on one date only, and as it was before and after."""
    if on.weekday() != line.weekday or not line.valid_from <= on <= line.valid_to:
        return [line]
    before = replace(line, valid_to=on - _DAY) if line.valid_from < on else None
    after = replace(line, valid_from=on + _DAY) if on < line.valid_to else None
    that_day = [replace(one, valid_from=on, valid_to=on) for one in otherwise(line, clerks)]
    return [*([before] if before else []), *that_day, *([after] if after else [])]
