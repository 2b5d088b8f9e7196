"""Calling: the next one, a chosen one, once more, not after all, in vain.

Any number of desks on any number of hosts may call at once. The candidate is taken by
`FOR UPDATE SKIP LOCKED` in the published order: a row that another desk holds at this moment is
that desk's, the next one is ours. Whoever locks a waiting visit does it to take it out of the
line, so nobody is passed over who stays in it (docs/adr/0020).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState
from anlauf.core import rows
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.floor import letters, queries
from anlauf.floor.commands.desks import VisitAtDesk, at_work, ready
from anlauf.floor.commands.keeping import keep_once
from anlauf.floor.commands.passage import end, enter, expect, held, note, told
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import AT_A_DESK, CHOSEN, TicketState
from anlauf.floor.values import USUAL, FloorPolicy

_FIRST_FREE = f"""
    SELECT {rows.columns(Visit, "visit")} FROM floor_visit AS visit
    WHERE visit.id = ANY(%s::bigint[]) AND visit.office_id = %s
      AND visit.state = '{TicketState.WAITING}'
    ORDER BY array_position(%s::bigint[], visit.id)
    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""  # noqa: S608 - names from our own models
_AT_ONCE = 32  # candidates put to the database in one statement: more than an office has desks


class AlreadyCalled(Refused):
    """A colleague was quicker."""

    code = "already_called"
    sentence = _("Number %(label)s has just been called to desk %(desk)s.")


class NotInThisOffice(Refused):
    """The visit is somebody else's."""

    code = "not_in_this_office"
    sentence = _("Number %(label)s is not in your office.")


class SkillMissing(Refused):
    """The clerk cannot do what the visit needs."""

    code = "skill_missing"
    sentence = _("Number %(label)s needs a colleague with other skills. Please pass it on.")


@transaction.atomic
def call_next(
    session: DeskSession, *, by: Actor, at: datetime, policy: FloorPolicy | None = None
) -> Visit | None:
    """Call whoever is next for this desk; somebody already there stays, nobody is None."""
    session, now = ready(session)
    if now.visit is not None:
        return queries.visit_at_desk(session.desk_id)

    rule = policy or queries.policy_by(now.rules, session.desk.office_id, queries.today(at))
    first = frozenset({session.moved_to} if session.moved_to else ())
    line = queries.desk_line(session.desk, now.skills, first=first, at=at, policy=rule)
    visit = first_free(session.desk.office_id, line.visits)
    if visit is None:
        return None

    because = line.because(visit.pk)
    visit.called_for, visit.preferred_for = because.reason, because.preference or ""
    _call(visit, session, by=by, at=at)
    return visit


@transaction.atomic
def call(visit: Visit, session: DeskSession, *, by: Actor, at: datetime) -> Visit:
    """Call a chosen visit to this desk, or refuse."""
    session = at_work(session)
    present = queries.visit_at_desk(session.desk_id)
    if present is not None and present.pk != visit.pk:
        raise VisitAtDesk(label=present.label)
    if present is not None:
        return present

    visit = held(visit)
    _check_choice(visit, session)

    visit.called_for, visit.preferred_for = CHOSEN, ""
    _call(visit, session, by=by, at=at)
    return visit


@transaction.atomic
def recall(visit: Visit, *, by: Actor, at: datetime, policy: FloorPolicy = USUAL) -> Visit:
    """Call again, a double click apart."""
    visit = held(visit)
    expect(visit, TicketState.CALLED)
    if visit.called_at is not None and at < visit.called_at + policy.call_again:
        return visit

    visit.called_at = at
    visit.calls += 1
    visit.save(update_fields=["called_at", "calls"])
    note("floor.recalled", visit, by=by, at=at)
    return visit


@transaction.atomic
def put_back(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Let a called or parked visit wait again, at its old place in line."""
    visit = held(visit)
    if visit.state == TicketState.WAITING:
        return visit
    expect(visit, TicketState.CALLED, TicketState.PARKED)

    visit.desk = None
    enter(visit, TicketState.WAITING, at=at, also=told("floor.put_back", visit, by=by, at=at))
    return visit


@transaction.atomic
def miss(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Give up calling somebody who does not come; the rest of their time is free again.

    Whoever drew their number from afar is put back once instead, and is called again when there.
    """
    visit = held(visit)
    if visit.state == TicketState.MISSED:
        return visit
    if visit.state == TicketState.CALLED and keep_once(visit, by=by, at=at):
        return visit
    return give_up(visit, by=by, at=at)


@transaction.atomic
def give_up(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """The same for everybody, when nobody will be called any more."""
    return end(visit, TicketState.MISSED, AppointmentState.MISSED, by=by, at=at)


def first_free(office: int, in_line: Sequence[int]) -> Visit | None:
    """Take the first of these visits that still waits here and that nobody else is taking."""
    for begin in range(0, len(in_line), _AT_ONCE):
        visit = _first_free_of(office, in_line[begin : begin + _AT_ONCE])
        if visit is not None:
            return visit
    return None


def _first_free_of(office: int, few: Sequence[int]) -> Visit | None:
    """The same of a few; the database asks again whether a row still waits when it locks it."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_FREE, [list(few), office, list(few)])
        row = cursor.fetchone()
    return rows.read(Visit, row) if row else None


def _check_choice(visit: Visit, session: DeskSession) -> None:
    if visit.office_id != session.desk.office_id:
        raise NotInThisOffice(label=visit.label)
    if visit.state in AT_A_DESK and visit.desk is not None:
        raise AlreadyCalled(label=visit.label, desk=visit.desk.name)
    if not queries.skills_of(session.person_id).issuperset(visit.skills):
        raise SkillMissing(label=visit.label)


def _call(visit: Visit, session: DeskSession, *, by: Actor, at: datetime) -> None:
    visit.desk = session.desk
    visit.called_at = max(at, visit.since)
    visit.calls += 1
    why = {"reason": visit.called_for, "preference": visit.preferred_for}
    called = told("floor.called", visit, by=by, at=at, **why)
    enter(visit, TicketState.CALLED, at=at, also=called)
    if visit.wants_word:
        letters.called(visit, session.desk, at=at)
