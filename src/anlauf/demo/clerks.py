"""Simulated clerks: they take a desk, call, serve, finish, and go home, like everybody else."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from anlauf.core.actors import Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.demo.crew import Colleague
from anlauf.demo.habits import Habits, dice_of
from anlauf.engine.grid import TICKS, Span
from anlauf.floor import commands as floor
from anlauf.floor import queries
from anlauf.floor.queries import Desk, DeskSession, Visit
from anlauf.floor.states import TicketState

_TO_THE_DESK = timedelta(seconds=45)
_BETWEEN = timedelta(seconds=20)
_CALLS_BEFORE_MISSED = 3
_NEVER_COMES = 0.02


@dataclass
class Busy:
    """A colleague at a desk and when something happens there next."""

    session: DeskSession
    visit: Visit | None
    until: datetime
    calls: int = 0


@dataclass
class Clerks:
    """All simulated colleagues of the city, and who of them sits where."""

    colleagues: tuple[Colleague, ...]
    desks: Mapping[int, Sequence[Desk]]
    habits: Habits
    seed: int
    at_desks: dict[int, Busy] = field(default_factory=dict)
    shifts: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    closing: dict[int, int] = field(default_factory=dict)

    def recall(self, *, at: datetime) -> None:
        """Find out after a restart who sits where and with whom."""
        for colleague in self.colleagues:
            self._look_around(colleague, at=at)

    def begin(self, on: date, hours: Mapping[int, tuple[Span, ...]]) -> None:
        """Look up who works when today; `hours` says when each office is open."""
        self.closing = {office: spans[-1].end for office, spans in hours.items() if spans}
        self.shifts = {
            colleague.person.pk: colleague.hours(on, hours.get(colleague.chair.office, ()))
            for colleague in self.colleagues
        }

    def work(self, *, at: datetime) -> int:
        """Let everybody whose moment has come take the next step; tell how many were served."""
        served = 0
        _on, tick = queries.wall(at)
        queues = queries.offices_with_a_queue(at)
        for colleague in self.colleagues:
            busy = self.at_desks.get(colleague.person.pk)
            shifts = self.shifts.get(colleague.person.pk, ())
            present = any(span.holds(tick) for span in shifts)
            if busy is not None and colleague.chair.office in queues:
                present |= self._is_closed(colleague.chair.office, tick)
            if busy is None and present:
                self._sit_down(colleague, at=at)
            elif busy is not None and busy.until <= at:
                asked = busy.visit or not present or colleague.chair.office in queues
                served += bool(asked) and self._step(colleague, busy, present=present, at=at)
        return served

    def _is_closed(self, office: int, tick: int) -> bool:
        """After closing nobody leaves a desk while people wait: there is no next shift."""
        return tick >= self.closing.get(office, TICKS)

    def _sit_down(self, colleague: Colleague, *, at: datetime) -> None:
        taken = {busy.session.desk_id for busy in self.at_desks.values()}
        for desk in self.desks.get(colleague.chair.office, ()):
            if desk.pk not in taken:
                with suppress(Refused):  # a visitor of the demo sits there
                    session = floor.log_on(desk, colleague.person, at=at)
                    self.at_desks[colleague.person.pk] = Busy(session, None, at)
                    return

    def _step(self, colleague: Colleague, busy: Busy, *, present: bool, at: datetime) -> bool:
        by = Actor(Kind.STAFF, colleague.person.pk)
        try:
            if busy.visit is None:
                self._next(colleague, busy, present=present, by=by, at=at)
            elif busy.visit.state == TicketState.CALLED:
                self._greet(busy, by=by, at=at)
            else:
                floor.finish(busy.visit, by=by, at=at)
                busy.visit, busy.until = None, at + _BETWEEN
                return True
        except Refused:  # somebody else has done something with this visit or this desk
            self._look_around(colleague, at=at + _BETWEEN)
        return False

    def _look_around(self, colleague: Colleague, *, at: datetime) -> None:
        self.at_desks.pop(colleague.person.pk, None)
        session = queries.session_of(colleague.person.pk)
        if session is not None:
            visit = queries.visit_at_desk(session.desk_id)
            self.at_desks[colleague.person.pk] = Busy(session, visit, at)

    def _next(
        self, colleague: Colleague, busy: Busy, *, present: bool, by: Actor, at: datetime
    ) -> None:
        if not present:
            floor.log_off(busy.session, at=at)
            del self.at_desks[colleague.person.pk]
            return
        busy.visit = floor.call_next(busy.session, by=by, at=at)
        busy.calls = 1
        busy.until = at + (_BETWEEN if busy.visit is None else _TO_THE_DESK)

    def _greet(self, busy: Busy, *, by: Actor, at: datetime) -> None:
        assert busy.visit is not None
        dice = dice_of(self.seed, "serve", busy.visit.pk)
        if dice.random() < _NEVER_COMES:
            if busy.calls < _CALLS_BEFORE_MISSED:
                busy.visit = floor.recall(busy.visit, by=by, at=at)
                busy.calls += 1
                busy.until = at + _TO_THE_DESK
            else:
                floor.miss(busy.visit, by=by, at=at)
                busy.visit, busy.until = None, at + _BETWEEN
            return
        busy.visit = floor.start(busy.visit, by=by, at=at)
        minutes = self.habits.service_minutes(busy.visit.minutes, dice)
        busy.until = at + timedelta(minutes=minutes)
