"""What a rule says of an alert: raise it, clear it, or leave it as it is."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What follows from a look at things as they stand."""

    RAISE = "raise"
    LEAVE = "leave"
    CLEAR = "clear"


@dataclass(frozen=True)
class Band:
    """Two limits with room between them: no alert comes and goes with every small change."""

    raise_at: float
    clear_below: float

    def __post_init__(self) -> None:
        if self.clear_below > self.raise_at:
            raise ValueError(
                f"It is cleared below {self.clear_below}, which lies above {self.raise_at},"
                " where it is raised."
            )

    def verdict(self, value: float) -> Verdict:
        """What follows from this value; between the limits nothing changes."""
        if value >= self.raise_at:
            return Verdict.RAISE
        return Verdict.CLEAR if value < self.clear_below else Verdict.LEAVE
