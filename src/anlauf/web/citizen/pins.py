"""Labels on the map that do not cover each other, each near to the point it belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anlauf.directory import queries as directory
from anlauf.directory.city_map import CityMap
from anlauf.web.citizen.times import OfficeTimes
from anlauf.web.templatetags.anlauf import day_month, say

WIDTH, HEIGHT = 158.0, 62.0
GAP = 8.0
ABOVE = 44.0
ROUNDS = 120

Point = tuple[float, float]


@dataclass(frozen=True)
class Pin:
    """The label of an office on the map: the corner where it stands, and what it says."""

    office: str
    href: str
    free: bool
    label: str
    corner: str
    width: str = f"{WIDTH:g}"
    height: str = f"{HEIGHT:g}"
    middle: str = f"{WIDTH / 2:g}"
    half: str = f"{HEIGHT / 2:g}"


@dataclass(frozen=True)
class MapWithPins:
    """The city, the offices as points, each tied to a label with its earliest date.

    Points and ties are one path each: a page has many of them.
    """

    drawing: CityMap
    points: str
    ties: str
    pins: tuple[Pin, ...]


def map_of(offices: Sequence[OfficeTimes]) -> MapWithPins | None:
    """The map, or None where no place of these offices is known or there is nothing to draw on."""
    drawing = directory.map_of_city()
    known = [(each, point) for each in offices if (point := _place(each, drawing)) is not None]
    if not known or not drawing.outlines:
        return None
    # Neighbours keep their places whichever of them is free first.
    known.sort(key=lambda pair: pair[1])
    points = tuple(point for _each, point in known)
    corners = apart(points, (drawing.sheet.width, drawing.sheet.height))
    return MapWithPins(
        drawing,
        points=" ".join(f"M{x:g},{y:g}h0" for x, y in points),
        ties=" ".join(
            f"M{x:g},{y:g}L{left + WIDTH / 2:g},{top + HEIGHT / 2:g}"
            for (x, y), (left, top) in zip(points, corners, strict=True)
        ),
        pins=tuple(
            _pin(each, corner) for (each, _point), corner in zip(known, corners, strict=True)
        ),
    )


def _pin(each: OfficeTimes, corner: Point) -> Pin:
    left, top = corner
    return Pin(
        office=say(each.office.name),
        href=each.href,
        free=each.date is not None,
        label=day_month(each.date) if each.date else "–",
        corner=f"{left:g} {top:g}",
    )


@lru_cache(maxsize=64)
def apart(points: tuple[Point, ...], sheet: Point) -> tuple[Point, ...]:
    """The upper left corners of labels above these points, pushed aside until none overlaps."""
    corners = [[x - WIDTH / 2, y - ABOVE - HEIGHT / 2] for x, y in points]
    _keep_on(sheet, corners)
    for _round in range(ROUNDS):
        if not _pushed(corners):
            break
        _keep_on(sheet, corners)
    return tuple((round(left, 1), round(top, 1)) for left, top in corners)


def _keep_on(sheet: Point, corners: list[list[float]]) -> None:
    for corner in corners:
        corner[0] = min(max(corner[0], 0.0), sheet[0] - WIDTH)
        corner[1] = min(max(corner[1], 0.0), sheet[1] - HEIGHT)


def _pushed(corners: list[list[float]]) -> bool:
    """Move every two labels that overlap away from each other, the shorter way."""
    found = False
    for one, other in _pairs(corners):
        across = WIDTH + GAP - abs(other[0] - one[0])
        down = HEIGHT + GAP - abs(other[1] - one[1])
        if across <= 0.01 or down <= 0.01:
            continue
        found = True
        axis, way = (0, across) if across < down else (1, down)
        half = way / 2 if other[axis] >= one[axis] else -way / 2
        one[axis] -= half
        other[axis] += half
    return found


def _pairs(corners: list[list[float]]) -> Iterator[tuple[list[float], list[float]]]:
    for number, one in enumerate(corners):
        for other in corners[number + 1 :]:
            yield one, other


def _place(each: OfficeTimes, drawing: CityMap) -> Point | None:
    longitude, latitude = each.office.place.longitude, each.office.place.latitude
    if longitude is None or latitude is None:
        return None
    return drawing.sheet.put(longitude, latitude)
