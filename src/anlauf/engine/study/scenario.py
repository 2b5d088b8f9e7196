"""What a study asks: one question about several plans."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from anlauf.engine.study.figures import Draws, Figures

Verb = Callable[[Any, Draws], Figures]
"""A function of a module, without memory: the same inputs and draws give the same figures."""


@dataclass(frozen=True)
class Scenario:
    """One way to do it: a name, and what the verb is told."""

    name: str
    inputs: Any


@dataclass(frozen=True)
class Enough:
    """When a figure is known well enough: every change against the first scenario, this narrow."""

    figure: str
    half_width: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.half_width > 0:
            raise ValueError(
                f"A half width of {self.half_width} is never reached. Maybe take 0.5 minutes."
            )
        if not 0 < self.level < 1:
            raise ValueError(f"The level is {self.level}. Maybe it is in per cent.")


@dataclass(frozen=True)
class Study:
    """Every scenario is played in so many pieces of `each` replications, all with one seed."""

    verb: Verb
    scenarios: tuple[Scenario, ...]
    seed: int
    pieces: int = 20
    each: int = 100
    enough: Enough | None = None

    def __post_init__(self) -> None:
        names = [one.name for one in self.scenarios]
        if not names:
            raise ValueError("A study without scenarios has nothing to tell. Maybe take two.")
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"Two scenarios are called {twice[0]!r}. Maybe one was copied.")
        for what, count in (("pieces", self.pieces), ("replications in a piece", self.each)):
            if count < 1:
                raise ValueError(f"{count} {what} say nothing. Maybe take 20.")
        module, name = self.verb.__module__, self.verb.__qualname__
        if module == "__main__" or "<" in name:
            raise ValueError(
                f"Other processes do not find {name} of {module}. Maybe define it at the top of a "
                "module."
            )
