"""Follows those from afar: tells them when to come, waits for them once, then lets them go."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anlauf.core.actors import Actor
from anlauf.core.locking import locked_where
from anlauf.engine import joining as engine
from anlauf.engine.joining import Step, Terms
from anlauf.floor import letters, queries
from anlauf.floor.commands.onward import leave
from anlauf.floor.commands.passage import OutOfTurn, held, note
from anlauf.floor.commands.presence import be_here
from anlauf.floor.models import Joining, Visit
from anlauf.floor.queries.joining import InLine, joined
from anlauf.floor.states import IN_LINE


@dataclass(frozen=True)
class _Due:
    """Somebody held, for whom something is due, and when to be there."""

    row: Joining
    visit: Visit
    there: datetime | None


def follow_joined(*, by: Actor, at: datetime) -> int:
    """Do what is due for everybody from afar, one transaction each; tell how many it concerned."""
    return sum(follow(office, by=by, at=at) for office in queries.offices_with_joined(at=at))


def follow(office: int, *, by: Actor, at: datetime) -> int:
    """The same for one office."""
    terms = queries.arrival_policy(office, queries.today(at)).terms
    concerned = 0
    for one in queries.joined_in_line(office, at=at):
        seen = joined(one.row, one.row.visit)
        if engine.due(seen, one.standing, terms, at):
            with suppress(OutOfTurn):  # called at this very moment
                concerned += _step(one, terms, by=by, at=at)
    return concerned


@transaction.atomic
def _step(one: InLine, terms: Terms, *, by: Actor, at: datetime) -> bool:
    """Do what is still due when the row is held; a worker that died before did nothing of it."""
    visit = held(one.row.visit)
    if visit.state not in IN_LINE:
        return False
    row = locked_where(Joining, visit_id=visit.pk)
    seen = joined(row, visit)
    steps = engine.due(seen, one.standing, terms, at)

    there = engine.be_there(seen, one.standing, terms, at)
    for step in Step:
        if step in steps:
            _DO[step](_Due(row, visit, there), by=by, at=at)
    return bool(steps)


def _count_as_here(due: _Due, *, by: Actor, at: datetime) -> None:
    be_here(due.visit, by=by, at=at)


def _turn(due: _Due, *, by: Actor, at: datetime) -> None:
    due.row.turn_at = at
    due.row.save(update_fields=["turn_at"])
    note("floor.turn_came", due.visit, by=by, at=at)


def _end(due: _Due, *, by: Actor, at: datetime) -> None:
    leave(due.visit, by=by, at=at)


def _tell_third(due: _Due, *, by: Actor, at: datetime) -> None:
    due.row.third_told_at = at
    due.row.save(update_fields=["third_told_at"])
    letters.third(due.row, due.visit, there=due.there, at=at)
    note("floor.told_third", due.visit, by=by, at=at)


def _tell_now(due: _Due, *, by: Actor, at: datetime) -> None:
    due.row.now_told_at = at
    due.row.save(update_fields=["now_told_at"])
    letters.come_now(due.row, due.visit, there=due.there, at=at)
    note("floor.told_now", due.visit, by=by, at=at)


_DO: dict[Step, Callable[..., None]] = {
    Step.COUNT_AS_HERE: _count_as_here,
    Step.TURN: _turn,
    Step.END: _end,
    Step.TELL_THIRD: _tell_third,
    Step.TELL_NOW: _tell_now,
}
