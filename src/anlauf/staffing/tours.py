"""A team's day as it shall be, before it is written: where, from when until when, which room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anlauf.engine import tours as rules
from anlauf.engine.grid import Span
from anlauf.staffing.states import TourState

Book = dict[str, Any]

REASON = {"de": "Das mobile Team ist da.", "en": "The mobile team is here."}
"""Why an office has hours of its own on a day on which a team comes; by it they are known again."""


@dataclass(frozen=True)
class Halt:
    """A stop at an office, by its number: open during `doors`, after `way` minutes of driving."""

    office: int
    doors: Span
    way: int = 0
    room: str = ""

    @property
    def stop(self) -> rules.Stop:
        """The stop as the rules of tours know it."""
        return rules.Stop(self.office, self.doors, self.way)


@dataclass(frozen=True)
class Day:
    """How one day of a team, by its number, shall be."""

    team: int
    date: date
    halts: tuple[Halt, ...]
    state: TourState = TourState.PLANNED
    note: str = ""

    @property
    def opens(self) -> bool:
        """Tell whether offices are open because of it."""
        return self.state == TourState.PUBLISHED


def written(halts: Iterable[Halt]) -> list[Book]:
    """Stops as JSON, in their order."""
    return [
        {
            "office": halt.office,
            "start": halt.doors.start,
            "end": halt.doors.end,
            "way": halt.way,
            "room": halt.room,
        }
        for halt in halts
    ]


def read(lines: Iterable[Mapping[str, Any]]) -> tuple[Halt, ...]:
    """The stops that were written."""
    return tuple(
        Halt(line["office"], Span(line["start"], line["end"]), line["way"], line["room"])
        for line in lines
    )


def day_written(day: Day) -> Book:
    """What can be taken back of a day, as JSON."""
    return {"state": str(day.state), "note": day.note, "stops": written(day.halts)}


def day_read(team: int, on: date, book: Mapping[str, Any]) -> Day:
    """The day of a team that was written."""
    return Day(team, on, read(book["stops"]), TourState(book["state"]), book["note"])
