"""How far apart two points of the globe are, as the crow flies."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_KILOMETRES = 6371.0088


@dataclass(frozen=True)
class Point:
    """A point on the globe, in degrees."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """The straight way between two points along the surface (haversine)."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    narrowing = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(north / 2) ** 2 + narrowing * sin(east / 2) ** 2
    return 2 * _EARTH_KILOMETRES * asin(min(1.0, sqrt(chord)))
