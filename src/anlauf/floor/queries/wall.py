"""What the clock on the wall of every office shows."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from anlauf.directory import queries as directory
from anlauf.engine.grid import local, upcoming


@dataclass(frozen=True)
class Wall:
    """A moment on the wall of an office."""

    at: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The date."""
        return local(self.at, self.zone)[0]

    @property
    def tick(self) -> int:
        """The tick that is passing."""
        return local(self.at, self.zone)[1]

    @property
    def next_tick(self) -> int:
        """The first tick that begins at this moment or later: where a newcomer could start."""
        return upcoming(self.at, self.zone)[1]


def look(at: datetime) -> Wall:
    """The wall at this moment."""
    return Wall(at, directory.zone())


def wall(at: datetime) -> tuple[date, int]:
    """The date and the tick on it."""
    seen = look(at)
    return seen.today, seen.tick


def today(at: datetime) -> date:
    """The date on it."""
    return look(at).today
