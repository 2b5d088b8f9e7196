"""When the office closes, how many are still to come, and from when on clerks are told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlauf.booking import queries as booking
from anlauf.booking.states import AppointmentState
from anlauf.directory import queries as directory
from anlauf.engine.grid import clock_text, instant
from anlauf.floor import queries as floor
from anlauf.people.queries import Office

_TOLD = timedelta(minutes=30)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Day:
    """What is left of an office's day; `minutes_left` is None while closing is far away."""

    closes: str
    expected: int
    minutes_left: int | None

    @property
    def over(self) -> bool:
        """Tell whether the doors are shut."""
        return self.minutes_left is not None and self.minutes_left <= 0


def the_day(office: Office, at: datetime) -> Day:
    """Ask the opening hours and the appointments of today."""
    seen = floor.look(at)
    spans = directory.opening_on(office, seen.today)
    appointments = booking.appointments_of_day(office.pk, seen.today)
    expected = sum(one.state == AppointmentState.BOOKED for one in appointments)
    if not spans:
        return Day("", expected, None)

    left = instant(seen.today, spans[-1].end, seen.zone) - at
    minutes = None if left > _TOLD else max(0, -(-left // _MINUTE))
    return Day(clock_text(spans[-1].end), expected, minutes)
