"""How loaded offices are in the next hour, so that those with time can help those without."""

from dataclasses import dataclass
from enum import StrEnum

_AHEAD = 60  # minutes
_TOO_MUCH = 1.15
_LITTLE = 0.6
_STAY_OPEN = 2  # desks; an office lends nobody when it would be left with none


class Balance(StrEnum):
    """From who needs help to who could give it."""

    NEEDS_HELP = "needs_help"
    EVEN = "even"
    COULD_LEND = "could_lend"
    CLOSED = "closed"


@dataclass(frozen=True)
class Load:
    """Minutes of work that wait or are booked for the next hour, and the desks that call."""

    minutes: int
    desks: int
    is_open: bool

    @property
    def share(self) -> float | None:
        """Work as a share of the time of the desks; nothing when no desk calls."""
        return self.minutes / (self.desks * _AHEAD) if self.desks else None

    @property
    def balance(self) -> Balance:
        """What follows from it."""
        if self.share is None:
            if self.minutes:
                return Balance.NEEDS_HELP
            return Balance.EVEN if self.is_open else Balance.CLOSED
        if self.share > _TOO_MUCH:
            return Balance.NEEDS_HELP
        if self.share < _LITTLE and self.desks >= _STAY_OPEN:
            return Balance.COULD_LEND
        return Balance.EVEN
