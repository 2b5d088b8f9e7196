"""What becomes of an appointment whose time is taken away by a change of hours or staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Choice(StrEnum):
    """The three ways out."""

    KEEP = "keep"  # somebody serves it all the same, beside the supply
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Target:
    """The time an appointment is moved to."""

    office: int
    date: date
    start: int


@dataclass(frozen=True)
class Decision:
    """What somebody decided about one appointment; only a move has a target."""

    choice: Choice
    target: Target | None = None

    def __post_init__(self) -> None:
        if (self.choice == Choice.MOVE) != (self.target is not None):
            raise ValueError(f"A decision to {self.choice} has the target {self.target}.")


KEEP = Decision(Choice.KEEP)
CANCEL = Decision(Choice.CANCEL)

Decisions = Mapping[int, Decision]
"""By the appointment's number."""


def move_to(target: Target) -> Decision:
    """The decision to move somebody there."""
    return Decision(Choice.MOVE, target)
