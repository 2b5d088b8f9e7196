"""Where somebody is, as exactly as the city's own data can say it."""

from dataclasses import dataclass

from anlauf.directory import snapshots
from anlauf.directory.distance import Point
from anlauf.directory.models import Quarter


@dataclass(frozen=True)
class Here:
    """The point distances are measured from, and what it is the middle of."""

    key: str
    name: str
    point: Point


def here(key: str) -> Here | None:
    """The middle of the part of the city with this key, or of all parts with this postal code."""
    if not key:
        return None
    if quarter := Quarter.objects.filter(key=key).first():
        return Here(key, quarter.name, snapshots.point_of(quarter))
    return _of_postal_code(key)


def _of_postal_code(code: str) -> Here | None:
    parts = list(Quarter.objects.filter(postal_codes__contains=[code]).order_by("name"))
    if not parts:
        return None
    points = [snapshots.point_of(part) for part in parts]
    middle = Point(
        sum(point.latitude for point in points) / len(points),
        sum(point.longitude for point in points) / len(points),
    )
    return Here(code, f"{code} ({', '.join(part.name for part in parts)})", middle)
