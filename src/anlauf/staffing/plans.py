"""A change before it is made: which office, what it is about, and how it shall be afterwards."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from anlauf.directory import schedule as schedules
from anlauf.directory.schedule import OtherDay, Schedule
from anlauf.staffing import lines as patterns
from anlauf.staffing.lines import Line
from anlauf.staffing.states import ChangeKind

Book = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How things shall be; `base` is the digest of how they were when somebody began to plan.

    Without a base it holds whatever has happened meanwhile.
    """

    office: int
    kind: ChangeKind
    after: Book
    base: str = ""
    undoes: int | None = None


def hours(office: int, wanted: Schedule, *, base: str = "") -> Plan:
    """Another schedule as a whole."""
    return Plan(office, ChangeKind.HOURS, schedules.written(wanted), base)


def days(office: int, dates: Iterable[date], wanted: Iterable[OtherDay]) -> Plan:
    """Something else on some dates; what was said of these dates before no longer holds."""
    named = sorted({on.isoformat() for on in dates})
    after = {"dates": named, "days": schedules.days_written(wanted)}
    return Plan(office, ChangeKind.DAYS, after)


def staff(office: int, wanted: Iterable[Line], *, base: str = "") -> Plan:
    """Other clerks."""
    return Plan(office, ChangeKind.STAFF, {"lines": patterns.written(wanted)}, base)


def duration(office: int, service: int, *, minutes: int, further: int) -> Plan:
    """Another length of a service."""
    after = {"service": service, "minutes": minutes, "further": further}
    return Plan(office, ChangeKind.DURATION, after)


def supply(office: int) -> Plan:
    """Publish what hours and staff say already, because appointments stood in the way."""
    return Plan(office, ChangeKind.SUPPLY, {})


def roster(office: int) -> Plan:
    """Another roster holds for the office."""
    return Plan(office, ChangeKind.ROSTER, {})


def tour(office: int) -> Plan:
    """Another tour of a mobile team opens the office."""
    return Plan(office, ChangeKind.TOUR, {})


def digest(book: Book) -> str:
    """A short name for a state of things."""
    return sha256(json.dumps(book, sort_keys=True).encode()).hexdigest()[:24]


def dates_of(book: Book) -> list[date]:
    """The dates a change of particular days is about."""
    return [date.fromisoformat(on) for on in book["dates"]]
