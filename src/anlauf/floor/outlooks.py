"""What a team lead is told: who is there, what the day will look like, and what would help."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anlauf.engine.load import Balance, Load
from anlauf.engine.outlook import Effect

Wording = Mapping[str, str]


@dataclass(frozen=True)
class Crew:
    """A group of clerks who can do the same: how many are planned now, and how many are there."""

    skills: tuple[Wording, ...]
    planned: int
    there: int
    resting: int  # of those who are there, on a break or at other work

    @property
    def missing(self) -> int:
        """How many fewer are there than planned."""
        return max(0, self.planned - self.there)


@dataclass(frozen=True)
class Late:
    """An appointment whose time has come and whose visitor has not."""

    due_at: datetime
    minutes: int
    services: tuple[Wording, ...]


@dataclass(frozen=True)
class Guests:
    """Appointments of today whose visitors have not come."""

    late: tuple[Late, ...]
    within_the_hour: int
    afterwards: int


@dataclass(frozen=True)
class OfficeLoad:
    """An office among others: numbers, and whether it needs help or could give it."""

    office: int
    key: str
    short: str
    area: str
    waiting: int
    longest_minutes: int
    load: Load

    @property
    def balance(self) -> Balance:
        """What follows from its load."""
        return self.load.balance

    @property
    def percent(self) -> int | None:
        """Work of the next hour as a share of the time of its desks."""
        return None if self.load.share is None else round(100 * self.load.share)


@dataclass(frozen=True)
class Spread:
    """A figure on the average, and where it lies on four days of five."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Point:
    """How many people wait at a moment to come; four days of five lie from low to high."""

    at: datetime
    low: float
    middle: float
    high: float


class Idea(StrEnum):
    """What could be changed about the rest of a day."""

    OPEN_DESK = "open_desk"
    END_BREAK = "end_break"
    LEAVE_WORK = "leave_work"
    LEND = "lend"
    SERVE_EVERYBODY = "serve_everybody"
    SMALL_MATTERS = "small_matters"
    MOVE = "move"
    MOVE_BACK = "move_back"
    KEEP_NOBODY = "keep_nobody"
    STOP_TICKETS = "stop_tickets"


@dataclass(frozen=True)
class Subject:
    """What an idea is about: a desk, skills, an office that helps, and from when on."""

    desk: str = ""
    number: int = 0  # of the desk
    skills: tuple[Wording, ...] = ()
    skill: str = ""  # the key of the one a desk would be moved to
    office: str = ""
    office_key: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Moved:
    """A desk that calls those first who need a skill, because a team lead wants it so."""

    desk: str
    number: int
    skill: str
    name: Wording


@dataclass(frozen=True)
class Suggestion:
    """An idea and what it would do here, and at the office that helps."""

    idea: Idea
    subject: Subject
    effect: Effect
    there: Effect | None = None

    @property
    def gain(self) -> float:
        """Minutes spared to everybody together, less what the helping office loses."""
        return self.effect.gain + (self.there.gain if self.there else 0.0)

    @property
    def helps(self) -> bool:
        """Tell whether it is worth doing by more than chance."""
        return self.effect.noticeable and self.gain > 0


@dataclass(frozen=True)
class Outlook:
    """The rest of an office's day as it was played at `as_of`."""

    office: int
    as_of: datetime
    closes_at: datetime
    so_far: tuple[tuple[datetime, int], ...]
    points: tuple[Point, ...]
    median: Spread
    late: Spread
    unserved: Spread
    tickets: Spread
    appointments: int
    walk_ins: float
    runs: int
    suggestions: tuple[Suggestion, ...]

    @property
    def helpful(self) -> tuple[Suggestion, ...]:
        """What would help, the most helpful first."""
        return tuple(one for one in self.suggestions if one.helps)

    @property
    def useless(self) -> tuple[Suggestion, ...]:
        """What was tried and would not help."""
        return tuple(one for one in self.suggestions if not one.helps)
