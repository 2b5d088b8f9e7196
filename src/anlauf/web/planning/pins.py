"""Where the offices stand on the drawn map, moved apart until none hides another."""

from collections.abc import Mapping
from math import cos, hypot, sin

DISTANCE = 42.0
ROUNDS = 60
Point = tuple[float, float]


def spread(points: Mapping[str, Point], *, distance: float = DISTANCE) -> dict[str, Point]:
    """The points with at least this distance between any two, each as near to home as it goes.

    Whoever stands on the same spot is turned apart by their order, so the picture never flickers.
    """
    placed = {key: _nudged(points[key], number) for number, key in enumerate(sorted(points))}
    for _round in range(ROUNDS):
        if not _push(placed, distance):
            break
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in placed.items()}


def _nudged(point: Point, number: int) -> Point:
    x, y = point
    return x + 0.1 * cos(number), y + 0.1 * sin(number)


def _push(placed: dict[str, Point], distance: float) -> bool:
    moved = False
    keys = sorted(placed)
    for index, one in enumerate(keys):
        for other in keys[index + 1 :]:
            (x1, y1), (x2, y2) = placed[one], placed[other]
            gap = hypot(x2 - x1, y2 - y1)
            if gap >= distance - 0.05:
                continue
            half = (distance - gap) / 2 / gap
            dx, dy = (x2 - x1) * half, (y2 - y1) * half
            placed[one], placed[other] = (x1 - dx, y1 - dy), (x2 + dx, y2 + dy)
            moved = True
    return moved
