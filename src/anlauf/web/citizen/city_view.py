"""Offices as points on the map of the city."""

from collections.abc import Iterable, Iterator
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
    drawing = directory.map_of_city()
    spots = tuple(_spots(offices, drawing))
    return MapWithSpots(drawing, spots) if spots and drawing.outlines else None


def _spots(offices: Iterable[Office], drawing: CityMap) -> Iterator[Spot]:
    for office in offices:
        longitude, latitude = office.place.longitude, office.place.latitude
        if longitude is not None and latitude is not None:
            yield Spot(office, *drawing.sheet.put(longitude, latitude))
