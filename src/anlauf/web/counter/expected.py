"""Today's appointments as the reception sees them: who is still to come stands above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment, UrgencyRule
from anlauf.booking.states import UNCONFIRMED, AppointmentState, ClaimState, Share
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.counter import words

MOST_SHOWN = 25
_STANDS = {AppointmentState.BOOKED: 0, AppointmentState.MISSED: 1}  # above all others
YET_TO_COME = frozenset(_STANDS)


@dataclass(frozen=True)
class Expected:
    """An appointment of today, and whether its visitor can still be checked in."""

    appointment: Appointment
    to_come: bool
    standing: Promise
    urgency: UrgencyRule | None = None
    claim: Promise | None = None


@dataclass(frozen=True)
class Today:
    """Those of the appointments that are shown, how many there are, and how many are to come."""

    shown: tuple[Expected, ...]
    total: int
    to_come: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)

    @property
    def mark(self) -> tuple[object, ...]:
        """What a screen shows of it, to compare."""
        rows = ((one.appointment.pk, one.appointment.state, one.claim) for one in self.shown)
        return self.total, self.to_come, *rows


def todays(office: Office, *, name: str = "", everybody: bool = False, at: datetime) -> Today:
    """Whoever has this name or code; without one those to come next, or everybody."""
    found = [one for one in _expected(office, at) if _is_meant(one, name)]
    most = None if name or everybody else MOST_SHOWN
    return Today(tuple(found[:most]), len(found), sum(one.to_come for one in found))


def _expected(office: Office, at: datetime) -> Iterable[Expected]:
    """All of them; walk-ins are promises of another kind."""
    rows = booking.appointments_of_day(office.pk, floor.today(at))
    rows = sorted(
        rows, key=lambda row: (_STANDS.get(AppointmentState(row.state), len(_STANDS)), row.start)
    )
    reasons = booking.rules_claimed(rows)
    return [
        Expected(
            row,
            row.state in YET_TO_COME,
            words.STANDING[AppointmentState(row.state)],
            reasons.get(row.urgency_id or 0),
            words.CLAIMS[ClaimState(row.claim)] if row.claim else None,
        )
        for row in rows
        if row.state not in UNCONFIRMED and row.share != Share.WALK_IN
    ]


def _is_meant(one: Expected, name: str) -> bool:
    wanted = name.casefold()
    appointment = one.appointment
    return wanted in appointment.name.casefold() or wanted in appointment.code.casefold()
