"""How long a visit takes: the first person, and every further one."""

from collections.abc import Sequence
from dataclasses import dataclass


class CountRefused(ValueError):
    """A visit without anything in it, or with more persons than a service allows."""


@dataclass(frozen=True)
class Part:
    """One service of a visit: minutes for the first and each further person, and for how many."""

    first: int
    further: int
    count: int
    maximum: int

    @property
    def minutes(self) -> int:
        """The minutes this service takes."""
        return self.first + self.further * (self.count - 1)


def visit_minutes(parts: Sequence[Part]) -> int:
    """The minutes of a whole visit; counts outside what the services allow are refused."""
    if not parts:
        raise CountRefused("A visit needs at least one service.")
    for part in parts:
        _check(part)
    return sum(part.minutes for part in parts)


def _check(part: Part) -> None:
    if part.first < 1 or part.further < 0:
        raise CountRefused(
            f"A service takes at least a minute, not {part.first} and {part.further} for others."
        )
    if not 1 <= part.count <= part.maximum:
        raise CountRefused(
            f"This service is for 1 to {part.maximum} persons in one visit, not {part.count}."
        )
