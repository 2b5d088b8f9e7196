"""Staff patterns as values and as JSON, so that rows, files and histories can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anlauf.engine.grid import Span


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
