"""A team's day as it shall be, before it is written: where, from when until when, which room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anlauf.directory.schedule import OtherDay
from anlauf.directory.states import OfficeKind
from anlauf.engine import tours as rules
from anlauf.engine.grid import Span
from anlauf.staffing.states import TourState

Book = dict[str, Any]

OPENED_BY_TOURS = (OfficeKind.MOBILE, OfficeKind.POP_UP)
"""A team may go to offices of these kinds; the others open by themselves."""

COMES = {"de": "Das mobile Team ist da.", "en": "The mobile team is here."}
STAYS_AWAY = {"de": "Das mobile Team kommt nicht.", "en": "The mobile team does not come."}
"""Why an office has hours of its own on a date; by these words the days of tours are known again.
"""


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
    left_out: tuple[int, ...] = ()  # offices it opened once, and no longer

    @property
    def offices(self) -> frozenset[int]:
        """Every office it says something about."""
        return frozenset((*(halt.office for halt in self.halts), *self.left_out))

    @property
    def opens(self) -> bool:
        """Tell whether offices are open because of it."""
        return self.state == TourState.PUBLISHED

    def stays_away_from(self, office: int) -> bool:
        """Tell whether the office, once announced, is not gone to any more."""
        if self.state == TourState.CANCELLED:
            return office in self.offices
        return self.opens and office in self.left_out


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
    return {
        "state": str(day.state),
        "note": day.note,
        "stops": written(day.halts),
        "left_out": list(day.left_out),
    }


def day_read(team: int, on: date, book: Mapping[str, Any]) -> Day:
    """The day of a team that was written."""
    state, left_out = TourState(book["state"]), tuple(book["left_out"])
    return Day(team, on, read(book["stops"]), state, book["note"], left_out)


def is_of_tours(day: OtherDay) -> bool:
    """Tell whether an office's other day was written by a tour."""
    return dict(day.reason) in (COMES, STAYS_AWAY)


def opened(on: date, spans: Iterable[Span]) -> OtherDay:
    """The office's day while teams are there at these times."""
    return OtherDay(on, "partial", tuple(sorted(spans)), COMES)


def closed(on: date) -> OtherDay:
    """The office's day when the team that was announced does not come."""
    return OtherDay(on, "closed", (), STAYS_AWAY)
