"""Straight-line distances within a city, good enough to say which office is closest."""

from math import cos, hypot, radians
from typing import NamedTuple

KILOMETRES_PER_DEGREE = 111.2


class Point(NamedTuple):
    """A spot on the map."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """The distance as the crow flies; the earth is flat within a city."""
    middle = radians((one.latitude + other.latitude) / 2)
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(middle)
    return hypot(north, east) * KILOMETRES_PER_DEGREE
