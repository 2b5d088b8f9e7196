"""What stands on a desk's screen, ready to be read: pure, from the floor's frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.floor.states import ParkReason, TicketState
from anlauf.floor.values import DeskView, Help, Next, Queued, Ticket, Wording, WorkNow
from anlauf.web.counter import words

SHOWN_WAITING = 9
SHOWN_OVER = 5
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Verb:
    """Something to do with one key; `main` is what usually comes next.

    `then` names what the screen shows before the server has answered, where that is certain; a
    verb that `stays` leaves the screen as it is meanwhile.
    """

    name: str
    key: str
    label: Promise
    main: bool = False
    then: str = ""
    stays: bool = False


NEXT = Verb("next", "n", _("Call the next one"), main=True)
QUICK = Verb("quick", "q", _("Done, call the next one"), main=True)
START = Verb("start", "s", _("Start"), main=True, then="serving")
RECALL = Verb("recall", "r", _("Call again"), stays=True)
MISS = Verb("miss", "m", _("Did not come"), then="free")
PUT_BACK = Verb("put_back", "z", _("Take the call back"), then="free")
FINISH = Verb("finish", "f", _("Finish"), main=True, then="free")
BREAK = Verb("break", "b", _("Take a break"), then="break")
END_BREAK = Verb("end_break", "b", _("End the break"), main=True, then="free")


@dataclass(frozen=True)
class Present:
    """Whoever is called to this desk or served at it."""

    ticket: Ticket
    called: bool
    language: str
    needs: tuple[str, ...]
    because: str
    waited: int
    here: int


@dataclass(frozen=True)
class NextUp:
    """Whoever would be called next, as far as this screen can tell, and because of what."""

    ticket: Ticket
    because: str


@dataclass(frozen=True)
class Row:
    """Somebody in the waiting room, and why they stand there."""

    ticket: Ticket
    reason: Promise
    language: str
    waited: int
    servable: bool
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """Somebody whose visit is set aside, and what for."""

    ticket: Ticket
    reason: str
    minutes: int


@dataclass(frozen=True)
class ServiceLine:
    """How many wait for one service, and how long the first of them has."""

    name: Wording
    waiting: int
    longest: int


@dataclass(frozen=True)
class Over:
    """A visit that ended at this desk, and how."""

    ticket: Ticket
    ended: str


@dataclass(frozen=True)
class Screen:
    """Everything a clerk sees."""

    desk: str
    on_break_since: datetime | None
    work: WorkNow | None
    present: Present | None
    next: NextUp | None
    verbs: tuple[Verb, ...]
    rows: tuple[Row, ...]
    waiting: int
    servable: int
    services: tuple[ServiceLine, ...]
    parked: tuple[Aside, ...]
    recent: tuple[Over, ...]
    help: tuple[Help, ...]
    break_minutes: int = 0
    moved_to: Wording | None = None

    @property
    def free(self) -> bool:
        """Tell whether somebody can be called or taken back now."""
        return self.present is None and self.on_break_since is None and self.work is None

    @property
    def more(self) -> int:
        """How many wait beyond those shown."""
        return self.waiting - len(self.rows)

    @property
    def serving(self) -> bool:
        """Tell whether somebody is being served."""
        return self.present is not None and not self.present.called


def screen(view: DeskView, *, at: datetime) -> Screen:
    """Lay the floor's view of a desk out for reading."""
    return Screen(
        desk=view.desk,
        on_break_since=view.on_break_since,
        work=view.work,
        present=None if view.present is None else _present(view.present, at),
        next=None if view.next is None else _next(view.next),
        verbs=verbs(view),
        rows=tuple(waiting_rows(view.queue[:SHOWN_WAITING])),
        waiting=len(view.queue),
        servable=sum(one.servable for one in view.queue),
        services=_by_service(view.queue),
        parked=tuple(_aside(ticket, at) for ticket in view.parked),
        recent=tuple(
            Over(ticket, str(TicketState(ticket.state).label))
            for ticket in view.recent[:SHOWN_OVER]
        ),
        help=view.help,
        moved_to=view.moved_to,
        break_minutes=(at - (view.on_break_since or at)) // _MINUTE,
    )


def verbs(view: DeskView) -> tuple[Verb, ...]:
    """What one key does now, the usual next step first."""
    if view.present is not None and view.present.state == TicketState.CALLED:
        usual = START, RECALL, MISS, PUT_BACK
        return (QUICK, *(replace(verb, main=False) for verb in usual)) if view.pickup else usual
    if view.present is not None:
        return (FINISH,)
    if view.work is not None:
        return ()
    if view.on_break_since is not None:
        return (END_BREAK,)
    return NEXT, BREAK


def _present(ticket: Ticket, at: datetime) -> Present:
    began = max(ticket.arrived_at, ticket.due_at or ticket.arrived_at)
    called = ticket.state == TicketState.CALLED
    return Present(
        ticket=ticket,
        called=called,
        language=words.language_name(ticket.language),
        needs=tuple(map(words.need, ticket.access_needs)),
        because=words.called_because(ticket.called_for, ticket.preferred_for),
        waited=max(0, (ticket.since - began) // _MINUTE),
        here=max(0, (at - ticket.since) // _MINUTE),
    )


def _next(up: Next) -> NextUp:
    why = up.because
    return NextUp(up.ticket, words.called_because(why.reason, why.preference or ""))


def waiting_rows(queue: Iterable[Queued]) -> list[Row]:
    """Those who wait as they are read out: why they stand there, and what they need."""
    return [
        Row(
            ticket=one.ticket,
            reason=words.REASONS[one.reason],
            language=words.language_name(one.ticket.language),
            waited=one.waited_minutes,
            servable=one.servable,
            needs=tuple(map(words.need, one.ticket.access_needs)),
        )
        for one in queue
    ]


def _by_service(queue: Iterable[Queued]) -> tuple[ServiceLine, ...]:
    """The line by what people come for first, the longest wait above."""
    waits: dict[int, list[int]] = {}
    names: dict[int, Wording] = {}
    for one in queue:
        for piece in one.ticket.pieces[:1]:
            names[piece.service] = piece.name
            waits.setdefault(piece.service, []).append(one.waited_minutes)
    lines = [ServiceLine(names[key], len(each), max(each)) for key, each in waits.items()]
    return tuple(sorted(lines, key=lambda line: (-line.longest, -line.waiting)))


def _aside(ticket: Ticket, at: datetime) -> Aside:
    reason = ParkReason(ticket.park_reason).label if ticket.park_reason else ""
    return Aside(ticket, str(reason), max(0, (at - ticket.since) // _MINUTE))
