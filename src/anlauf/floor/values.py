"""What the floor answers with, and the figures it works by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from anlauf.booking.values import Start
from anlauf.directory.states import Channel
from anlauf.engine.desk_turns import Because
from anlauf.engine.dispatch import DispatchPolicy, Reason
from anlauf.engine.waits import WaitRange
from anlauf.floor.states import TicketState, WorkKind

Wording = Mapping[str, str]


@dataclass(frozen=True)
class FloorPolicy:
    """The city's figures for the waiting room."""

    dispatch: DispatchPolicy = field(default_factory=DispatchPolicy)
    absent_minutes: int = 30
    call_again_seconds: int = 5
    close_after_minutes: int = 120
    tickets_before_minutes: int = 30
    more_time_percent: int = 50
    late_press_minutes: int = 10

    @property
    def late_press(self) -> timedelta:
        """How late a press may arrive and still count from when it was made."""
        return timedelta(minutes=self.late_press_minutes)

    @property
    def absent(self) -> timedelta:
        """How long after its start an appointment is kept for somebody who has not come."""
        return timedelta(minutes=self.absent_minutes)

    @property
    def call_again(self) -> timedelta:
        """How soon after a call pressing again is a double click and not another call."""
        return timedelta(seconds=self.call_again_seconds)

    @property
    def close_after(self) -> timedelta:
        """How long after closing everybody has been served or has gone home."""
        return timedelta(minutes=self.close_after_minutes)

    @property
    def tickets_before(self) -> timedelta:
        """How long before opening the first ticket is given out."""
        return timedelta(minutes=self.tickets_before_minutes)


USUAL = FloorPolicy()

MORE_TIME = "more_time"
"""What somebody says who needs longer than others; visits are planned accordingly."""


@dataclass(frozen=True)
class DispatchRuleSaid:
    """What a rule of dispatch says, and for which dates."""

    policy: DispatchPolicy = field(default_factory=DispatchPolicy)
    tickets_before_minutes: int = USUAL.tickets_before_minutes
    more_time_percent: int = USUAL.more_time_percent
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Piece:
    """So many times this service."""

    service: int
    name: Wording
    count: int
    added_at_desk: bool
    item: int = 0


@dataclass(frozen=True)
class ServedItem:
    """A service that was done in a visit, and the minutes a clerk worked on it."""

    office: int
    service: int
    count: int
    added_at_desk: bool
    began: datetime
    minutes: float


@dataclass(frozen=True)
class WorkDone:
    """Other work at a desk: how often, how many items, how many minutes in all."""

    desk: int
    kind: str
    skill: int | None
    times: int
    items: int
    minutes: float


@dataclass(frozen=True)
class WorkNow:
    """Other work that is being done at a desk."""

    kind: WorkKind
    since: datetime


@dataclass(frozen=True)
class Doors:
    """Whether tickets are given out at this moment, and the figures the room goes by today."""

    tickets_from: datetime | None
    stopped: bool
    policy: FloorPolicy


@dataclass(frozen=True)
class DeskNow:
    """A desk at the moment of calling: what keeps it from that, and what its clerk can do.

    `rules` stands for all rules of dispatch, see `queries.rules`.
    """

    other_work: bool
    visit: int | None
    skills: frozenset[str]
    rules: str | None


@dataclass(frozen=True)
class Ticket:
    """A visit as clerks see it. `name` is what the visitor gave when booking, if anything."""

    visit: int
    label: str
    state: TicketState
    since: datetime
    pieces: tuple[Piece, ...]
    minutes: int
    arrived_at: datetime
    due_at: datetime | None
    language: str
    access_needs: tuple[str, ...]
    name: str
    desk: str
    wanted_desk: str
    calls: int
    park_reason: str
    called_for: str = ""
    preferred_for: str = ""
    urgent: bool = False
    urgency: int = 0  # the reason a walk-in showed
    appointment: int = 0
    claimed: int = 0  # the reason stated when booking, to be looked at
    claim: str = ""
    working_on: int = 0
    channel: Channel = Channel.VISIT
    phone: str = ""
    note: str = ""
    case: int = 0  # the matter the appointment is for


@dataclass(frozen=True)
class Queued:
    """Somebody in the waiting room and why they stand where they stand."""

    ticket: Ticket
    reason: Reason
    waited_minutes: int
    servable: bool


@dataclass(frozen=True)
class Called:
    """A number and the desk it goes to."""

    label: str
    desk: str
    at: datetime
    calls: int


@dataclass(frozen=True)
class Board:
    """What hangs in the waiting room; `version` changes with everything else on it."""

    called: tuple[Called, ...]
    serving: tuple[Called, ...]
    waiting: int
    version: str


@dataclass(frozen=True)
class Next:
    """Whom this desk would call now, and because of what."""

    ticket: Ticket
    because: Because


@dataclass(frozen=True)
class Answer:
    """What came of a press, in a sentence."""

    said: str
    refused: bool


@dataclass(frozen=True)
class Help:
    """A desk that needs colleagues; `helper` is the desk somebody comes from."""

    number: int
    office: str
    desk: str
    since: datetime
    helper: str


@dataclass(frozen=True)
class DeskView:
    """The clerk's screen."""

    session: int
    desk: str
    on_break_since: datetime | None
    work: WorkNow | None
    pickup: bool
    present: Ticket | None
    next: Next | None
    queue: tuple[Queued, ...]
    parked: tuple[Ticket, ...]
    recent: tuple[Ticket, ...]
    help: tuple[Help, ...] = ()
    moved_to: Wording | None = None


@dataclass(frozen=True)
class Seat:
    """An open desk session: the desk, whether it calls, and what its clerk can do."""

    session: int
    desk: int
    desk_name: str
    person: int
    skills: frozenset[str]
    paused: bool
    work: WorkNow | None = None
    moved_to: str = ""

    @property
    def calls(self) -> bool:
        """Tell whether visitors may be called here now."""
        return not self.paused and self.work is None

    @property
    def first(self) -> frozenset[str]:
        """The skills of those who are called here before others."""
        return frozenset({self.moved_to} if self.moved_to else ())


@dataclass(frozen=True)
class Position:
    """Where a visitor stands, for their own page."""

    label: str
    state: TicketState
    ahead: int
    wait: WaitRange | None
    desk: str


@dataclass(frozen=True)
class WalkIns:
    """Whether a walk-in can still be served today; if not, the next free time here.

    Before the doors open, `tickets_from` says when the first ticket is given out.
    """

    open: bool
    start: Start | None
    tickets_from: datetime | None = None


@dataclass(frozen=True)
class WaitingNow:
    """An office's waiting room this moment; waits of the day are None while nobody has waited.

    `longest_now_minutes` is about those who still wait, the other two are about everybody today.
    """

    office: int
    waiting: int
    longest_now_minutes: int
    longest_minutes: int | None
    median_minutes: int | None
    open_desks: int


@dataclass(frozen=True)
class OfficeWaits:
    """How long somebody who comes to an office now would wait, by the skill they need.

    Without a range nobody who could help calls any more today. What is known is `stale` when people
    wait and nothing has been heard of the waiting room since `moved_at`, too long ago to be true.
    """

    office: int
    by_skill: Mapping[str, WaitRange | None]
    waiting: int
    as_of: datetime
    moved_at: datetime | None
    stale: bool


@dataclass(frozen=True)
class WaitScore:
    """What announced ranges were worth: the share that held, bias and mean width in minutes."""

    ranges: int
    coverage: float
    bias: float
    width: float
