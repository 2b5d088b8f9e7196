"""A day's appointments by the hour, as a small chart and as the table that says the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState
from anlauf.engine.grid import TICK_MINUTES

TICKS_AN_HOUR = 60 // TICK_MINUTES
HEIGHT = 120
BAR = 36
STEP = 48
LEFT = 32


class Fate(StrEnum):
    """What became of an appointment, from the bottom of a bar to its top."""

    SERVED = "served"
    HERE = "here"
    EXPECTED = "expected"
    MISSED = "missed"

    @property
    def label(self) -> Promise:
        """The word people read."""
        return _LABELS[self]


@dataclass(frozen=True)
class Part:
    """A coloured piece of a bar."""

    fate: Fate
    y: float
    height: float


@dataclass(frozen=True)
class Hour:
    """One hour of the day: its bar and its numbers in the order of `Fate`."""

    hour: int
    x: int
    middle: int
    parts: tuple[Part, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All appointments of the hour."""
        return sum(self.counts)


@dataclass(frozen=True)
class Chart:
    """The whole day; `top` is the value of the upper line."""

    hours: tuple[Hour, ...]
    width: int
    top: int

    @property
    def total(self) -> int:
        """All appointments of the day."""
        return sum(hour.total for hour in self.hours)


def chart(appointments: Iterable[tuple[int, str]]) -> Chart:
    """Draw pairs of start tick and state; hours between the first and the last stay empty."""
    by_hour: dict[int, Counter[Fate]] = {}
    for tick, state in appointments:
        by_hour.setdefault(tick // TICKS_AN_HOUR, Counter())[_fate(state)] += 1
    if not by_hour:
        return Chart((), LEFT, 0)

    top = max(counts.total() for counts in by_hour.values())
    hours = range(min(by_hour), max(by_hour) + 1)
    bars = tuple(
        _hour(hour, LEFT + index * STEP, by_hour.get(hour, Counter()), top)
        for index, hour in enumerate(hours)
    )
    return Chart(bars, LEFT + len(bars) * STEP, top)


def _hour(hour: int, x: int, counts: Counter[Fate], top: int) -> Hour:
    parts = []
    ground = float(HEIGHT)
    for fate in Fate:
        if counts[fate]:
            height = round(HEIGHT * counts[fate] / top, 1)
            ground = round(ground - height, 1)
            parts.append(Part(fate, ground, height))
    return Hour(hour, x, x + BAR // 2, tuple(parts), tuple(counts[fate] for fate in Fate))


def _fate(state: str) -> Fate:
    return _FATES.get(AppointmentState(state), Fate.EXPECTED)


_FATES = {
    AppointmentState.SERVED: Fate.SERVED,
    AppointmentState.LEFT: Fate.MISSED,
    AppointmentState.MISSED: Fate.MISSED,
    AppointmentState.ARRIVED: Fate.HERE,
}
_LABELS: dict[Fate, Promise] = {
    Fate.SERVED: _("Served"),
    Fate.HERE: _("Here now"),
    Fate.EXPECTED: _("Expected"),
    Fate.MISSED: _("Did not come"),
}
