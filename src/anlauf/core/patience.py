"""How long to wait before another try, and when to stop: pure rules for what leaves the house."""

import zlib
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Patience:
    """Pauses that grow up to a longest one, spread so that not all letters come back at once."""

    first: timedelta
    factor: int
    longest: timedelta
    spread: float = 0.25

    def pause(self, tries: int, number: int) -> timedelta:
        """How long after this many tries; the number decides where in the spread, always alike."""
        steps = min(tries - 1, 20)  # beyond, every pause is the longest and numbers only grow
        factor: int = self.factor**steps
        whole = min(self.first * factor, self.longest)
        return whole * (1 + self.spread * _share(number, tries))


LETTERS = Patience(timedelta(seconds=30), 4, timedelta(hours=6))
LINES = Patience(timedelta(seconds=30), 2, timedelta(minutes=10))

_TRIED_FOR = timedelta(days=2)
_FEWEST_TRIES = 5


def ends(tries: int, age: timedelta) -> bool:
    """Tell whether a letter is given up: after two days, if it was really tried in that time."""
    return age >= _TRIED_FOR and tries >= _FEWEST_TRIES


def _share(number: int, tries: int) -> float:
    return zlib.crc32(f"{number}:{tries}".encode()) / 2**32
