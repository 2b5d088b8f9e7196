"""Offices as points on the map of the city."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlauf.directory import queries as directory
from anlauf.directory.city_map import CityMap
from anlauf.directory.queries import Office


@dataclass(frozen=True)
class Spot:
    """An office on the drawing."""

    office: Office
    x: float
    y: float


@dataclass(frozen=True)
class MapWithSpots:
    """The city and the offices whose place is known."""

    drawing: CityMap
    spots: tuple[Spot, ...]


def map_with(offices: Iterable[Office]) -> MapWithSpots | None:
    """The map, or None when there is nothing to put on it."""
    placed = [each for each in offices if each.place.latitude is not None]
    drawing = directory.map_of_city() if placed else None
    if drawing is None or not drawing.outlines:
        return None
    spots = (
        Spot(each, *drawing.sheet.put(each.place.longitude, each.place.latitude)) for each in placed
    )
    return MapWithSpots(drawing, tuple(spots))
