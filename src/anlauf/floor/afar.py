"""What coming from afar is asked with and answered with, and the figures it goes by."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from anlauf.booking.values import WalkIn
from anlauf.engine.joining import Terms
from anlauf.engine.waits import WaitRange

WAYS = (5, 10, 15, 20, 30, 45, 60)
"""How many minutes somebody may say that they need to get there."""


@dataclass(frozen=True)
class ArrivalPolicy:
    """How people may come to an office besides through its door."""

    joins: bool = False
    presence: bool = True
    door_code: bool = False
    keep_minutes: int = 15
    margin_minutes: int = 5
    most_coming: int = 30
    long_wait_minutes: int = 45

    @property
    def terms(self) -> Terms:
        """As the engine is told."""
        return Terms(
            presence=self.presence,
            keep=timedelta(minutes=self.keep_minutes),
            margin=timedelta(minutes=self.margin_minutes),
        )

    def is_long(self, wait: WaitRange | None) -> bool:
        """Tell whether a wait is so long that other ways are worth a look."""
        return wait is not None and wait.low >= self.long_wait_minutes


AT_THE_DOOR_ONLY = ArrivalPolicy()


@dataclass(frozen=True)
class ArrivalRuleSaid:
    """What a rule of arrival says, and for which dates."""

    policy: ArrivalPolicy = field(default_factory=ArrivalPolicy)
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Join:
    """Somebody who would like a number before they are there; with an address they are told."""

    walk_in: WalkIn
    way_minutes: int
    email: str = ""
    phone: str = ""
    network: str = ""


@dataclass(frozen=True)
class OnTheWay:
    """What somebody on the way is told, for their own page; `called` is from when to when."""

    be_there: datetime | None
    called: tuple[datetime, datetime] | None
    set_off: datetime | None
    kept_until: datetime | None
    in_vain: bool
    code: str
    way_minutes: int
    door_code: bool


@dataclass(frozen=True)
class CameFromAfar:
    """Somebody who is no longer on the way: from when to when they were, and when their turn came.

    `turn` is None for whoever was there before it came; `came` is false for whoever never was.
    """

    since: datetime
    until: datetime
    turn: datetime | None
    came: bool


@dataclass(frozen=True)
class Nearby:
    """An office where a walk-in could still be served after the way there."""

    office: int
    kilometres: float
    way_minutes: tuple[int, int]
    wait: WaitRange | None
    closes: datetime
