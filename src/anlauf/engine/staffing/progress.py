"""How the verbs of staffing speak while they work, and how long they work if nobody says so."""

from collections.abc import Callable

from anlauf.engine.roster.stop import Stop

Progress = Callable[[str, float], None]
"""Hears of the step, and of what the best plan so far costs."""

UNHURRIED = Stop(when=lambda: False)


def quiet(_step: str, _cost: float) -> None:
    """Nobody hears of progress."""
