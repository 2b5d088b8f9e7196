"""What every page knows of the city: its name, and where it lies in time.

Read once in the life of a process; a city that moves or is renamed asks for a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from anlauf.directory import queries as directory


@dataclass(frozen=True)
class Home:
    """The city as the frame of a page needs it."""

    name: Mapping[str, str]
    phone: str
    zone: ZoneInfo


UNBUILT = Home({}, "", ZoneInfo("UTC"))


def home() -> Home:
    """The city, or a nameless one as long as none is loaded."""
    try:
        return _read()
    except directory.City.DoesNotExist:
        return UNBUILT


def forget() -> None:
    """Read the city anew next time."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read() -> Home:
    row = directory.city()
    return Home(row.name, row.phone, ZoneInfo(row.zone))
