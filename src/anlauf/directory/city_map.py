"""The city as a drawing: district outlines as SVG paths, and points put on the same sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH = 1000.0
_MARGIN = 12.0


@dataclass(frozen=True)
class Shape:
    """A district before drawing: rings of [longitude, latitude]."""

    key: str
    name: str
    rings: Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True)
class Outline:
    """A district drawn: `path` is the `d` of an SVG path."""

    key: str
    name: str
    path: str


@dataclass(frozen=True)
class Sheet:
    """How degrees become points of the drawing: equirectangular, true at the middle latitude."""

    west: float
    north: float
    narrowing: float
    scale: float
    width: float
    height: float

    def put(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the globe lies in the drawing, x to the right and y downwards."""
        x = _MARGIN + (longitude - self.west) * self.narrowing * self.scale
        y = _MARGIN + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)


@dataclass(frozen=True)
class CityMap:
    """Everything to draw a map of the city; `attribution` must be shown beside it."""

    sheet: Sheet
    outlines: tuple[Outline, ...]
    attribution: Mapping[str, str]


def drawn(shapes: Iterable[Shape], *, attribution: Mapping[str, str]) -> CityMap:
    """The map of these districts, fitted to the width of the sheet."""
    known = [shape for shape in shapes if shape.rings]
    sheet = _sheet([point for shape in known for ring in shape.rings for point in ring])
    outlines = tuple(Outline(shape.key, shape.name, _path(shape, sheet)) for shape in known)
    return CityMap(sheet, outlines, attribution)


def _sheet(points: Sequence[Sequence[float]]) -> Sheet:
    if not points:
        return Sheet(0.0, 0.0, 1.0, 1.0, WIDTH, WIDTH)
    longitudes = [point[0] for point in points]
    latitudes = [point[1] for point in points]
    narrowing = cos(radians((min(latitudes) + max(latitudes)) / 2))
    scale = (WIDTH - 2 * _MARGIN) / ((max(longitudes) - min(longitudes)) * narrowing)
    height = round((max(latitudes) - min(latitudes)) * scale + 2 * _MARGIN, 1)
    return Sheet(min(longitudes), max(latitudes), narrowing, scale, WIDTH, height)


def _path(shape: Shape, sheet: Sheet) -> str:
    return " ".join(_ring(ring, sheet) for ring in shape.rings)


def _ring(ring: Sequence[Sequence[float]], sheet: Sheet) -> str:
    points = [sheet.put(point[0], point[1]) for point in ring]
    return "M" + " L".join(f"{x:g},{y:g}" for x, y in points) + " Z"
