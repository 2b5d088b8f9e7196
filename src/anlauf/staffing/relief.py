"""What could be done about the rest of a day at one office, and what it would probably do."""

from dataclasses import dataclass
from datetime import datetime

from anlauf.core.keys import digest
from anlauf.engine.outlook import Effect
from anlauf.floor.outlooks import Spread, Wording
from anlauf.staffing.states import StepKind

_MARK = 12  # letters that tell groups of appointments apart


@dataclass(frozen=True)
class Way:
    """One way out, by a name that a form can carry; ticks of today.

    `who` is a staff number, `lender` the office that goes without them, `many` how many
    appointments would be moved.
    """

    kind: StepKind
    who: str = ""
    name: str = ""
    lender: int | None = None
    short: str = ""  # of the office they come from
    skills: frozenset[str] = frozenset()
    minutes: float = 0.0  # until they serve
    since: int = 0
    until: int = 0
    shift: str = ""
    many: int = 0
    appointments: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Its name: of appointments, these very ones; when they are moved, others come next."""
        these = digest(",".join(map(str, self.appointments)))[:_MARK] if self.appointments else "0"
        return f"{self.kind}.{self.who or these}"


@dataclass(frozen=True)
class Proposal:
    """A way out and its effect here, and at the office that lends."""

    way: Way
    skills: tuple[Wording, ...]
    effect: Effect
    there: Effect | None = None

    @property
    def gain(self) -> float:
        """Minutes spared to everybody together, less what the lending office loses."""
        return self.effect.gain + (self.there.gain if self.there else 0.0)

    @property
    def helps(self) -> bool:
        """Tell whether it is worth doing by more than chance."""
        return self.effect.noticeable and self.gain > 0


@dataclass(frozen=True)
class Relief:
    """The rest of an office's day as things are, and everything that could be done about it."""

    as_of: datetime
    closes_at: datetime
    median: Spread
    late: Spread
    unserved: Spread
    runs: int
    proposals: tuple[Proposal, ...]

    @property
    def helpful(self) -> tuple[Proposal, ...]:
        """What would help, the most helpful first."""
        return tuple(one for one in self.proposals if one.helps)

    @property
    def useless(self) -> tuple[Proposal, ...]:
        """What was tried and would not help."""
        return tuple(one for one in self.proposals if not one.helps)
