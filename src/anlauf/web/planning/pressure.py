"""How an office fares this moment, in one word: the pure rule behind colours and order."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Pressure(StrEnum):
    """From where help is needed first to where nobody is."""

    STUCK = "stuck"
    LONG = "long"
    BUSY = "busy"
    CALM = "calm"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        """Its place among all, the most pressing first."""
        return list(Pressure).index(self)

    @property
    def label(self) -> Promise:
        """The word people read."""
        return _LABELS[self]

    @property
    def kind(self) -> str:
        """The badge's kind in the design system."""
        return _KINDS[self]


@dataclass(frozen=True)
class Limits:
    """Minutes of waiting from which on an office counts as busy, and as too slow."""

    busy: int = 15
    long: int = 30


USUAL = Limits()


@dataclass(frozen=True)
class Room:
    """A waiting room in four facts."""

    is_open: bool
    waiting: int
    longest_minutes: int
    open_desks: int


def pressure(room: Room, limits: Limits = USUAL) -> Pressure:
    """Judge a waiting room; a closed office with people inside is judged like an open one."""
    if not room.waiting:
        return Pressure.CALM if room.is_open else Pressure.CLOSED
    if not room.open_desks:
        return Pressure.STUCK
    if room.longest_minutes >= limits.long:
        return Pressure.LONG
    return Pressure.BUSY if room.longest_minutes >= limits.busy else Pressure.CALM


_LABELS: dict[Pressure, Promise] = {
    Pressure.STUCK: _("Nobody calls"),
    Pressure.LONG: _("Long wait"),
    Pressure.BUSY: _("Busy"),
    Pressure.CALM: _("Calm"),
    Pressure.CLOSED: pgettext_lazy("office", "Closed"),
}
_KINDS = {
    Pressure.STUCK: "danger",
    Pressure.LONG: "danger",
    Pressure.BUSY: "warning",
    Pressure.CALM: "success",
    Pressure.CLOSED: "info",
}
