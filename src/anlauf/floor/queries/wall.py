"""The date and the tick that the clock on the wall of every office shows."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from anlauf.directory import queries as directory
from anlauf.engine.grid import TICK_MINUTES, local

_ALMOST_A_TICK = timedelta(minutes=TICK_MINUTES) - timedelta.resolution


def zone() -> ZoneInfo:
    """The city's zone."""
    return ZoneInfo(directory.city().zone)


def wall(at: datetime) -> tuple[date, int]:
    """What the wall shows at this moment."""
    return local(at, zone())


def today(at: datetime) -> date:
    """The date on the wall at this moment."""
    return wall(at)[0]


def next_tick(at: datetime, clock: ZoneInfo) -> tuple[date, int]:
    """The first tick that begins at this moment or later: where a newcomer could start."""
    return local(at + _ALMOST_A_TICK, clock)
