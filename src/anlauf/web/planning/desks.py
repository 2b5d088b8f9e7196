"""The desks of an office and what happens at each, without naming anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlauf.floor import queries as floor
from anlauf.floor.values import Called, Seat
from anlauf.people.queries import Office


class Use(StrEnum):
    """What a desk is doing."""

    SERVING = "serving"
    CALLING = "calling"
    FREE = "free"
    PAUSED = "paused"
    EMPTY = "empty"

    @property
    def label(self) -> Promise:
        """The word people read."""
        return _LABELS[self]

    @property
    def kind(self) -> str:
        """The badge's kind in the design system."""
        return _KINDS[self]


@dataclass(frozen=True)
class Place:
    """A desk: what it is doing and, if so, with which number since when."""

    name: str
    use: Use
    number: str = ""
    since: datetime | None = None


def places(office: Office, *, at: datetime) -> tuple[Place, ...]:
    """Every desk in use or ready for it, by number."""
    seats = {seat.desk: seat for seat in floor.open_sessions(office.pk)}
    board = floor.board(office.pk, at=at)
    called = {call.desk: call for call in board.called}
    served = {call.desk: call for call in board.serving}
    return tuple(
        _place(desk.name, seats.get(desk.pk), called.get(desk.name), served.get(desk.name))
        for desk in office.desks.filter(active=True).order_by("number")
    )


def _place(name: str, seat: Seat | None, called: Called | None, served: Called | None) -> Place:
    if served:
        return Place(name, Use.SERVING, served.label, served.at)
    if called:
        return Place(name, Use.CALLING, called.label, called.at)
    if seat is None:
        return Place(name, Use.EMPTY)
    return Place(name, Use.FREE if seat.calls else Use.PAUSED)


_LABELS: dict[Use, Promise] = {
    Use.SERVING: _("Serving"),
    Use.CALLING: _("Calling"),
    Use.FREE: pgettext_lazy("desk", "Free"),
    Use.PAUSED: _("On a break"),
    Use.EMPTY: _("Not staffed"),
}
_KINDS = {
    Use.SERVING: "success",
    Use.CALLING: "warning",
    Use.FREE: "info",
    Use.PAUSED: "info",
    Use.EMPTY: "info",
}
