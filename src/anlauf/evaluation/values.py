"""What evaluation answers with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from anlauf.booking.values import Start
from anlauf.directory.models import Office
from anlauf.engine.grid import Span


@dataclass(frozen=True)
class OfficeNow:
    """One office this moment.

    `next_start` and `walk_ins_open` are about the service people of its area want most. The waits
    are minutes; the last two are None while nobody has waited today.
    """

    office: Office
    open: bool
    spans: tuple[Span, ...]
    open_desks: int
    desks: int
    waiting: int
    longest_now_minutes: int
    longest_minutes: int | None
    median_minutes: int | None
    walk_ins_open: bool
    next_start: Start | None
    appointments: int


Columns = Mapping[str, Sequence[object]]
"""Rows of a table, column by column; all are equally long."""


@dataclass(frozen=True)
class Reported:
    """One figure of an office and a month, as somebody reported it; shares from 0 to 1."""

    office: int
    month: date  # its first day
    figure: str
    value: float


@dataclass(frozen=True)
class Past:
    """Some days that were not measured here, as facts without their numbers.

    Access is told as sums of weeks, searches as counts of dates.
    """

    visits: Columns
    bookings: Columns
    supply: Columns
    offers: Columns
    access: Columns = field(default_factory=dict)
    searches: Columns = field(default_factory=dict)
