"""The day as 288 ticks of five minutes of wall-clock time, and the way between ticks and instants.

Appointments are promised in local time. A tick therefore counts minutes on the clock on the wall,
also on the two nights on which that clock is moved.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

TICK_MINUTES = 5
TICKS = 24 * 60 // TICK_MINUTES


class OffGrid(ValueError):
    """A time or tick that the grid does not know."""


@dataclass(frozen=True, order=True)
class Span:
    """Ticks from `start` up to, but not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= TICKS:
            raise OffGrid(
                f"A span from tick {self.start} to {self.end} is not inside a day of {TICKS} ticks."
            )

    @property
    def length(self) -> int:
        """The number of ticks in it."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share at least one tick."""
        return self.start < other.end and other.start < self.end

    def holds(self, tick: int) -> bool:
        """Tell whether this tick lies inside."""
        return self.start <= tick < self.end

    def __str__(self) -> str:
        return f"{clock_text(self.start)}–{clock_text(self.end)}"


def tick_of(moment: time) -> int:
    """The tick that begins at this time of day; times between two ticks are refused."""
    whole = moment.replace(second=0, microsecond=0)
    if whole != moment or moment.minute % TICK_MINUTES:
        raise OffGrid(f"{moment.isoformat()} is not a multiple of {TICK_MINUTES} minutes.")
    return (moment.hour * 60 + moment.minute) // TICK_MINUTES


def time_of(tick: int) -> time:
    """The time of day at which this tick begins; the end of the day has none, see `clock_text`."""
    if not 0 <= tick < TICKS:
        raise OffGrid(f"Tick {tick} is not one of the {TICKS} ticks of a day.")
    hour, minute = divmod(tick * TICK_MINUTES, 60)
    return time(hour, minute)


def clock_text(tick: int) -> str:
    """The tick as it stands on a door, where the end of the day is 24:00."""
    if not 0 <= tick <= TICKS:
        raise OffGrid(f"Tick {tick} is not between 0 and {TICKS}.")
    hour, minute = divmod(tick * TICK_MINUTES, 60)
    return f"{hour:02d}:{minute:02d}"


def ticks_for(minutes: int) -> int:
    """How many ticks this many minutes occupy, rounded up."""
    if minutes < 0:
        raise OffGrid(f"{minutes} minutes cannot be laid on the grid.")
    return -(-minutes // TICK_MINUTES)


def instant(day: date, tick: int, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which the clock on the wall shows this tick.

    In spring an hour does not exist and its ticks move one hour on; in autumn an hour comes twice
    and the first counts.
    """
    if not 0 <= tick <= TICKS:
        raise OffGrid(f"Tick {tick} is not between 0 and {TICKS}.")
    wall = datetime.combine(day, time()) + timedelta(minutes=tick * TICK_MINUTES)
    return wall.replace(tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def missing(day: date, zone: tzinfo) -> Span | None:
    """The ticks that no clock on the wall shows on this date: an hour in spring, mostly none."""
    gone = [tick for tick in range(TICKS) if local(instant(day, tick, zone), zone) != (day, tick)]
    return Span(gone[0], gone[-1] + 1) if gone else None


def local(moment: datetime, zone: tzinfo) -> tuple[date, int]:
    """The date and tick the clock on the wall shows at this moment, rounded down."""
    if moment.tzinfo is None:
        raise OffGrid(f"{moment.isoformat()} names no time zone.")
    wall = moment.astimezone(zone)
    return wall.date(), (wall.hour * 60 + wall.minute) // TICK_MINUTES


def upcoming(moment: datetime, zone: tzinfo) -> tuple[date, int]:
    """The date on the wall and the first of its ticks not begun yet; `TICKS` if all have."""
    today, tick = local(moment, zone)
    wall = moment.astimezone(zone)
    begins = wall.minute % TICK_MINUTES == wall.second == wall.microsecond == 0
    return today, tick if begins else tick + 1
