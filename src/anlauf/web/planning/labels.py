"""Which names stand on the map: as many as fit, the first asked for first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LETTER = 14.0
LINE = 26.0
PIN = 20.0
GAP = 4.0


@dataclass(frozen=True)
class Label:
    """A name beside its pin: `x` and `y` of the text's baseline, and where the text is anchored."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        """Tell whether both cover a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def labels(
    names: Sequence[tuple[str, str]], pins: Mapping[str, tuple[float, float]], *, width: float
) -> dict[str, Label]:
    """Places for these pairs of key and name; a name that would cover something is left out."""
    taken = {key: _Box(x - PIN, y - PIN, x + PIN, y + PIN) for key, (x, y) in pins.items()}
    found: dict[str, Label] = {}
    for key, name in names:
        for label, box in _places(*pins[key], len(name) * LETTER):
            inside = box.left >= 0 and box.right <= width
            others = (other for each, other in taken.items() if each != key)
            if inside and not any(box.touches(other) for other in others):
                found[key] = label
                taken[f"name of {key}"] = box
                break
    return found


def _places(x: float, y: float, length: float) -> list[tuple[Label, _Box]]:
    """Right, left, below and above the pin."""
    side, low = PIN + GAP, PIN + LINE
    return [
        (Label(x + side, y + 8, "start"), _Box(x + side, y - 13, x + side + length, y + 13)),
        (Label(x - side, y + 8, "end"), _Box(x - side - length, y - 13, x - side, y + 13)),
        (
            Label(x, y + low - 4, "middle"),
            _Box(x - length / 2, y + PIN, x + length / 2, y + low),
        ),
        (
            Label(x, y - PIN - 4, "middle"),
            _Box(x - length / 2, y - low, x + length / 2, y - PIN),
        ),
    ]
